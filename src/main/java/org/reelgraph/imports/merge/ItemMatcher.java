package org.reelgraph.imports.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.merge.ImportMemory.Claim;
import org.reelgraph.imports.records.MediaRecord;

/**
 * Matches records with items of one source and kind. External ids identify an item, or its editions. A rating key
 * decides only if no external id contradicts it, since a rebuilt library assigns new rating keys. A record without
 * either is matched by title and year with the items that have neither. One item never takes over another's row.
 */
final class ItemMatcher {

    /**
     * The item that a record refers to.
     *
     * @param id     the item's id; a new one if the item doesn't exist yet
     * @param stored the item before the import; null if it didn't exist
     * @param first  the earlier record of the same item, from another library of the source; if there is one, only this
     *               record's rating key is used
     * @param errors why the record is rejected; empty if it isn't
     */
    record Match(MediaRecord media, long id, @Nullable KeyedItem stored, Optional<Claim> first,
            List<UserError> errors) {

        boolean refused() {
            return !errors.isEmpty();
        }
    }

    private final ItemIndex index;
    private final ImportMemory memory;
    private final SourceIds sourceIds;
    private final LongSupplier newIds;
    private final Set<String> keysOfRepeats = new HashSet<>();

    /**
     * @param memory    what earlier batches did
     * @param sourceIds what the source named before
     */
    ItemMatcher(ItemIndex index, ImportMemory memory, SourceIds sourceIds, LongSupplier newIds) {
        this.sourceIds = sourceIds;
        this.index = index;
        this.memory = memory;
        this.newIds = newIds;
    }

    /**
     * Matches records and applies them to the index.
     *
     * @param options whether a record's keys are applied to an existing item
     * @return the matches, in the order of the records
     */
    List<Match> match(List<MediaRecord> records, ImportOptions options) {
        // Records with known external ids come first: they may get other rating keys, which frees their old ones.
        // Records with a named edition come before others, so that a record without one isn't taken for one of them.
        var order = new ArrayList<>(records);
        order.sort(Comparator.comparing((MediaRecord record) -> byExternalIds(record).isEmpty())
                .thenComparing(record -> record.edition().value() == null));
        var matches = new IdentityHashMap<MediaRecord, Match>();
        order.forEach(record -> matches.put(record, match(record, options)));
        return records.stream().map(matches::get).toList();
    }

    private Match match(MediaRecord given, ImportOptions options) {
        var media = given;
        try {
            var target = isStored(options.restored()) ? options.restored() : target(given);
            if (target == null && !given.title().given()) {
                throw refused(given, UserErrorCode.REQUIRED, "It doesn't exist yet, so it needs a title.", "title");
            }
            long id = target == null ? newIds.getAsLong() : target;
            var before = index.stored(id);
            var takes = before == null || options.changes(before.item());
            if (takes) {
                media = given.withExternalIds(sourceIds.merged(id, given.externalIds(), index.externalIds(id)));
                checkEdition(media, id);
                if (options.isRestore()) {
                    checkRatingKeys(media, id);
                }
            }
            var first = claim(media, id);
            if (takes) {
                take(media, id, first.isPresent());
                if (options.isRestore()) {
                    index.setRatingKeys(id, media.ratingKeys());
                }
                if (first.isEmpty()) {
                    sourceIds.take(id, given.externalIds());
                }
            }
            return new Match(media, id, before(id), first, List.of());
        } catch (Refusal refusal) {
            return new Match(media, 0, null, Optional.empty(), List.of(refusal.error));
        }
    }

    private boolean isStored(@Nullable Long id) {
        return id != null && index.stored(id) != null;
    }

    // One item is restored, and no other loses anything.
    private void checkRatingKeys(MediaRecord media, long id) throws Refusal {
        for (var key : media.ratingKeys()) {
            var holder = index.byRatingKey(key);
            if (holder != null && holder != id) {
                throw refused(media, MergeErrors.IDENTITY_CONFLICT, "Its rating key " + key + " is that of "
                        + nameOf(holder) + " by now, which doesn't lose it.", "ratingKey");
            }
        }
    }

    private void take(MediaRecord media, long id, boolean repeats) {
        if (repeats) {
            var key = Objects.requireNonNull(media.ratingKey().value(), "Only a record with a key repeats an item.");
            keysOfRepeats.add(key);
            index.addFurtherRatingKey(id, key);
        } else {
            index.take(id, media);
        }
    }

    private @Nullable KeyedItem before(long id) {
        var item = index.stored(id);
        return item == null ? null : memory.before(item);
    }

    /** {@return the keys that an item has according to its own record, without those of records that repeat it} */
    List<String> ownKeys(long id, @Nullable KeyedItem stored) {
        var known = stored == null ? List.<String>of() : stored.ratingKeys();
        return index.ratingKeys(id).stream().filter(key -> known.contains(key) || !keysOfRepeats.contains(key))
                .toList();
    }

    private @Nullable Long target(MediaRecord media) throws Refusal {
        if (media.hasNoKey()) {
            return byTitle(media);
        }
        var found = byExternalIds(media);
        if (found.isEmpty()) {
            return byRatingKey(media);
        }
        return media.edition().given() ? ofEdition(media, found) : ofAnyEdition(media, found);
    }

    // All items with any of the record's external ids, each with the id that matched.
    private Map<Long, String> byExternalIds(MediaRecord media) {
        var found = new LinkedHashMap<Long, String>();
        for (var key : ExternalKeys.of(media.externalIds().or(ExternalIds.NONE))) {
            index.byExternalId(key).forEach(holder -> found.putIfAbsent(holder, key + " to " + nameOf(holder)));
        }
        return found;
    }

    private @Nullable Long ofEdition(MediaRecord media, Map<Long, String> found) throws Refusal {
        var edition = Optional.ofNullable(media.edition().value());
        var same = new LinkedHashMap<>(found);
        same.keySet().removeIf(id -> !index.edition(id).equals(edition));
        if (same.size() > 1) {
            throw conflict(media, same);
        }
        if (same.size() == 1) {
            return same.keySet().iterator().next();
        }
        // None has this edition. But the rating key may identify the item whose edition becomes known only now.
        var byKey = index.byRatingKey(media.ratingKey().value());
        return byKey != null && found.containsKey(byKey) && memory.claimantOf(byKey).isEmpty() ? byKey : null;
    }

    private @Nullable Long ofAnyEdition(MediaRecord media, Map<Long, String> found) throws Refusal {
        if (found.size() > 1 && !areEditions(media, found.keySet())) {
            throw conflict(media, found);
        }
        var byKey = index.byRatingKey(media.ratingKey().value());
        if (byKey != null && found.containsKey(byKey) && memory.claimantOf(byKey).isEmpty()) {
            return byKey;
        }
        var unnamed = found.keySet().stream().filter(id -> index.edition(id).isEmpty()).findFirst();
        return unnamed.isPresent() ? unnamed.get() : ofNamedEditions(media, found);
    }

    // A record without an edition refers to the only item there is, unless its own key or another record says
    // otherwise.
    private @Nullable Long ofNamedEditions(MediaRecord media, Map<Long, String> found) throws Refusal {
        var unclaimed = found.keySet().stream().filter(id -> memory.claimantOf(id).isEmpty()).toList();
        if (media.ratingKey().value() != null || unclaimed.isEmpty()) {
            return unclaimed.stream().filter(id -> index.ratingKeys(id).isEmpty()).findFirst().orElse(null);
        }
        if (found.size() == 1) {
            return unclaimed.getFirst();
        }
        throw refused(media, MergeErrors.IDENTITY_CONFLICT, "Its external ids are those of several editions: "
                + found.keySet().stream().map(id -> "'" + index.edition(id).orElse("") + "'")
                        .collect(Collectors.joining(", "))
                + ". Its edition or rating key is required.", "edition");
    }

    // Two editions with the same name can't have the same id.
    private void checkEdition(MediaRecord media, long id) throws Refusal {
        var edition = Optional.ofNullable(media.edition().or(index.edition(id).orElse(null)));
        for (var key : ExternalKeys.of(media.externalIds().or(index.externalIds(id)))) {
            for (var holder : index.byExternalId(key)) {
                if (holder != id && index.edition(holder).equals(edition)) {
                    throw refused(media, MergeErrors.IDENTITY_CONFLICT, edition.map(name -> "As edition '" + name
                            + "'").orElse("Without an edition") + " it would have the same external id as "
                            + nameOf(holder) + ": " + key + ".", "edition");
                }
            }
        }
    }

    // Editions of one item share an id; items that only this record connects share none.
    private boolean areEditions(MediaRecord media, Set<Long> found) {
        var editions = found.stream().map(index::edition).collect(Collectors.toSet());
        return editions.size() == found.size() && ExternalKeys.of(media.externalIds().or(ExternalIds.NONE)).stream()
                .anyMatch(key -> index.byExternalId(key).containsAll(found));
    }

    private @Nullable Long byRatingKey(MediaRecord media) throws Refusal {
        var key = media.ratingKey().value();
        var holder = index.byRatingKey(key);
        if (key == null || holder == null) {
            return null;
        }
        if (!key.equals(index.ratingKeys(holder).getFirst()) && !isStillOf(holder, media)) {
            return null;
        }
        if (contradict(media.externalIds().or(ExternalIds.NONE), index.externalIds(holder))
                && !isMatchedAnew(holder, media)) {
            throw refused(media, MergeErrors.IDENTITY_CONFLICT, "The rating key " + key + " belongs to "
                    + nameOf(holder) + ", whose external ids are different. If that item has left its source, delete it"
                    + " (deleteMedia). If it is the same, take the wrong ids from it: importMovies or importSeries with its"
                    + " rating key and null for each.",
                    "ratingKey");
        }
        return holder;
    }

    // Plex keeps the key and the time of addition of an item whose match is corrected. A new item under an old key has
    // another.
    private boolean isMatchedAnew(long holder, MediaRecord media) {
        var item = index.stored(holder);
        return item != null && sourceIds.haveDescribed(holder)
                && !differ(media.addedAt().value(), item.item().addedAt());
    }

    // A key other than an item's latest may date from before its library was rebuilt, and belong to another item by
    // now.
    private boolean isStillOf(long holder, MediaRecord media) {
        var item = index.stored(holder);
        var titled = media.title().value();
        return !contradict(media.externalIds().or(ExternalIds.NONE), index.externalIds(holder))
                && (titled == null || item == null || SortKeys.areAlike(titled, item.item().title()));
    }

    private @Nullable Long byTitle(MediaRecord media) throws Refusal {
        var found = index.byTitle(media);
        if (found.size() > 1) {
            throw refused(media, MergeErrors.IDENTITY_CONFLICT,
                    "Several items without a rating key or external ids have this title and year.", "title");
        }
        return found.isEmpty() ? null : found.iterator().next();
    }

    // Empty if this is the first record of the item.
    private Optional<Claim> claim(MediaRecord media, long id) throws Refusal {
        var key = media.ratingKey().value();
        var other = memory.claimantOf(id);
        if (other.isPresent() && !isInAnotherLibrary(media, other.get())) {
            throw refused(media, UserErrorCode.DUPLICATE,
                    "It is the same item as " + other.get().inWords() + ".");
        }
        var rival = key == null ? null : memory.claimantOf(media.kind(), key);
        if (rival != null) {
            throw refused(media, UserErrorCode.DUPLICATE, "It has the same rating key as " + rival.inWords() + ".",
                    "ratingKey");
        }
        if (key != null) {
            memory.claim(media.kind(), key, media.origin());
        }
        if (other.isEmpty()) {
            memory.claim(id, Claim.of(media));
        }
        return other;
    }

    private static boolean isInAnotherLibrary(MediaRecord media, Claim first) {
        return media.ratingKey().value() != null && first.ratingKey() != null && media.title().value() != null
                && first.title() != null && SortKeys.areAlike(media.title().value(), first.title())
                && Objects.equals(media.year().value(), first.year());
    }

    private String nameOf(long id) {
        var item = index.stored(id);
        return item == null
                ? memory.claimantOf(id).orElseThrow().origin().inWords()
                : "'" + item.item().title() + "'" + index.edition(id).map(edition -> " (" + edition + ")").orElse("");
    }

    private static boolean contradict(ExternalIds given, ExternalIds held) {
        return differ(given.imdb(), held.imdb()) || differ(given.tmdb(), held.tmdb())
                || differ(given.tvdb(), held.tvdb()) || differ(given.plex(), held.plex())
                || differ(given.musicbrainz(), held.musicbrainz()) || differ(given.isbn(), held.isbn());
    }

    private static boolean differ(@Nullable Object given, @Nullable Object held) {
        return given != null && held != null && !given.equals(held);
    }

    /** {@return all keys by which an item can be looked up within its source} */
    static Collection<String> keysOf(KeyedItem keyed) {
        var item = keyed.item();
        var keys = new LinkedHashSet<String>();
        ExternalKeys.of(item.externalIds()).forEach(key -> keys.add(item.kind() + key));
        keyed.ratingKeys().forEach(key -> keys.add(ratingKey(item.kind(), key)));
        if (item.ratingKey() == null) {
            keys.add(titleKey(item.kind(), item.title()));
        }
        return keys;
    }

    /** {@return all keys by which a record's item can be looked up} */
    static Collection<String> keysOf(MediaRecord media) {
        var keys = new LinkedHashSet<String>();
        ExternalKeys.of(media.externalIds().or(ExternalIds.NONE)).forEach(key -> keys.add(media.kind() + key));
        media.ratingKeys().forEach(key -> keys.add(ratingKey(media.kind(), key)));
        if (media.ratingKey().value() == null && media.title().value() != null) {
            keys.add(titleKey(media.kind(), media.title().value()));
        }
        return keys;
    }

    private static String titleKey(MediaKind kind, String title) {
        return kind + "title " + title;
    }

    private static String ratingKey(MediaKind kind, String key) {
        return kind + "ratingKey " + key;
    }

    private static Refusal conflict(MediaRecord media, Map<Long, String> found) {
        return refused(media, MergeErrors.IDENTITY_CONFLICT,
                "Its external ids belong to different items: " + String.join(", ", found.values())
                        + ". Correct its ids in its source, or delete the item that shouldn't be there (deleteMedia).",
                "externalIds");
    }

    private static Refusal refused(MediaRecord media, UserErrorCode code, String message, String... below) {
        return new Refusal(UserError.of(code).at(media.origin().place().below(below).path()).saying(message));
    }

    private static final class Refusal extends Exception {

        private final UserError error;

        private Refusal(UserError error) {
            super(error.message(), null, false, false);
            this.error = error;
        }
    }
}
