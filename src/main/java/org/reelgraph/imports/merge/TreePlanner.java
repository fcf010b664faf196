package org.reelgraph.imports.merge;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.Credit;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.tags.MediaTag;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.imports.deletion.DeletionLimit;
import org.reelgraph.imports.merge.stores.WithMetadata;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.ImageList;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.storage.CanonicalJson;

import static java.util.stream.Collectors.toSet;

/**
 * Compares a record's tree with the stored one and collects the rows that differ. Whatever a record doesn't mention is
 * kept. An item's {@code updatedAt} changes if and only if anything in its tree changes.
 */
final class TreePlanner {

    // Each library has its own.
    private static final Set<TagKind> OF_LIBRARY = EnumSet.of(TagKind.COLLECTION, TagKind.LABEL);

    private final StoredTrees stored;
    private final PersonMatcher people;
    private final ImportOptions options;
    private final PatchedRows rows;
    private final Changes changes;
    private final DeletionLimit limit;
    private FieldChanges found = new FieldChanges(false, MediaKind.SERIES);
    // Whether the record is from a library of the source other than the one the item's data comes from.
    private boolean repeats;
    private boolean prunes;
    // Which stored episode each record means, also of another season.
    private Map<EpisodeRecord, Episode> meant = Map.of();
    private Set<Long> named = Set.of();

    TreePlanner(StoredTrees stored, PersonMatcher people, ImportOptions options, PatchedRows rows, Changes changes,
            DeletionLimit limit) {
        this.stored = stored;
        this.people = people;
        this.options = options;
        this.rows = rows;
        this.changes = changes;
        this.limit = limit;
    }

    /**
     * Plans the changes of one item.
     *
     * @param ratingKeys    all of the item's keys after all records
     * @param ownRatingKeys the keys according to the item's own record
     * @return the fields that change
     */
    FieldChanges plan(ItemMatcher.Match match, List<String> ratingKeys, List<String> ownRatingKeys) {
        var media = match.media();
        var id = match.id();
        var key = media.ratingKey().value();
        found = new FieldChanges(match.stored() != null, media.kind());
        repeats = key != null && !ratingKeys.isEmpty() && !ratingKeys.getFirst().equals(key);
        meant = EpisodeMatcher.match(media, stored.seasonsOf(id), stored);
        named = meant.values().stream().map(Episode::id).collect(toSet());
        prunes = options.prune() && match.stored() != null && mayPrune(match.stored().item(), media);
        people.enriched(id).forEach(found::add);
        var additions = match.stored() == null
                ? new Additions(media.addedAt().value(), rows.now(), rows.now())
                : compare(match, match.stored(), ownRatingKeys);
        planTags(id, media.tags());
        planImages(id, media.images(), InputPath.START);
        planCredits(id, id, media.credits(), InputPath.START);
        planSeasons(id, media, additions);
        var first = ratingKeys.isEmpty() ? null : ratingKeys.getFirst();
        if (match.stored() == null) {
            changes.items.created.add(rows.changed(match, first, repeats, additions.latest()));
        } else if (found.any()) {
            changes.items.changed.add(rows.changed(match, first, repeats, additions.latest()));
        }
        return found;
    }

    private Additions compare(ItemMatcher.Match match, KeyedItem before, List<String> ratingKeys) {
        var after = rows.item(match, before.row(), ratingKeys.isEmpty() ? null : ratingKeys.getFirst(), repeats);
        found.compareItem(before.row(), after);
        if (options.isRestore()
                ? !before.ratingKeys().equals(ratingKeys)
                : !before.ratingKeys().containsAll(ratingKeys) && !match.media().furtherKeys().isEmpty()) {
            found.lists(InputPath.START, "ratingKeys", before::ratingKeys, () -> ratingKeys);
        }
        checkMetadata(InputPath.START, match.media().metadata(), before.row().metadata());
        return new Additions(after.row().addedAt(), after.row().createdAt(), rows.now());
    }

    private void checkMetadata(InputPath path, Field<String> given, @Nullable String old) {
        if (rows.keepsMetadata(given, old, repeats)) {
            found.notice(new Notice(Notice.Code.VALUE_DROPPED,
                    "Together with the stored metadata it would exceed %,d bytes, so the stored metadata is kept."
                            .formatted(CanonicalJson.LONGEST),
                    path.below("metadata").path(), null));
        }
    }

    private void planTags(long id, Map<TagKind, Field<List<String>>> given) {
        var before = stored.tagsOf(id);
        Map<TagKind, List<String>> after = new EnumMap<>(TagKind.class);
        for (var kind : TagKind.values()) {
            var old = before.getOrDefault(kind, List.of());
            var words = repeats && OF_LIBRARY.contains(kind) && !old.isEmpty()
                    ? old
                    : given.getOrDefault(kind, Field.absent()).or(old);
            if (words != null && !words.isEmpty()) {
                after.put(kind, words);
            }
        }
        if (after.equals(before)) {
            return;
        }
        var tags = new ArrayList<MediaTag>();
        after.forEach((kind, words) -> {
            for (var i = 0; i < words.size(); i++) {
                tags.add(new MediaTag(id, kind, i + 1, words.get(i)));
            }
        });
        changes.tags.replace(id, tags);
        for (var kind : TagKind.values()) {
            var old = before.getOrDefault(kind, List.of());
            var words = after.getOrDefault(kind, List.of());
            if (!words.equals(old)) {
                found.lists(InputPath.START, kind.fieldName(), () -> old, () -> words);
            }
        }
    }

    private boolean planImages(long owner, Field<ImageList> given, InputPath path) {
        if (!given.given()) {
            return false;
        }
        var before = stored.imagesOf(owner);
        var images = given.value() == null ? List.<Image>of() : images(owner, given.value(), before);
        if (images.equals(before) || repeats && !before.isEmpty()) {
            return false;
        }
        changes.images.replace(owner, images);
        found.lists(path, "images", () -> FieldChanges.images(before), () -> FieldChanges.images(images));
        return true;
    }

    private static List<Image> images(long owner, ImageList given, List<Image> before) {
        var images = new ArrayList<Image>();
        for (var image : given.images()) {
            images.add(new Image(owner, images.size() + 1, image.kind(), image.source(), image.path()));
        }
        before.stream().filter(image -> !given.kinds().contains(image.kind())).forEach(image -> images
                .add(new Image(owner, images.size() + 1, image.kind(), image.source(), image.path())));
        return images;
    }

    private boolean planCredits(long itemId, long owner, Map<CreditRole, Field<List<CreditRecord>>> given,
            InputPath path) {
        var changed = false;
        for (var role : CreditRole.values()) {
            var list = given.getOrDefault(role, Field.absent());
            if (list.given()) {
                changed |= planCredits(itemId, owner, role, orEmpty(list), path);
            }
        }
        return changed;
    }

    private boolean planCredits(long itemId, long owner, CreditRole role, List<CreditRecord> given,
            InputPath path) {
        var credits = new ArrayList<Credit>(given.size());
        for (var credit : given) {
            var person = people.find(itemId, credit.person());
            people.show(person, credit.person().pictures(), found);
            credits.add(new Credit(owner, role, credits.size() + 1, person, credit.character(), credit.department(),
                    credit.job()));
        }
        var before = stored.creditsOf(owner, role);
        if (credits.equals(before)) {
            return false;
        }
        changes.creditsIn(role).replace(owner, credits);
        before.forEach(credit -> changes.uncredited.add(credit.personId()));
        if (found.isTold()) {
            found.credits(path, role, before, credits, people);
        }
        return true;
    }

    private void planSeasons(long seriesId, MediaRecord media, Additions additions) {
        var before = stored.seasonsOf(seriesId);
        for (var season : media.seasonList()) {
            var old = before.get(season.number());
            planSeason(seriesId, season, old == null ? null : stored.withMetadata(old), additions);
        }
        var numbers = media.seasonList().stream().map(SeasonRecord::number).collect(toSet());
        var unnamed = before.values().stream().filter(season -> !numbers.contains(season.number())).toList();
        if (prunes && media.seasons().given()) {
            unnamed.forEach(this::remove);
        } else {
            unnamed.forEach(season -> keep(season, additions));
        }
    }

    private boolean mayPrune(MediaItem series, MediaRecord media) {
        var unnamed = Unnamed.of(series, media, stored, named);
        if (unnamed.isEmpty() || limit.permits(unnamed.deletions(), unnamed.items(), unnamed.of())) {
            return true;
        }
        found.notice(new Notice(Notice.Code.DELETIONS_WITHHELD,
                "%d of its %d episodes are no longer in its lists. This import leaves them until somebody confirms their deletion."
                        .formatted(unnamed.items(), unnamed.of()),
                InputPath.START.below("seasons").path(), null));
        return false;
    }

    private void keep(Season season, Additions additions) {
        additions.add(season.addedAt(), season.createdAt());
        stored.episodesOf(season.id()).stream().filter(episode -> !named.contains(episode.id()))
                .forEach(episode -> additions.add(episode.addedAt(), episode.createdAt()));
    }

    private void planSeason(long seriesId, SeasonRecord record, @Nullable WithMetadata<Season> old,
            Additions additions) {
        var path = FieldChanges.pathOfSeason(record.number());
        var row = rows.season(seriesId, record, old, repeats);
        var season = row.row();
        additions.add(season.addedAt(), season.createdAt());
        if (old == null) {
            changes.seasons.created.add(row);
            found.added(path, season.title());
        } else {
            checkMetadata(path, record.metadata(), old.metadata());
        }
        var changed = planImages(season.id(), record.images(), path)
                | (old != null && found.compareSeason(path, old, row));
        if (old != null && changed) {
            changes.seasons.changed.add(rows.changedSeason(row));
        }
        planEpisodes(season, record, path, additions);
    }

    private void planEpisodes(Season season, SeasonRecord record, InputPath path, Additions additions) {
        var before = stored.episodesOf(season.id());
        var numbers = record.episodeList().stream().map(EpisodeRecord::number).filter(Objects::nonNull)
                .collect(toSet());
        for (var episode : record.episodeList()) {
            var old = meant.get(episode);
            // An episode that no longer has a number keeps its old one, unless another episode has it now.
            var number = !options.isRestore() && episode.number() == null && old != null
                    && old.seasonId() == season.id()
                    && !numbers.contains(old.number())
                            ? old.number()
                            : episode.number();
            planEpisode(season, episode, number, old == null ? null : stored.withMetadata(old), path, additions);
        }
        var unnamed = before.stream().filter(episode -> !named.contains(episode.id())).toList();
        if (prunes && record.episodes().given()) {
            unnamed.forEach(this::remove);
        } else {
            unnamed.forEach(episode -> additions.add(episode.addedAt(), episode.createdAt()));
        }
    }

    private void planEpisode(Season season, EpisodeRecord record, @Nullable Integer number,
            @Nullable WithMetadata<Episode> old, InputPath seasonPath, Additions additions) {
        var row = rows.episode(season, record, number, old, repeats);
        var episode = row.row();
        var path = FieldChanges.pathOfEpisode(seasonPath, episode);
        additions.add(episode.addedAt(), episode.createdAt());
        if (old == null) {
            changes.episodes.created.add(row);
            found.added(path, episode.title());
        } else {
            checkMetadata(path, record.metadata(), old.metadata());
        }
        var changed = planImages(episode.id(), record.images(), path)
                | planCredits(season.seriesId(), episode.id(), record.credits(), path)
                | (old != null && found.compareEpisode(path, old, row));
        if (old != null && changed) {
            changes.episodes.changed.add(rows.changedEpisode(row));
            if (!Objects.equals(old.row().number(), episode.number()) || old.row().seasonId() != episode.seasonId()) {
                changes.renumbered.add(episode.id());
            }
        }
    }

    private void remove(Season season) {
        changes.seasonsGone.add(season.id());
        found.removed(FieldChanges.pathOfSeason(season.number()), season.title());
        stored.episodesOf(season.id()).stream().filter(episode -> !named.contains(episode.id())).forEach(this::forget);
    }

    private void remove(Episode episode) {
        found.removed(FieldChanges.pathOfEpisode(FieldChanges.pathOfSeason(episode.seasonNumber()), episode),
                episode.title());
        forget(episode);
    }

    private void forget(Episode episode) {
        changes.episodesGone.add(episode.id());
        for (var role : CreditRole.values()) {
            stored.creditsOf(episode.id(), role).forEach(credit -> changes.uncredited.add(credit.personId()));
        }
    }

    private static <T> List<T> orEmpty(Field<List<T>> field) {
        return field.value() == null ? List.of() : field.value();
    }
}
