package org.reelgraph.imports.formats.trees;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.imports.records.ExternalIdFields;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.Guids;
import org.reelgraph.imports.records.ImageList;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.PersonRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.RunningTime;
import org.reelgraph.imports.records.TreeReader;

import static java.util.stream.Collectors.toMap;

/**
 * Reads the objects in responses of Plex Media Server's API. Lists of people and tags have the form
 * {@code [{"tag": …}]} and names in the singular; those of an item's own metadata are whole, and empty ones are absent.
 */
public final class PlexApiTrees implements TreeReader {

    private static final String KEY = "ratingKey";
    private static final Set<String> LISTS = Set.of("Genre", "Collection", "Country", "Label", "Role", "Director",
            "Writer", "Producer");
    // Redundant, about files and what is watched, or about how Plex shows it.
    private static final Set<String> PASSED_OVER = Set.of("key", "parentRatingKey", "grandparentRatingKey", "parentKey",
            "grandparentKey", "parentGuid", "grandparentGuid", "parentSlug", "grandparentSlug", "parentTitle",
            "grandparentTitle", "parentYear", "parentThumb", "grandparentThumb", "grandparentArt", "parentStudio",
            "parentTheme", "grandparentTheme", "updatedAt", "deletedAt", "librarySectionKey", "primaryExtraKey",
            "childCount", "leafCount", "viewedLeafCount", "viewCount", "viewOffset", "lastViewedAt", "skipCount",
            "userRating", "lastRatedAt", "createdAtAccuracy", "hasPremiumExtras", "hasPremiumPrimaryExtra",
            "chapterSource", "Media", "Image", "UltraBlurColors", "Location", "Chapter", "Marker", "Field", "Extras",
            "Related", "Similar", "Review", "Rating", "Preferences", "OnDeck");
    private static final Map<String, String> OF_PARENT = Map.of(KEY, "parentRatingKey", "index", "parentIndex", "title",
            "parentTitle", "thumb", "parentThumb", "guid", "parentGuid");

    private final Reading reading;

    /** @param reading how the file is read */
    public PlexApiTrees(Reading reading) {
        this.reading = reading;
    }

    /** {@return an object's type; empty if it has none} */
    public String typeOf(InputObject in) {
        return textOf(in, "type");
    }

    /** {@return an object's rating key; empty if it has none} */
    public String keyOf(InputObject in) {
        return textOf(in, KEY);
    }

    /** {@return the rating key of what an object belongs to; empty if there is none} */
    public String parentOf(InputObject in) {
        return textOf(in, "parentRatingKey");
    }

    /** {@return the rating key of an episode's show; empty if there is none} */
    public String grandparentOf(InputObject in) {
        return textOf(in, "grandparentRatingKey");
    }

    private static String textOf(InputObject in, String name) {
        return Objects.toString(in.peek(name), "");
    }

    /** Gives an object from an item's own metadata the lists that it lacks, since they are empty. */
    public void completeLists(InputObject in) {
        LISTS.stream().filter(name -> !in.has(name)).forEach(name -> in.leave(name, List.of()));
    }

    /** Takes from a row of a list what it may hold only in part. */
    public void dropLists(InputObject in) {
        in.drop((name, value) -> LISTS.contains(name));
    }

    /** Copies to a season what one of its episodes says about it. */
    public void describeSeason(InputObject season, InputObject episode) {
        OF_PARENT.forEach((name, told) -> {
            if (episode.has(told)) {
                season.leave(name, episode.peek(told));
            }
        });
    }

    @Override
    public MediaRecord media(Origin origin, InputObject in) {
        var kind = typeOf(in).equals("show") ? MediaKind.SERIES : MediaKind.MOVIE;
        drop(in);
        return new MediaRecord(origin, kind, in.key(KEY), List.of(), in.identifier("editionTitle"),
                TautulliTrees.title(in), in.text("titleSort"), in.text("originalTitle"),
                in.number("year", 1, LAST_YEAR), in.text("summary"), in.text("tagline"), in.text("contentRating"),
                in.text("studio"), in.rating("audienceRating"), in.date("originallyAvailableAt"),
                kind == MediaKind.MOVIE ? duration(in) : Field.absent(), in.epochSeconds("addedAt"), externalIds(in),
                tags(in), images(in, ImageKind.POSTER), credits(in), seasons(in, "index", "index"), in.restAsJson());
    }

    @Override
    public SeasonRecord season(InputObject in) {
        drop(in);
        dropLists(in);
        in.key("parentIndex");
        return new SeasonRecord(TreeReader.seasonNumber(in, "index"), in.key(KEY), in.text("title"),
                in.number("year", 1, LAST_YEAR), in.text("summary"), in.epochSeconds("addedAt"), externalIds(in),
                images(in, ImageKind.POSTER), episodes(in, "index"), in.restAsJson());
    }

    @Override
    public EpisodeRecord episode(InputObject in) {
        drop(in);
        return new EpisodeRecord(TreeReader.number(in, "index"), in.number("parentIndex", 0, HIGHEST_NUMBER),
                in.key(KEY), in.text("title"), in.text("summary"), in.date("originallyAvailableAt"), duration(in),
                in.rating("audienceRating"), in.epochSeconds("addedAt"), externalIds(in),
                images(in, ImageKind.STILL), credits(in), in.restAsJson());
    }

    private static void drop(InputObject in) {
        in.drop((name, value) -> "".equals(value) || PASSED_OVER.contains(name) || name.equals("type"));
    }

    private static Field<RunningTime> duration(InputObject in) {
        return in.runningTime("duration", RunningTime.MILLISECOND, PlexSeasonReader.LONGEST_SECONDS,
                RunningTime::ofMillis);
    }

    private static ExternalIdFields externalIds(InputObject in) {
        var guids = new Guids();
        var listed = in.objects("Guid").value();
        if (listed != null) {
            listed.forEach(item -> guids.read(item, "id"));
        }
        guids.read(in, "guid");
        return guids.fields();
    }

    private static Map<TagKind, Field<List<String>>> tags(InputObject in) {
        return new EnumMap<>(Map.of(TagKind.GENRE, names(in, "Genre"), TagKind.COLLECTION, names(in, "Collection"),
                TagKind.COUNTRY, names(in, "Country"), TagKind.LABEL, names(in, "Label")));
    }

    private static Field<List<String>> names(InputObject in, String list) {
        return in.objects(list).map(items -> items.stream().map(PlexApiTrees::name).filter(Objects::nonNull).distinct()
                .toList());
    }

    // Beside the name there are the keys that Plex finds it by.
    private static @Nullable String name(InputObject item) {
        var name = item.text("tag").value();
        item.drop((any, value) -> true);
        return name;
    }

    private Field<ImageList> images(InputObject in, ImageKind thumb) {
        return ImageList.read(in, reading.source(), thumb, "thumb", "art");
    }

    private Map<CreditRole, Field<List<CreditRecord>>> credits(InputObject in) {
        var credits = new EnumMap<CreditRole, Field<List<CreditRecord>>>(CreditRole.class);
        credits.put(CreditRole.CAST, in.objects("Role").map(roles -> roles.stream().map(this::inCast)
                .filter(Objects::nonNull).toList()));
        credits.put(CreditRole.CREW, new CrewMembers()
                .addPeople(people(in, "Director"), CrewDepartment.DIRECTING, "Director")
                .addPeople(people(in, "Writer"), CrewDepartment.WRITING, "Writer")
                .addPeople(people(in, "Producer"), CrewDepartment.PRODUCTION, "Producer").field());
        return credits;
    }

    private @Nullable CreditRecord inCast(InputObject role) {
        var character = role.text("role").value();
        var person = person(role);
        return person == null ? null : CreditRecord.inCast(person, character);
    }

    // Each once, like other tags.
    private Field<List<PersonRecord>> people(InputObject in, String list) {
        return in.objects(list).map(items -> List.copyOf(items.stream().map(this::person).filter(Objects::nonNull)
                .collect(toMap(PersonRecord::name, person -> person, (first, again) -> first, LinkedHashMap::new))
                .values()));
    }

    private @Nullable PersonRecord person(InputObject item) {
        var picture = item.verbatim("thumb").value();
        var name = name(item);
        return name == null ? null : new PersonRecord(name).shownAt(picture, reading.source());
    }
}
