package org.reelgraph.imports.formats;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.ImageKind;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.TagKind;
import org.reelgraph.graphql.UserErrorCode;
import org.reelgraph.imports.records.ExternalIdFields;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.ImageRecord;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.RunningTime;
import org.reelgraph.imports.records.TreeReader;

/** Reads the series of Plex Exporter: entries of its index and its details files, whose durations are whole minutes. */
final class PlexTrees extends PlexSeasonReader {

    private static final Pattern DETAILS_FILE = Pattern.compile("details/([^/\\\\]+\\.json)");

    private final Reading reading;

    PlexTrees(Reading reading) {
        this.reading = reading;
    }

    /** {@return the name of the details file that an entry of the index means} */
    static Optional<String> detailsOf(InputObject entry) {
        if (entry.peek("href") instanceof String href) {
            var file = DETAILS_FILE.matcher(href);
            return file.matches() ? Optional.of(file.group(1)) : Optional.empty();
        }
        return entry.peek("ratingKey") instanceof Number key ? Optional.of(key + ".json") : Optional.empty();
    }

    @Override
    public MediaRecord media(Origin origin, InputObject in) {
        var type = in.text("type");
        if (type.value() != null && !type.value().equals("tv") && !type.value().equals("show")) {
            in.error(UserErrorCode.INVALID, "The type of a series is 'tv', not '" + type.value() + "'.", "type");
        }
        return new MediaRecord(origin, MediaKind.SERIES, in.key("ratingKey"), TautulliTrees.title(in),
                in.text("titleSort"), in.text("originalTitle"), in.number("year", 1, LAST_YEAR), in.text("summary"),
                in.text("tagline"), in.text("contentRating"), in.text("studio"), in.rating("audienceRating"),
                in.date("originallyAvailableAt"), Field.absent(), in.instant("addedAt", reading.zone()),
                externalIds(in), tags(in), images(in, ImageKind.POSTER), credits(in), seasons(in, "seasonNumber"),
                in.restAsJson());
    }

    @Override
    public EpisodeRecord episode(InputObject in) {
        return new EpisodeRecord(TreeReader.number(in, "episodeNumber"), in.number("seasonNumber", 0, HIGHEST_NUMBER),
                in.key("ratingKey"), in.text("title"), in.text("summary"), in.date("originallyAvailableAt"),
                in.runningTime("durationMin", RunningTime::ofMinutes), in.rating("audienceRating"), externalIds(in),
                images(in, ImageKind.STILL), credits(in), in.restAsJson());
    }

    // An id that is missing or null is one that isn't known, and no reason to forget it.
    @Override
    ExternalIdFields externalIds(InputObject in) {
        var ids = in.object("ids").value();
        return ids == null
                ? ExternalIdFields.UNTOUCHED
                : new ExternalIdFields(known(ids, "imdb"), known(ids, "tmdb"), known(ids, "tvdb"), Field.absent());
    }

    private static Field<String> known(InputObject ids, String name) {
        var id = ids.key(name);
        return id.value() == null ? Field.absent() : id;
    }

    private static Map<TagKind, Field<List<String>>> tags(InputObject in) {
        return new EnumMap<>(Map.of(TagKind.GENRE, in.words("genres"), TagKind.COLLECTION, in.words("collections"),
                TagKind.COUNTRY, in.words("countries"), TagKind.LABEL, in.words("labels")));
    }

    @Override
    Field<List<ImageRecord>> images(InputObject in, ImageKind kind) {
        return in.verbatim("thumbFile").map(path -> List.of(new ImageRecord(kind, reading.source(), path)));
    }

    private static Map<CreditRole, Field<List<CreditRecord>>> credits(InputObject in) {
        Map<CreditRole, Field<List<CreditRecord>>> credits = new EnumMap<>(CreditRole.class);
        credits.put(CreditRole.CAST,
                in.words("cast").map(names -> names.stream().map(ActorAsCharacter::credit).toList()));
        credits.put(CreditRole.CREW, Field.absent());
        return credits;
    }
}
