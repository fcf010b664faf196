package org.reelgraph.imports.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.Credit;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.Season;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.imports.merge.Result.FieldChange;
import org.reelgraph.imports.merge.stores.WithMetadata;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.WrittenValue;
import org.reelgraph.storage.CanonicalJson;

/**
 * The fields that differ in one item's tree. All differences count; only the first are reported, under the schema's
 * field names.
 */
final class FieldChanges {

    static final int MAX = 100;
    private static final int LONGEST = 1_000;

    private static final Map<String, Function<MediaItem, Object>> OF_ITEMS = ofItems();
    private static final Map<String, Function<Season, Object>> OF_SEASONS = ofSeasons();
    private static final Map<String, Function<Episode, Object>> OF_EPISODES = ofEpisodes();

    private final boolean told;
    private final String crew;
    private final List<FieldChange> changes = new ArrayList<>(0);
    private final List<Notice> notices = new ArrayList<>(0);
    private boolean any;

    /** @param told whether to report the changes, rather than only whether there are any */
    FieldChanges(boolean told, MediaKind kind) {
        this.told = told;
        this.crew = kind.hasCreators() ? "creators" : "crew";
    }

    boolean any() {
        return any;
    }

    boolean isTold() {
        return told;
    }

    void notice(Notice notice) {
        if (notices.size() < MAX) {
            notices.add(notice);
        }
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    List<FieldChange> all() {
        return List.copyOf(changes);
    }

    void add(FieldChange change) {
        any = true;
        if (told && changes.size() < MAX) {
            changes.add(change);
        }
    }

    void added(InputPath path, @Nullable String title) {
        any = true;
        if (told) {
            add(new FieldChange(path.path(), null, Objects.requireNonNullElse(title, "")));
        }
    }

    void removed(InputPath path, @Nullable String title) {
        add(new FieldChange(path.path(), Objects.requireNonNullElse(title, ""), null));
    }

    boolean compareItem(WithMetadata<MediaItem> before, WithMetadata<MediaItem> after) {
        return compare(InputPath.START, before, after, OF_ITEMS);
    }

    boolean compareSeason(InputPath path, WithMetadata<Season> before, WithMetadata<Season> after) {
        return compare(path, before, after, OF_SEASONS);
    }

    boolean compareEpisode(InputPath path, WithMetadata<Episode> before, WithMetadata<Episode> after) {
        return compare(path, before, after, OF_EPISODES);
    }

    void lists(InputPath path, String name, Supplier<List<String>> before, Supplier<List<String>> after) {
        any = true;
        if (told && changes.size() < MAX) {
            add(new FieldChange(path.below(name).path(), shown(before.get()), shown(after.get())));
        }
    }

    private <T> boolean compare(InputPath path, WithMetadata<T> before, WithMetadata<T> after,
            Map<String, Function<T, Object>> fields) {
        if (before.equals(after)) {
            return false;
        }
        any = true;
        metadata(path, before.metadata(), after.metadata());
        fields.forEach((name, field) -> {
            var old = field.apply(before.row());
            var now = field.apply(after.row());
            if (!Objects.equals(old, now)) {
                add(new FieldChange(path.below(name).path(), shown(old), shown(now)));
            }
        });
        return true;
    }

    // One member at a time, since that is how metadata is merged.
    private void metadata(InputPath path, @Nullable String before, @Nullable String after) {
        if (Objects.equals(before, after)) {
            return;
        }
        Map<String, Object> old = before == null ? Map.of() : CanonicalJson.read(before);
        Map<String, Object> now = after == null ? Map.of() : CanonicalJson.read(after);
        var names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        for (var name : names) {
            if (!Objects.equals(old.get(name), now.get(name))) {
                add(new FieldChange(path.below("metadata").below(name).path(), shown(old.get(name)),
                        shown(now.get(name))));
            }
        }
    }

    // Reports are for people, and must not take more space than the library itself.
    private static @Nullable Object shown(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        var text = WrittenValue.of(value);
        return text.length() <= LONGEST ? value : text.substring(0, LONGEST) + "…";
    }

    static InputPath pathOfSeason(int number) {
        return InputPath.START.below("seasons").below(number);
    }

    static InputPath pathOfEpisode(InputPath season, Episode episode) {
        var episodes = season.below("episodes");
        return episode.number() == null
                ? episodes.below(episode.airedOn() == null ? episode.displayTitle().toString() : episode.code())
                : episodes.below(episode.number());
    }

    static List<String> images(List<Image> images) {
        return images.stream().map(image -> image.kind() + " " + image.source() + " " + image.path()).toList();
    }

    // People with the same name are distinguished by their ids if nothing else differs.
    void credits(InputPath path, CreditRole role, List<Credit> before, List<Credit> after, PersonMatcher people) {
        var alike = inWords(before, people, false).equals(inWords(after, people, false));
        lists(path, role == CreditRole.CAST ? "cast" : crew, () -> inWords(before, people, alike),
                () -> inWords(after, people, alike));
    }

    private static List<String> inWords(List<Credit> credits, PersonMatcher people, boolean withIds) {
        return credits.stream().map(credit -> {
            var part = credit.role() == CreditRole.CAST ? credit.character() : credit.job();
            return people.nameOf(credit.personId()) + (part == null ? "" : " as " + part)
                    + (withIds ? " (" + idsInWords(people.idsOf(credit.personId())) + ")" : "");
        }).toList();
    }

    private static String idsInWords(ExternalIds ids) {
        return ids.any() ? String.join(", ", ids(ids)) : "known by name";
    }

    private static Map<String, Function<MediaItem, Object>> ofItems() {
        Map<String, Function<MediaItem, Object>> fields = new LinkedHashMap<>();
        fields.put("ratingKey", MediaItem::ratingKey);
        fields.put("edition", MediaItem::edition);
        fields.put("title", MediaItem::title);
        fields.put("sortTitle", item -> item.titles().sortTitle());
        fields.put("originalTitle", MediaItem::originalTitle);
        fields.put("year", MediaItem::year);
        fields.put("summary", MediaItem::summary);
        fields.put("tagline", MediaItem::tagline);
        fields.put("contentRating", MediaItem::contentRating);
        fields.put("studio", MediaItem::studio);
        fields.put("rating", MediaItem::rating);
        fields.put("releasedOn", item -> text(item.releasedOn()));
        fields.put("durationSeconds", MediaItem::durationSeconds);
        fields.put("addedAt", item -> text(item.addedAt()));
        fields.put("externalIds", item -> ids(item.externalIds()));
        return fields;
    }

    private static Map<String, Function<Season, Object>> ofSeasons() {
        Map<String, Function<Season, Object>> fields = new LinkedHashMap<>();
        fields.put("ratingKey", Season::ratingKey);
        fields.put("title", Season::title);
        fields.put("year", Season::year);
        fields.put("summary", Season::summary);
        fields.put("addedAt", season -> text(season.addedAt()));
        fields.put("externalIds", season -> ids(season.externalIds()));
        return fields;
    }

    private static Map<String, Function<Episode, Object>> ofEpisodes() {
        Map<String, Function<Episode, Object>> fields = new LinkedHashMap<>();
        fields.put("seasonNumber", Episode::seasonNumber);
        fields.put("number", Episode::number);
        fields.put("ratingKey", Episode::ratingKey);
        fields.put("title", Episode::title);
        fields.put("summary", Episode::summary);
        fields.put("airedOn", episode -> text(episode.airedOn()));
        fields.put("durationSeconds", Episode::durationSeconds);
        fields.put("rating", Episode::rating);
        fields.put("addedAt", episode -> text(episode.addedAt()));
        fields.put("externalIds", episode -> ids(episode.externalIds()));
        return fields;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static List<String> ids(ExternalIds ids) {
        return ExternalKeys.of(ids);
    }
}
