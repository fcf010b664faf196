package org.reelgraph.imports.formats.trees;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.graphql.errors.UserErrorCode;
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
 * Reads the objects of Tautulli's metadata export, whose format Plex Exporter uses for movies, too. Lists have the form
 * {@code [{"tag": …}]}, an empty list is {@code [{"tag": null}]}, and durations are in milliseconds.
 */
public final class TautulliTrees extends PlexSeasonReader {

    private static final String PLEX_GUID = "plex://";
    private static final String SHOW_GUID = PLEX_GUID + "show/";
    private static final String MOVIE_GUID = PLEX_GUID + "movie/";

    /** @param reading how the file is read */
    public TautulliTrees(Reading reading) {
        super(reading);
    }

    @Override
    public MediaRecord media(Origin origin, InputObject in) {
        var kind = kind(in);
        return new MediaRecord(origin, kind, in.key("ratingKey"), List.of(), in.identifier("editionTitle"), title(in),
                in.text("titleSort"),
                in.text("originalTitle"), in.number("year", 1, LAST_YEAR), in.text("summary"), in.text("tagline"),
                in.text("contentRating"), studio(in), in.rating("audienceRating"), in.date("originallyAvailableAt"),
                kind == MediaKind.MOVIE ? duration(in) : Field.absent(), in.instant("addedAt", reading.zone()),
                externalIds(in), tags(in), images(in, ImageKind.POSTER), credits(in), seasonsOf(kind, in),
                in.restAsJson());
    }

    @Override
    public EpisodeRecord episode(InputObject in) {
        return new EpisodeRecord(TreeReader.number(in, "episodeNumber"), in.number("seasonNumber", 0, HIGHEST_NUMBER),
                in.key("ratingKey"), in.text("title"), in.text("summary"), in.date("originallyAvailableAt"),
                duration(in), in.rating("audienceRating"), in.instant("addedAt", reading.zone()), externalIds(in),
                images(in, ImageKind.STILL), credits(in), in.restAsJson());
    }

    // Not every export contains the type. The guid also reveals it, and only shows have seasons.
    private static MediaKind kind(InputObject in) {
        var type = in.text("type");
        if (type.value() == null) {
            var guid = String.valueOf(in.peek("guid"));
            var isShow = guid.startsWith(SHOW_GUID)
                    || !guid.startsWith(MOVIE_GUID) && (in.peek("seasons") != null || in.peek("seasonCount") != null);
            return isShow ? MediaKind.SERIES : MediaKind.MOVIE;
        }
        return switch (type.value()) {
            case "show" -> MediaKind.SERIES;
            case "movie" -> MediaKind.MOVIE;
            default -> {
                in.error(UserErrorCode.INVALID, "The type must be 'movie' or 'show', not '" + type.value()
                        + "': this isn't an export of movies or shows.", "type");
                yield MediaKind.MOVIE;
            }
        };
    }

    private Field<List<SeasonRecord>> seasonsOf(MediaKind kind, InputObject in) {
        var seasons = seasons(in, "seasonNumber", "episodeNumber");
        if (kind == MediaKind.MOVIE && seasons.value() != null) {
            in.validation().unusable(UserErrorCode.INVALID, "A movie has no seasons.", in.place("seasons"), null);
            return Field.absent();
        }
        return seasons;
    }

    static Field<String> title(InputObject in) {
        var title = in.text("title");
        in.required("title", title, "");
        return title;
    }

    private static Field<String> studio(InputObject in) {
        var studio = in.text("studio");
        if (studio.value() != null) {
            return studio;
        }
        return studio.orElse(in.text("network"));
    }

    private static Field<RunningTime> duration(InputObject in) {
        return in.runningTime("duration", RunningTime.MILLISECOND, LONGEST_SECONDS, RunningTime::ofMillis);
    }

    private static Map<TagKind, Field<List<String>>> tags(InputObject in) {
        return new EnumMap<>(Map.of(TagKind.GENRE, tags(in, "genres"), TagKind.COLLECTION, tags(in, "collections"),
                TagKind.COUNTRY, tags(in, "countries"), TagKind.LABEL, tags(in, "labels")));
    }

    private static Field<List<String>> tags(InputObject in, String name) {
        return in.objects(name).map(items -> items.stream().map(item -> item.text("tag").value())
                .filter(Objects::nonNull).distinct().toList());
    }

    // The list contains the known ids; an id that is missing from it is kept. Legacy agents put their id into the guid.
    @Override
    ExternalIdFields externalIds(InputObject in) {
        var guids = new Guids();
        for (var item : orNone(in.objects("guids"))) {
            guids.read(item, "id");
        }
        var guid = guids.read(in, "guid");
        if (guid.given() && guid.value() == null) {
            guids.clear(ExternalIdScheme.PLEX);
        }
        return guids.fields();
    }

    @Override
    Field<ImageList> images(InputObject in, ImageKind thumb) {
        return ImageList.read(in, reading.source(), thumb, "thumbFile", "thumb", "artFile", "art");
    }

    private Map<CreditRole, Field<List<CreditRecord>>> credits(InputObject in) {
        var credits = new EnumMap<CreditRole, Field<List<CreditRecord>>>(CreditRole.class);
        credits.put(CreditRole.CAST, in.objects("roles").map(this::cast));
        credits.put(CreditRole.CREW, new CrewMembers()
                .add(tags(in, "directors"), CrewDepartment.DIRECTING, "Director")
                .add(tags(in, "writers"), CrewDepartment.WRITING, "Writer")
                .add(tags(in, "producers"), CrewDepartment.PRODUCTION, "Producer").field());
        return credits;
    }

    private List<CreditRecord> cast(List<InputObject> roles) {
        var cast = new ArrayList<CreditRecord>();
        for (var role : roles) {
            var name = role.text("tag").value();
            var character = role.text("role").value();
            if (name != null) {
                var credit = character == null
                        ? ActorAsCharacter.credit(name)
                        : CreditRecord.inCast(new PersonRecord(name), character);
                cast.add(credit.shownAt(role.verbatim("thumb").value(), reading.source()));
            } else if (character != null) {
                role.leave("role", character);
            }
        }
        return List.copyOf(cast);
    }

    private static <T> List<T> orNone(Field<List<T>> field) {
        return field.value() == null ? List.of() : field.value();
    }
}
