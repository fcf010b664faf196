package org.reelgraph.imports.formats.trees;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/**
 * Reads the objects in Tautulli API responses. Nearly every value is a string; an empty string means unknown. Lists of
 * children have no people and tags, so an empty list in them means nothing.
 */
public final class TautulliApiTrees implements TreeReader {

    private static final Map<String, MediaKind> KINDS = Map.of("movie", MediaKind.MOVIE, "show", MediaKind.SERIES);
    // Redundant, or about the watch history.
    private static final Set<String> PASSED_OVER = Set.of("parent_rating_key", "grandparent_rating_key", "parent_title",
            "grandparent_title", "parent_slug", "grandparent_slug", "parent_year", "grandparent_year", "parent_thumb",
            "grandparent_thumb", "parent_guid", "grandparent_guid", "parent_guids", "grandparent_guids", "full_title",
            "last_viewed_at", "last_played", "play_count", "updated_at", "section_type", "children_count", "live");

    private static final Map<String, String> OF_PARENT = Map.of("rating_key", "parent_rating_key", "media_index",
            "parent_media_index", "title", "parent_title", "thumb", "parent_thumb", "guid", "parent_guid");

    private final Reading reading;

    /** @param reading how the file is read */
    public TautulliApiTrees(Reading reading) {
        this.reading = reading;
    }

    /** {@return an object's type; empty if it has none} */
    public String typeOf(InputObject in) {
        return textOf(in, "media_type");
    }

    /** {@return an object's rating key; empty if it has none} */
    public String keyOf(InputObject in) {
        return textOf(in, "rating_key");
    }

    private static String textOf(InputObject in, String name) {
        var value = in.peek(name);
        return value == null ? "" : value.toString();
    }

    /** {@return whether an object in a show's list of seasons represents all seasons} */
    public boolean isListOfAll(InputObject in) {
        return "".equals(in.peek("rating_key"));
    }

    /** Copies to a season what one of its episodes says about it. */
    public void describeSeason(InputObject season, InputObject episode) {
        OF_PARENT.forEach((name, told) -> {
            if (episode.peek(told) != null) {
                season.leave(name, episode.peek(told));
            }
        });
    }

    @Override
    public MediaRecord media(Origin origin, InputObject in) {
        in.drop((name, value) -> "".equals(value) || PASSED_OVER.contains(name));
        // Rows have a number where metadata has a string.
        var section = in.key("section_id").value();
        if (section != null) {
            in.leave("section_id", section);
        }
        var kind = KINDS.getOrDefault(String.valueOf(in.text("media_type").value()), MediaKind.MOVIE);
        return new MediaRecord(origin, kind, in.key("rating_key"), List.of(), in.identifier("edition_title"),
                TautulliTrees.title(in), in.text("sort_title"), in.text("original_title"),
                in.number("year", 1, LAST_YEAR), in.text("summary"), in.text("tagline"), in.text("content_rating"),
                in.text("studio"), in.rating("audience_rating"), in.date("originally_available_at"),
                kind == MediaKind.MOVIE ? duration(in) : Field.absent(), in.epochSeconds("added_at"), externalIds(in),
                tags(in), images(in, ImageKind.POSTER), credits(in), seasons(in, "media_index", "media_index"),
                in.restAsJson());
    }

    @Override
    public SeasonRecord season(InputObject in) {
        dropFromChild(in);
        in.key("parent_media_index");
        return new SeasonRecord(TreeReader.seasonNumber(in, "media_index"), in.key("rating_key"), in.text("title"),
                in.number("year", 1, LAST_YEAR), in.text("summary"), in.epochSeconds("added_at"), externalIds(in),
                images(in, ImageKind.POSTER), episodes(in, "media_index"), in.restAsJson());
    }

    @Override
    public EpisodeRecord episode(InputObject in) {
        dropFromChild(in);
        return new EpisodeRecord(TreeReader.number(in, "media_index"),
                in.number("parent_media_index", 0, HIGHEST_NUMBER), in.key("rating_key"), in.text("title"),
                in.text("summary"), in.date("originally_available_at"), duration(in), in.rating("audience_rating"),
                in.epochSeconds("added_at"), externalIds(in), images(in, ImageKind.STILL), credits(in),
                in.restAsJson());
    }

    private static void dropFromChild(InputObject in) {
        in.drop((name, value) -> "".equals(value) || List.of().equals(value) || PASSED_OVER.contains(name)
                || name.equals("media_type"));
    }

    private static Field<RunningTime> duration(InputObject in) {
        return in.runningTime("duration", RunningTime.MILLISECOND, PlexSeasonReader.LONGEST_SECONDS,
                RunningTime::ofMillis);
    }

    private static ExternalIdFields externalIds(InputObject in) {
        var guids = new Guids();
        guids.readAll(in, "guids");
        guids.read(in, "guid");
        return guids.fields();
    }

    private static Map<TagKind, Field<List<String>>> tags(InputObject in) {
        return new EnumMap<>(Map.of(TagKind.GENRE, in.words("genres"), TagKind.COLLECTION, in.words("collections"),
                TagKind.COUNTRY, in.words("countries"), TagKind.LABEL, in.words("labels")));
    }

    private Field<ImageList> images(InputObject in, ImageKind thumb) {
        return ImageList.read(in, reading.source(), thumb, "thumb", "art");
    }

    private static Map<CreditRole, Field<List<CreditRecord>>> credits(InputObject in) {
        var credits = new EnumMap<CreditRole, Field<List<CreditRecord>>>(CreditRole.class);
        credits.put(CreditRole.CAST,
                in.words("actors").map(names -> names.stream().map(ActorAsCharacter::credit).toList()));
        var directors = in.words("directors");
        var writers = in.words("writers");
        var crew = new ArrayList<CreditRecord>();
        addCrew(directors, CrewDepartment.DIRECTING, "Director", crew);
        addCrew(writers, CrewDepartment.WRITING, "Writer", crew);
        credits.put(CreditRole.CREW,
                directors.given() || writers.given() ? Field.of(List.copyOf(crew)) : Field.absent());
        return credits;
    }

    private static void addCrew(Field<List<String>> people, CrewDepartment department, String job,
            List<CreditRecord> crew) {
        if (people.value() != null) {
            people.value().forEach(name -> crew
                    .add(new CreditRecord(new PersonRecord(name), null, department, job)));
        }
    }
}
