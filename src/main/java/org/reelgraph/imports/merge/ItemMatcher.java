package org.reelgraph.imports.merge;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.UserError;
import org.reelgraph.graphql.UserErrorCode;
import org.reelgraph.imports.records.MediaRecord;

/**
 * Finds the item that each record means, within one source and kind. External ids identify an item; a rating key decides
 * only where no external id contradicts, since a rebuilt library gives rating keys anew; a record without either is
 * recognised by title and year among the items without either. Never does one item take over another's row.
 */
final class ItemMatcher {

    /**
     * What a record means.
     *
     * @param id     the item's id, a new one where it isn't there yet
     * @param stored the item as it is, null where it isn't there yet
     * @param errors why the record is refused; empty where it is not
     */
    record Match(MediaRecord media, long id, @Nullable MediaItem stored, List<UserError> errors) {

        boolean refused() {
            return !errors.isEmpty();
        }
    }

    private record Title(String title, @Nullable Integer year) {

        static Title of(MediaRecord media) {
            return new Title(media.title().value(), media.year().value());
        }

        static Title of(MediaItem item) {
            return new Title(item.title(), item.year());
        }
    }

    private final Map<Long, MediaItem> stored = new HashMap<>();
    private final Map<Long, ExternalIds> ids = new HashMap<>();
    private final Map<String, Long> holders = new HashMap<>();
    private final Map<Long, String> ratingKeys = new HashMap<>();
    private final Map<Title, List<Long>> withoutKey = new HashMap<>();
    private final Set<Long> vacated = new LinkedHashSet<>();
    private final ImportMemory memory;
    private final LongSupplier newIds;

    /**
     * @param candidates the items that have any of the records' keys
     * @param memory     what the batches before did
     */
    ItemMatcher(Collection<MediaItem> candidates, ImportMemory memory, LongSupplier newIds) {
        this.memory = memory;
        this.newIds = newIds;
        candidates.forEach(this::add);
    }

    private void add(MediaItem item) {
        stored.put(item.id(), item);
        ids.put(item.id(), item.externalIds());
        keys(item.externalIds()).forEach(key -> holders.put(key, item.id()));
        if (item.ratingKey() != null) {
            holders.put(ratingKey(item.ratingKey()), item.id());
            ratingKeys.put(item.id(), item.ratingKey());
        } else if (!item.externalIds().any()) {
            withoutKey.computeIfAbsent(Title.of(item), title -> new ArrayList<>()).add(item.id());
        }
    }

    /**
     * {@return the items that records mean, in the records' order; from then on the items hold the records' keys}
     *
     * @param replaces whether a record's keys take effect on an item that is there
     */
    List<Match> match(List<MediaRecord> records, boolean replaces) {
        // Those whose external ids are known first: they may move to other rating keys, which then are free.
        var order = new ArrayList<>(records);
        order.sort(Comparator.comparing(record -> byExternalIds(record).isEmpty()));
        var matches = new IdentityHashMap<MediaRecord, Match>();
        order.forEach(record -> matches.put(record, match(record, replaces)));
        return records.stream().map(matches::get).toList();
    }

    private Match match(MediaRecord media, boolean replaces) {
        try {
            var target = target(media);
            if (target == null && !media.title().given()) {
                throw refused(media, UserErrorCode.REQUIRED, "It is not there yet, so its title is needed.", "title");
            }
            long id = target == null ? newIds.getAsLong() : target;
            claim(media, id);
            if (replaces || !stored.containsKey(id)) {
                claimKeys(media, id);
            }
            return new Match(media, id, before(id), List.of());
        } catch (Refusal refusal) {
            return new Match(media, 0, null, List.of(refusal.error));
        }
    }

    private @Nullable MediaItem before(long id) {
        var item = stored.get(id);
        return item == null ? null : memory.before(item);
    }

    /** {@return the rating key of an item once all records are in} */
    @Nullable
    String ratingKeyOf(long id) {
        return ratingKeys.get(id);
    }

    /** {@return the items that lose their rating key to another} */
    List<MediaItem> vacated() {
        return vacated.stream().filter(id -> !ratingKeys.containsKey(id)).map(stored::get).filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Long target(MediaRecord media) throws Refusal {
        if (media.hasNoKey()) {
            return byTitle(media);
        }
        var found = byExternalIds(media);
        if (found.size() > 1) {
            throw refused(media, UserErrorCode.IDENTITY_CONFLICT,
                    "Its external ids belong to different items: " + String.join(", ", found.values()) + ".",
                    "externalIds");
        }
        return found.isEmpty() ? byRatingKey(media) : found.keySet().iterator().next();
    }

    private Map<Long, String> byExternalIds(MediaRecord media) {
        var found = new LinkedHashMap<Long, String>();
        for (var key : keys(media.externalIds().or(ExternalIds.NONE))) {
            var holder = holders.get(key);
            if (holder != null) {
                found.putIfAbsent(holder, key + " to " + nameOf(holder));
            }
        }
        return found;
    }

    private @Nullable Long byRatingKey(MediaRecord media) throws Refusal {
        var key = media.ratingKey().value();
        var holder = key == null ? null : holders.get(ratingKey(key));
        if (holder != null && contradict(media.externalIds().or(ExternalIds.NONE), ids.get(holder))) {
            throw refused(media, UserErrorCode.IDENTITY_CONFLICT, "The rating key " + key + " is that of "
                    + nameOf(holder) + ", whose external ids are others.", "ratingKey");
        }
        return holder;
    }

    private @Nullable Long byTitle(MediaRecord media) throws Refusal {
        var found = withoutKey.getOrDefault(Title.of(media), List.of());
        if (found.size() > 1) {
            throw refused(media, UserErrorCode.IDENTITY_CONFLICT,
                    "Several items without a rating key or external ids have this title and year.", "title");
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    private void claim(MediaRecord media, long id) throws Refusal {
        var key = media.ratingKey().value();
        var rival = key == null ? null : memory.claimantOf(media.kind(), key);
        var other = memory.claimantOf(id);
        if (other != null) {
            throw refused(media, UserErrorCode.DUPLICATE, "It is the same item as " + other.inWords() + ".");
        }
        if (rival != null) {
            throw refused(media, UserErrorCode.DUPLICATE, "The same rating key has " + rival.inWords() + ".",
                    "ratingKey");
        }
        memory.claim(id, media.origin());
    }

    private void claimKeys(MediaRecord media, long id) {
        claimIds(media, id);
        claimRatingKey(media, id);
        var before = stored.get(id);
        findByTitleIfWithoutKey(id, before == null
                ? Title.of(media)
                : new Title(media.title().or(before.title()), media.year().or(before.year())));
    }

    // An item that is new without a key, or left without one, is recognised by its title from now on.
    private void findByTitleIfWithoutKey(long id, Title title) {
        var found = withoutKey.computeIfAbsent(title, any -> new ArrayList<>());
        if (!ratingKeys.containsKey(id) && !ids.getOrDefault(id, ExternalIds.NONE).any() && !found.contains(id)) {
            found.add(id);
        }
    }

    private void claimIds(MediaRecord media, long id) {
        var before = ids.getOrDefault(id, ExternalIds.NONE);
        var after = media.externalIds().or(before);
        keys(before).forEach(holders::remove);
        keys(after).forEach(key -> holders.put(key, id));
        ids.put(id, after);
    }

    private void claimRatingKey(MediaRecord media, long id) {
        if (!media.ratingKey().given()) {
            return;
        }
        var before = ratingKeys.remove(id);
        if (before != null) {
            holders.remove(ratingKey(before), id);
        }
        var key = media.ratingKey().value();
        if (key != null) {
            memory.claim(media.kind(), key, media.origin());
            ratingKeys.put(id, key);
            var loser = holders.put(ratingKey(key), id);
            if (loser != null && loser != id) {
                ratingKeys.remove(loser);
                vacated.add(loser);
                findByTitleIfWithoutKey(loser, Title.of(stored.get(loser)));
            }
        }
    }

    private String nameOf(long id) {
        var item = stored.get(id);
        return item == null ? memory.claimantOf(id).inWords() : "'" + item.title() + "'";
    }

    private static boolean contradict(ExternalIds given, ExternalIds held) {
        return differ(given.imdb(), held.imdb()) || differ(given.tmdb(), held.tmdb())
                || differ(given.tvdb(), held.tvdb()) || differ(given.plex(), held.plex())
                || differ(given.musicbrainz(), held.musicbrainz()) || differ(given.isbn(), held.isbn());
    }

    private static boolean differ(@Nullable String given, @Nullable String held) {
        return given != null && held != null && !given.equals(held);
    }

    /** {@return all that an item may be looked for by, within its source} */
    static List<String> keysOf(MediaItem item) {
        var keys = new ArrayList<String>();
        keys(item.externalIds()).forEach(key -> keys.add(item.kind() + key));
        keys.add(item.ratingKey() == null
                ? titleKey(item.kind(), item.title())
                : item.kind() + ratingKey(item.ratingKey()));
        return keys;
    }

    /** {@return all that a record's item may be looked for by} */
    static List<String> keysOf(MediaRecord media) {
        var keys = new ArrayList<String>();
        keys(media.externalIds().or(ExternalIds.NONE)).forEach(key -> keys.add(media.kind() + key));
        if (media.ratingKey().value() != null) {
            keys.add(media.kind() + ratingKey(media.ratingKey().value()));
        } else if (media.title().value() != null) {
            keys.add(titleKey(media.kind(), media.title().value()));
        }
        return keys;
    }

    private static String titleKey(MediaKind kind, String title) {
        return kind + "title " + title;
    }

    /** {@return the external ids as keys, each with its kind} */
    static List<String> keys(ExternalIds ids) {
        var keys = new ArrayList<String>();
        addKey(keys, "imdb ", ids.imdb());
        addKey(keys, "tmdb ", ids.tmdb());
        addKey(keys, "tvdb ", ids.tvdb());
        addKey(keys, "plex ", ids.plex());
        addKey(keys, "musicbrainz ", ids.musicbrainz());
        addKey(keys, "isbn ", ids.isbn());
        return keys;
    }

    private static void addKey(List<String> keys, String kind, @Nullable String value) {
        if (value != null) {
            keys.add(kind + value);
        }
    }

    private static String ratingKey(String key) {
        return "ratingKey " + key;
    }

    private static Refusal refused(MediaRecord media, UserErrorCode code, String message, String... below) {
        return new Refusal(new UserError(code, message, media.origin().place().below(below).path()));
    }

    private static final class Refusal extends Exception {

        private final UserError error;

        private Refusal(UserError error) {
            super(error.message(), null, false, false);
            this.error = error;
        }
    }
}
