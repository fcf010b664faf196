package org.reelgraph.imports.records;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.images.Picture;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.PersonRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.storage.CanonicalJson;

/**
 * Reads trees in the format of the schema's SeriesInput and MovieInput, and checks what a schema can't express. An
 * album or book has a movie's fields, with creators instead of a crew. Unknown members, which only a file can contain,
 * become metadata.
 */
public final class InputTrees implements TreeReader {

    /**
     * A tree after it has been read.
     *
     * @param errors  if not empty, the record must not be used
     * @param notices further remarks for the sender
     */
    public record Read(MediaRecord media, List<UserError> errors, List<Notice> notices) {
    }

    private final MediaKind kind;
    private final String source;
    private final @Nullable ZoneId zone;
    private final Consumer<Set<String>> unknown;

    /**
     * @param source  the source of images that don't name one
     * @param zone    the time zone of instants without an offset; null if an offset is required
     * @param unknown receives the names of unknown members
     */
    public InputTrees(MediaKind kind, String source, @Nullable ZoneId zone, Consumer<Set<String>> unknown) {
        this.kind = kind;
        this.source = source;
        this.zone = zone;
        this.unknown = unknown;
    }

    /** {@return a reader of trees in requests, which the schema has already checked for unknown fields} */
    public static InputTrees ofRequest(MediaKind kind, String source) {
        return new InputTrees(kind, source, null, names -> {
        });
    }

    /** {@return the record in a request's tree; the tree is not modified} */
    public Read read(Origin origin, Map<String, Object> tree) {
        var validation = Validation.ofRequest();
        var media = media(origin, new InputObject(copy(tree), origin.place(), validation));
        return new Read(media, validation.errors(), validation.notices());
    }

    // Members may be taken from a copy.
    private static Map<String, Object> copy(Map<?, ?> object) {
        var copy = new LinkedHashMap<String, Object>();
        object.forEach((name, value) -> copy.put(name.toString(), copy(value)));
        return copy;
    }

    private static @Nullable Object copy(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> copy(object);
            case List<?> list -> list.stream().map(InputTrees::copy).collect(ArrayList::new, ArrayList::add,
                    ArrayList::addAll);
            case null, default -> value;
        };
    }

    @Override
    public MediaRecord media(Origin origin, InputObject in) {
        var title = in.text("title");
        if (title.given()) {
            in.required("title", title, "");
        }
        return new MediaRecord(origin, kind, in.key("ratingKey"), furtherKeys(in), in.identifier("edition"), title,
                in.text("sortTitle"),
                in.text("originalTitle"), in.number("year", 1, LAST_YEAR), in.text("summary"), in.text("tagline"),
                in.text("contentRating"), in.text("studio"), in.rating("rating"), in.date("releasedOn"),
                kind == MediaKind.MOVIE || kind == MediaKind.ALBUM ? duration(in) : Field.absent(), addedAt(in),
                externalIdsOf(in), tags(in), images(in), creditsOf(in), seasonsOf(in), metadata(in));
    }

    // Exports have them; the schema doesn't let requests name any.
    private static List<String> furtherKeys(InputObject in) {
        var keys = in.words("furtherRatingKeys").value();
        return keys == null ? List.of() : keys;
    }

    private Field<List<SeasonRecord>> seasonsOf(InputObject in) {
        var seasons = seasons(in, "number", "number");
        if (kind != MediaKind.SERIES && seasons.given()) {
            in.validation().unusable(UserErrorCode.INVALID, oneOfTheKind() + " has no seasons.", in.place("seasons"),
                    null);
            return Field.absent();
        }
        return seasons;
    }

    private String oneOfTheKind() {
        return (kind == MediaKind.ALBUM ? "An " : "A ") + kind.prefix();
    }

    @Override
    public SeasonRecord season(InputObject season) {
        return new SeasonRecord(TreeReader.seasonNumber(season, "number"), season.key("ratingKey"),
                season.text("title"), season.number("year", 1, LAST_YEAR), season.text("summary"), addedAt(season),
                externalIds(season), images(season), episodes(season, "number"), metadata(season));
    }

    @Override
    public EpisodeRecord episode(InputObject episode) {
        return new EpisodeRecord(TreeReader.number(episode, "number"), Field.absent(), episode.key("ratingKey"),
                episode.text("title"), episode.text("summary"), episode.date("airedOn"), duration(episode),
                episode.rating("rating"), addedAt(episode), externalIds(episode), images(episode), credits(episode),
                metadata(episode));
    }

    private static Field<RunningTime> duration(InputObject in) {
        return in.number("durationSeconds", 0, Integer.MAX_VALUE).map(RunningTime::ofSeconds);
    }

    private Field<Instant> addedAt(InputObject in) {
        return zone == null ? in.instant("addedAt") : in.instant("addedAt", zone);
    }

    // The unknown members, in addition to those given as metadata.
    private Field<String> metadata(InputObject in) {
        var given = in.json("metadata");
        var rest = in.restAsJson();
        if (rest.value() == null) {
            return given;
        }
        unknown.accept(in.restNames());
        if (given.value() != null) {
            var members = CanonicalJson.read(given.value());
            in.rest().forEach((name, value) -> {
                if (members.containsKey(name)) {
                    in.validation().unusable(UserErrorCode.DUPLICATE, "The metadata also has a member with this name.",
                            in.place(name), value);
                }
            });
        }
        return given.value() == null ? rest : together(in, rest.value(), given.value());
    }

    private static Field<String> together(InputObject in, String rest, String given) {
        var both = CanonicalJson.merge(rest, given);
        if (!CanonicalJson.isTooLong(both)) {
            return Field.of(both);
        }
        in.validation().unusable(UserErrorCode.OUT_OF_RANGE,
                "The values without a field of their own exceed %,d bytes together with the metadata."
                        .formatted(CanonicalJson.LONGEST),
                in.place(), null);
        return Field.of(given);
    }

    private static Map<TagKind, Field<List<String>>> tags(InputObject in) {
        return new EnumMap<>(Map.of(TagKind.GENRE, in.words("genres"), TagKind.COLLECTION, in.words("collections"),
                TagKind.COUNTRY, in.words("countries"), TagKind.LABEL, in.words("labels")));
    }

    private ExternalIdFields externalIdsOf(InputObject in) {
        return externalIds(in, switch (kind) {
            case ALBUM -> EnumSet.of(ExternalIdScheme.MUSICBRAINZ);
            case BOOK -> EnumSet.of(ExternalIdScheme.ISBN);
            default -> EnumSet.noneOf(ExternalIdScheme.class);
        });
    }

    private static ExternalIdFields externalIds(InputObject in) {
        return externalIds(in, EnumSet.noneOf(ExternalIdScheme.class));
    }

    private static ExternalIdFields externalIds(InputObject in, Set<ExternalIdScheme> further) {
        var ids = in.object("externalIds");
        if (ids.value() == null) {
            return ids.given() ? ExternalIdFields.CLEARED : ExternalIdFields.UNTOUCHED;
        }
        return ExternalIdFields.read(ids.value(), further);
    }

    private Field<ImageList> images(InputObject in) {
        return in.objects("images").map(items -> ImageList.ofAll(pictures(items)));
    }

    private List<Picture> pictures(List<InputObject> images) {
        return images.stream().flatMap(image -> picture(image).stream()).toList();
    }

    private Optional<Picture> picture(InputObject image) {
        var kind = image.needed("kind", image.constant("kind", ImageKind.class));
        var named = image.text("source").value();
        var path = image.needed("path", image.verbatim("path"));
        return kind.flatMap(shown -> path.map(
                at -> new Picture(shown, Objects.requireNonNullElse(named, source), at)));
    }

    private Map<CreditRole, Field<List<CreditRecord>>> credits(InputObject in) {
        var credits = new EnumMap<CreditRole, Field<List<CreditRecord>>>(CreditRole.class);
        credits.put(CreditRole.CAST, credits(in, "cast", this::castCredit));
        credits.put(CreditRole.CREW, credits(in, "crew", this::crewCredit));
        return credits;
    }

    private static Field<List<CreditRecord>> credits(InputObject in, String name,
            Function<InputObject, Optional<CreditRecord>> reader) {
        return in.objects(name).map(items -> items.stream().flatMap(credit -> reader.apply(credit).stream()).toList());
    }

    private Map<CreditRole, Field<List<CreditRecord>>> creditsOf(InputObject in) {
        if (!kind.hasCreators()) {
            return credits(in);
        }
        if (in.list("crew").given()) {
            in.validation().unusable(UserErrorCode.INVALID, oneOfTheKind() + " has creators, not a crew.",
                    in.place("crew"), null);
        }
        var credits = credits(in);
        credits.put(CreditRole.CREW, credits(in, "creators", this::creator));
        return credits;
    }

    private Optional<CreditRecord> castCredit(InputObject credit) {
        var character = credit.text("character").value();
        return person(credit).map(person -> CreditRecord.inCast(person, character));
    }

    private Optional<CreditRecord> creator(InputObject credit) {
        var job = credit.text("job").value();
        return person(credit).map(person -> new CreditRecord(person, null, CrewDepartment.CREATION, job));
    }

    private Optional<CreditRecord> crewCredit(InputObject credit) {
        var department = credit.needed("department", credit.constant("department", CrewDepartment.class));
        var job = credit.text("job").value();
        return person(credit).flatMap(person -> department.map(of -> new CreditRecord(person, null, of, job)));
    }

    private Optional<PersonRecord> person(InputObject credit) {
        return credit.needed("person", credit.object("person")).flatMap(person -> {
            var ids = externalIds(person).or(ExternalIds.NONE);
            var pictures = person.objects("images").map(this::pictures).or(List.of());
            return person.needed("name", person.text("name")).map(name -> new PersonRecord(name, ids,
                    pictures == null ? List.of() : pictures));
        });
    }
}
