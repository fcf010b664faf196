package org.reelgraph.imports.merge;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.reelgraph.catalog.Credit;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.Image;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaTag;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.TagKind;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.ImageRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.Place;

import static java.util.stream.Collectors.toSet;

/**
 * Compares a record's tree with what is stored and notes the rows that differ. What a record doesn't mention stays;
 * an item's {@code updatedAt} moves when anything in its tree changes, and only then.
 */
final class TreePlanner {

    private final StoredTrees stored;
    private final PersonMatcher people;
    private final ImportOptions options;
    private final PatchedRows rows;
    private final Changes changes;
    private FieldChanges found = new FieldChanges(false, MediaKind.SERIES);

    TreePlanner(StoredTrees stored, PersonMatcher people, ImportOptions options, PatchedRows rows, Changes changes) {
        this.stored = stored;
        this.people = people;
        this.options = options;
        this.rows = rows;
        this.changes = changes;
    }

    /** {@return what of the item changes} */
    FieldChanges plan(ItemMatcher.Match match, @Nullable String ratingKey) {
        var media = match.media();
        var id = match.id();
        found = new FieldChanges(match.stored() != null, media.kind());
        people.enriched(id).forEach(found::add);
        planItem(match, ratingKey);
        planTags(id, media.tags());
        planImages(id, media.images(), Place.START);
        planCredits(id, id, media.credits(), Place.START);
        planSeasons(id, media);
        if (match.stored() != null && found.any()) {
            changes.items.changed.add(rows.changed(match, ratingKey));
        }
        return found;
    }

    private void planItem(ItemMatcher.Match match, @Nullable String ratingKey) {
        if (match.stored() == null) {
            changes.items.created.add(rows.changed(match, ratingKey));
        } else {
            found.compare(match.stored(), rows.item(match, ratingKey));
        }
    }

    private void planTags(long id, Map<TagKind, Field<List<String>>> given) {
        var before = stored.tagsOf(id);
        Map<TagKind, List<String>> after = new EnumMap<>(TagKind.class);
        for (var kind : TagKind.values()) {
            var words = given.get(kind).or(before.getOrDefault(kind, List.of()));
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
                found.lists(Place.START, FieldChanges.nameOf(kind), () -> old, () -> words);
            }
        }
    }

    private boolean planImages(long owner, Field<List<ImageRecord>> given, Place path) {
        if (!given.given()) {
            return false;
        }
        var images = new ArrayList<Image>();
        for (var image : orEmpty(given)) {
            images.add(new Image(owner, images.size() + 1, image.kind(), image.source(), image.path()));
        }
        var before = stored.imagesOf(owner);
        if (images.equals(before)) {
            return false;
        }
        changes.images.replace(owner, images);
        found.lists(path, "images", () -> FieldChanges.images(before), () -> FieldChanges.images(images));
        return true;
    }

    private boolean planCredits(long itemId, long owner, Map<CreditRole, Field<List<CreditRecord>>> given,
            Place path) {
        var changed = false;
        for (var role : CreditRole.values()) {
            if (given.get(role).given()) {
                changed |= planCredits(itemId, owner, role, orEmpty(given.get(role)), path);
            }
        }
        return changed;
    }

    private boolean planCredits(long itemId, long owner, CreditRole role, List<CreditRecord> given,
            Place path) {
        var credits = new ArrayList<Credit>(given.size());
        for (var credit : given) {
            credits.add(new Credit(owner, role, credits.size() + 1, people.find(itemId, credit.person()),
                    credit.character(), credit.department(), credit.job()));
        }
        var before = stored.creditsOf(owner, role);
        if (credits.equals(before)) {
            return false;
        }
        changes.credits.get(role).replace(owner, credits);
        before.forEach(credit -> changes.uncredited.add(credit.personId()));
        if (found.isTold()) {
            found.credits(path, role, before, credits, people);
        }
        return true;
    }

    private void planSeasons(long seriesId, MediaRecord media) {
        var before = stored.seasonsOf(seriesId);
        for (var season : media.seasonList()) {
            planSeason(seriesId, season, before.get(season.number()));
        }
        if (options.prune() && media.seasons().given()) {
            var named = media.seasonList().stream().map(SeasonRecord::number).collect(toSet());
            before.values().stream().filter(season -> !named.contains(season.number())).forEach(this::remove);
        }
    }

    private void planSeason(long seriesId, SeasonRecord record, @Nullable Season old) {
        var path = FieldChanges.pathOfSeason(record.number());
        var season = rows.season(seriesId, record, old);
        if (old == null) {
            changes.seasons.created.add(season);
            found.added(path, season.title());
        }
        var changed = planImages(season.id(), record.images(), path)
                | (old != null && found.compare(path, old, season));
        if (old != null && changed) {
            changes.seasons.changed.add(rows.changed(season));
        }
        planEpisodes(season, record, path);
    }

    private void planEpisodes(Season season, SeasonRecord record, Place path) {
        var before = stored.episodesOf(season.id());
        for (var episode : record.episodeList()) {
            planEpisode(season, episode, before.get(episode.number()), path);
        }
        if (options.prune() && record.episodes().given()) {
            var named = record.episodeList().stream().map(EpisodeRecord::number).collect(toSet());
            before.values().stream().filter(episode -> !named.contains(episode.number())).forEach(this::remove);
        }
    }

    private void planEpisode(Season season, EpisodeRecord record, @Nullable Episode old, Place seasonPath) {
        var path = FieldChanges.pathOfEpisode(seasonPath, record.number());
        var episode = rows.episode(season, record, old);
        if (old == null) {
            changes.episodes.created.add(episode);
            found.added(path, episode.title());
        }
        var changed = planImages(episode.id(), record.images(), path)
                | planCredits(season.seriesId(), episode.id(), record.credits(), path)
                | (old != null && found.compare(path, old, episode));
        if (old != null && changed) {
            changes.episodes.changed.add(rows.changed(episode));
        }
    }

    private void remove(Season season) {
        changes.seasons.gone.add(season);
        found.removed(FieldChanges.pathOfSeason(season.number()), season.title());
        stored.episodesOf(season.id()).values().forEach(this::forget);
    }

    private void remove(Episode episode) {
        found.removed(FieldChanges.pathOfEpisode(FieldChanges.pathOfSeason(episode.seasonNumber()), episode.number()),
                episode.title());
        forget(episode);
    }

    private void forget(Episode episode) {
        changes.episodes.gone.add(episode);
        for (var role : CreditRole.values()) {
            stored.creditsOf(episode.id(), role).forEach(credit -> changes.uncredited.add(credit.personId()));
        }
    }

    private static <T> List<T> orEmpty(Field<List<T>> field) {
        return field.value() == null ? List.of() : field.value();
    }
}
