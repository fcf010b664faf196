package org.reelgraph.imports.formats.trees;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.images.Picture;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.records.ExternalIdFields;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.Guids;
import org.reelgraph.imports.records.ImageList;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.PersonRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.RunningTime;
import org.reelgraph.imports.records.TreeReader;
import org.reelgraph.imports.records.Validation;

/**
 * Reads the rows of Plex Exporter's databases, whose columns are its members. A column without a value says nothing.
 * Its programs wrote lists as JSON, times as ISO 8601 or as seconds since 1970, and running times in milliseconds or in
 * seconds, depending on where they came from.
 */
public final class LegacyTrees implements TreeReader {

    private static final int LONGEST_SECONDS = 8_640_000;
    // 8.3 hours, or half a minute.
    private static final int LEAST_MILLISECONDS = 30_000;
    // What Plex Exporter notes for itself, or derives.
    private static final Set<String> PASSED_OVER = Set.of("id", "media_item_id", "season_id", "created_at",
            "updated_at", "last_synced_at", "plex_updated_at", "tmdb_enriched", "episode_count");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    // What it takes for a summary if there is none.
    private static final Pattern CODE = Pattern.compile("S\\d+E\\d+");
    private static final Pattern PROXIED = Pattern
            .compile("https?://[^/]+/api/thumbnails/tautulli(/library/metadata/\\d+/(?:thumb|art)/\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Reading reading;

    /** @param reading how the file is read */
    public LegacyTrees(Reading reading) {
        this.reading = reading;
    }

    @Override
    public MediaRecord media(Origin origin, InputObject in) {
        var kind = kind(in);
        var ids = ids(kind, in);
        drop(in);
        var rating = in.rating("audience_rating");
        return new MediaRecord(origin, kind, in.key("tautulli_id"), List.of(), Field.absent(),
                TautulliTrees.title(in), in.text("sort_title"), Field.absent(), in.number("year", 1, LAST_YEAR),
                in.text("summary"), in.text("tagline"), in.text("content_rating"), in.text("studio"),
                rating.given() ? rating : in.rating("rating"), in.date("originally_available_at"),
                kind == MediaKind.MOVIE ? duration(in) : Field.absent(), addedAt(in), ids, tags(in),
                images(in), credits(in), seasonsOf(kind, in), in.restAsJson());
    }

    /**
     * {@return whether a value of a column means the same as the one that counts, or the column isn't taken}
     *
     * @param other the value that doesn't count
     */
    public static boolean isSame(String column, Object other, Object counts) {
        return PASSED_OVER.contains(column) || meaning(column, other).equals(meaning(column, counts))
        // In whichever zone times without an offset are.
                || Stream.of(ZoneOffset.MIN, ZoneOffset.MAX)
                        .allMatch(zone -> isSame(read(column, other, zone), read(column, counts, zone)));
    }

    private static boolean isSame(Optional<MediaRecord> other, Optional<MediaRecord> counts) {
        return other.isPresent() && counts.isPresent() && (other.equals(counts)
                || isSame(other.get().duration().value(), counts.get().duration().value()));
    }

    private static boolean isSame(@Nullable RunningTime other, @Nullable RunningTime counts) {
        return other != null && counts != null && other.over(counts.seconds()) == counts.seconds();
    }

    // A movie of which nothing else is known; empty if the value can't be used.
    private static Optional<MediaRecord> read(String column, Object value, ZoneId zone) {
        var members = new HashMap<String, Object>(Map.of("title", "unknown"));
        members.put(column, value);
        var validation = new Validation(Validation.Policy.LENIENT);
        var movie = new LegacyTrees(new Reading("unknown", zone, Validation.Policy.LENIENT))
                .media(Origin.ofFile("unknown"), new InputObject(members, InputPath.START, validation));
        return validation.errors().isEmpty() && validation.notices().isEmpty() ? Optional.of(movie) : Optional.empty();
    }

    private static String meaning(String column, Object value) {
        var text = value.toString().strip();
        return column.equals("type") && text.equals("show") ? "tv" : path(text);
    }

    private static void drop(InputObject in) {
        in.drop((name, value) -> "".equals(value) || PASSED_OVER.contains(name));
    }

    // Plex Exporter's first programs called series shows, and left the type of movies open.
    private static MediaKind kind(InputObject in) {
        var type = in.text("type");
        return switch (Objects.requireNonNullElse(type.value(), "movie")) {
            case "tv", "show" -> MediaKind.SERIES;
            case "movie" -> MediaKind.MOVIE;
            default -> {
                in.error(UserErrorCode.INVALID, "The type must be 'movie' or 'tv', not '" + type.value() + "'.",
                        "type");
                yield MediaKind.MOVIE;
            }
        };
    }

    // It looked for ids of series among movies, and took the first.
    private static ExternalIdFields ids(MediaKind kind, InputObject in) {
        var guids = new Guids();
        guids.read(in, "guid");
        var known = guids.fields();
        var isGuess = kind == MediaKind.SERIES && !known.tmdb().given() && isTrue(in.peek("tmdb_enriched"));
        if (isGuess && in.peek("tmdb_id") != null) {
            in.validation().notice(Notice.Code.UNKNOWN_FIELDS,
                    "Kept as metadata, since Plex Exporter guessed it by the title.", in.place("tmdb_id"),
                    in.peek("tmdb_id"));
        }
        return ExternalIdFields.of(id(in, "imdb_id", ExternalIdScheme.IMDB, known.imdb()),
                isGuess ? known.tmdb() : id(in, "tmdb_id", ExternalIdScheme.TMDB, known.tmdb()), known.tvdb(),
                known.plex());
    }

    private static boolean isTrue(@Nullable Object value) {
        return value instanceof Number number && number.intValue() != 0;
    }

    private static Field<String> id(InputObject in, String column, ExternalIdScheme scheme, Field<String> inGuid) {
        if (in.has(column)) {
            in.leave(scheme.fieldName(), in.key(column).value());
        }
        var id = in.externalId(scheme);
        return id.value() == null ? inGuid : id;
    }

    private static Field<RunningTime> duration(InputObject in) {
        var isMillis = in.peek("duration") instanceof Object value && SECONDS.matcher(value.toString()).matches()
                && Long.parseLong(value.toString()) >= LEAST_MILLISECONDS;
        return isMillis
                ? in.runningTime("duration", RunningTime.MILLISECOND, LONGEST_SECONDS, RunningTime::ofMillis)
                // Its seconds are made of whole minutes.
                : in.runningTime("duration", 1, LONGEST_SECONDS,
                        seconds -> RunningTime.ofMinutes(seconds / RunningTime.MINUTE));
    }

    private Field<Instant> addedAt(InputObject in) {
        var column = in.has("plex_added_at") ? "plex_added_at" : "added_at";
        if (Objects.equals(in.peek("added_at"), in.peek("plex_added_at"))) {
            in.drop((name, value) -> name.equals("added_at"));
        }
        return in.peek(column) instanceof Object value && SECONDS.matcher(value.toString()).matches()
                ? in.epochSeconds(column)
                : in.instant(column, reading.zone());
    }

    private static Map<TagKind, Field<List<String>>> tags(InputObject in) {
        return new EnumMap<>(Map.of(TagKind.GENRE, words(in, "genres"), TagKind.COLLECTION, words(in, "collections"),
                TagKind.COUNTRY, words(in, "countries"), TagKind.LABEL, words(in, "labels")));
    }

    // What isn't a list stays as it is.
    private static Field<List<String>> words(InputObject in, String column) {
        var value = in.peek(column);
        if (!(value instanceof String text)) {
            return in.words(column);
        }
        var list = list(text);
        if (list.isEmpty()) {
            in.validation().unusable(UserErrorCode.INVALID, "This is no list in JSON. It is kept as metadata.",
                    in.place(column), text);
            return Field.absent();
        }
        in.leave(column, list.get());
        return in.words(column);
    }

    // Some of its programs kept Plex's objects.
    private static Optional<List<Object>> list(String text) {
        try {
            return JSON.readValue(text, Object.class) instanceof List<?> items
                    ? Optional.of(new ArrayList<>(items.stream()
                            .map(item -> item instanceof Map<?, ?> object ? object.get("tag") : item)
                            .filter(Objects::nonNull).toList()))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Field<ImageList> images(InputObject in) {
        var paths = new EnumMap<ImageKind, Set<String>>(ImageKind.class);
        addPath(paths, ImageKind.POSTER, in.verbatim("poster"));
        addPath(paths, ImageKind.POSTER, in.verbatim("thumb"));
        var thumbnails = in.objects("thumbnails").value();
        if (thumbnails != null) {
            thumbnails.forEach(thumbnail -> {
                drop(thumbnail);
                addPath(paths, ImageKind.POSTER, thumbnail.verbatim("path"));
            });
        }
        addPath(paths, ImageKind.BACKDROP, in.verbatim("backdrop"));
        return list(paths);
    }

    private static void addPath(Map<ImageKind, Set<String>> paths, ImageKind kind, Field<String> path) {
        if (path.value() != null) {
            paths.computeIfAbsent(kind, any -> new LinkedHashSet<>()).add(path(path.value()));
        }
    }

    /** {@return the path of an image; Plex's own in the place of Plex Exporter's address for it, which ends with it} */
    public static String path(String written) {
        var proxied = PROXIED.matcher(written);
        return proxied.matches() ? proxied.group(1) : written;
    }

    private Field<ImageList> list(Map<ImageKind, Set<String>> paths) {
        var images = new ArrayList<Picture>();
        paths.forEach((kind, all) -> all.forEach(path -> images.add(new Picture(kind, reading.source(), path))));
        return images.isEmpty() ? Field.absent() : Field.of(new ImageList(List.copyOf(images), paths.keySet()));
    }

    private static Map<CreditRole, Field<List<CreditRecord>>> credits(InputObject in) {
        var credits = new EnumMap<CreditRole, Field<List<CreditRecord>>>(CreditRole.class);
        credits.put(CreditRole.CAST, in.objects("cast").map(cast -> cast.stream().flatMap(credit -> {
            drop(credit);
            credit.drop((name, value) -> List.of("cast_member_id", "order").contains(name));
            var character = credit.text("character").value();
            return credit.needed("name", credit.text("name"))
                    .map(name -> CreditRecord.inCast(new PersonRecord(name), character)).stream();
        }).toList()));
        credits.put(CreditRole.CREW, new CrewMembers()
                .add(words(in, "directors"), CrewDepartment.DIRECTING, "Director")
                .add(words(in, "writers"), CrewDepartment.WRITING, "Writer").field());
        return credits;
    }

    private Field<List<SeasonRecord>> seasonsOf(MediaKind kind, InputObject in) {
        var seasons = seasons(in, "season_number", "episode_number");
        if (kind == MediaKind.MOVIE && seasons.given()) {
            in.validation().unusable(UserErrorCode.INVALID, "A movie has no seasons.", in.place("seasons"), null);
            return Field.absent();
        }
        return seasons;
    }

    @Override
    public SeasonRecord season(InputObject in) {
        drop(in);
        return new SeasonRecord(TreeReader.seasonNumber(in, "season_number"), in.key("tautulli_id"), in.text("title"),
                in.number("year", 1, LAST_YEAR), in.text("summary"), Field.absent(), ExternalIdFields.UNTOUCHED,
                images(in), episodes(in, "episode_number"), in.restAsJson());
    }

    @Override
    public EpisodeRecord episode(InputObject in) {
        drop(in);
        in.drop((name, value) -> name.equals("summary") && CODE.matcher(value.toString()).matches());
        var paths = new EnumMap<ImageKind, Set<String>>(ImageKind.class);
        addPath(paths, ImageKind.STILL, in.verbatim("thumb"));
        return new EpisodeRecord(TreeReader.number(in, "episode_number"), Field.absent(), in.key("tautulli_id"),
                in.text("title"), in.text("summary"), in.date("air_date"), duration(in), in.rating("rating"),
                Field.absent(), ExternalIdFields.UNTOUCHED, list(paths), Map.of(CreditRole.CAST, Field.absent(),
                        CreditRole.CREW, Field.absent()),
                in.restAsJson());
    }
}
