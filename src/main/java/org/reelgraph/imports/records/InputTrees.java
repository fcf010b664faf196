package org.reelgraph.imports.records;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.ImageKind;
import org.reelgraph.catalog.Isbn;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MusicBrainzId;
import org.reelgraph.catalog.TagKind;
import org.reelgraph.graphql.UserError;
import org.reelgraph.graphql.UserErrorCode;
import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.ImageRecord;
import org.reelgraph.imports.records.MediaRecord.PersonRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.storage.CanonicalJson;

/**
 * Reads trees in the shape of the schema's SeriesInput and MovieInput and checks what a schema can't say. An album or a book
 * has a movie's fields, and creators in the place of the crew. What is no field, which only a file can hold, becomes
 * metadata.
 */
public final class InputTrees implements TreeReader {

    /**
     * A tree as it was read.
     *
     * @param errors where there are any, the record is not to be used
     */
    public record Read(MediaRecord media, List<UserError> errors) {
    }

    private final MediaKind kind;
    private final String source;
    private final @Nullable ZoneId zone;
    private final Consumer<Set<String>> unknown;

    /**
     * @param source  the source of images that name none
     * @param zone    the zone of instants without an offset; null where they need one
     * @param unknown is told the members that are no fields
     */
    public InputTrees(MediaKind kind, String source, @Nullable ZoneId zone, Consumer<Set<String>> unknown) {
        this.kind = kind;
        this.source = source;
        this.zone = zone;
        this.unknown = unknown;
    }

    /** {@return a reader of a request's trees, which the schema has checked for unknown fields} */
    public static InputTrees ofRequest(MediaKind kind, String source) {
        return new InputTrees(kind, source, null, names -> {
        });
    }

    /** {@return what a request's tree says; the tree is left as it is} */
    public Read read(Origin origin, Map<String, Object> tree) {
        var mistakes = new Mistakes();
        var media = media(origin, InputObject.copyOf(tree, origin.place(), mistakes));
        return new Read(media, mistakes.all());
    }

    @Override
    public MediaRecord media(Origin origin, InputObject in) {
        var titled = in.has("title");
        var title = in.text("title");
        if (titled) {
            in.required("title", title, "");
        }
        return new MediaRecord(origin, kind, in.key("ratingKey"), title, in.text("sortTitle"),
                in.text("originalTitle"), in.number("year", 1, LAST_YEAR), in.text("summary"), in.text("tagline"),
                in.text("contentRating"), in.text("studio"), in.rating("rating"), in.date("releasedOn"),
                kind == MediaKind.MOVIE || kind == MediaKind.ALBUM ? duration(in) : Field.absent(), addedAt(in),
                externalIdsOf(in), tags(in), images(in), creditsOf(in), seasonsOf(in), metadata(in));
    }

    private Field<List<SeasonRecord>> seasonsOf(InputObject in) {
        var seasons = seasons(in, "number");
        if (kind != MediaKind.SERIES && seasons.given()) {
            in.error(UserErrorCode.INVALID, oneOfTheKind() + " has no seasons.", "seasons");
        }
        return seasons;
    }

    private String oneOfTheKind() {
        return (kind == MediaKind.ALBUM ? "An " : "A ") + kind.prefix();
    }

    @Override
    public SeasonRecord season(InputObject season) {
        return new SeasonRecord(TreeReader.number(season, "number"), season.key("ratingKey"), season.text("title"),
                season.number("year", 1, LAST_YEAR), season.text("summary"), externalIds(season), images(season),
                episodes(season, "number"), metadata(season));
    }

    @Override
    public EpisodeRecord episode(InputObject episode) {
        return new EpisodeRecord(TreeReader.number(episode, "number"), Field.absent(), episode.key("ratingKey"),
                episode.text("title"), episode.text("summary"), episode.date("airedOn"), duration(episode),
                episode.rating("rating"), externalIds(episode), images(episode), credits(episode), metadata(episode));
    }

    private static Field<RunningTime> duration(InputObject in) {
        return in.number("durationSeconds", 0, Integer.MAX_VALUE).map(RunningTime::ofSeconds);
    }

    private Field<Instant> addedAt(InputObject in) {
        return zone == null ? in.instant("addedAt") : in.instant("addedAt", zone);
    }

    // The members that are no fields, beside those that are given as metadata.
    private Field<String> metadata(InputObject in) {
        var given = in.json("metadata");
        var rest = in.restAsJson();
        if (rest.value() == null) {
            return given;
        }
        unknown.accept(in.restNames());
        if (given.value() != null
                && in.rest().keySet().stream().anyMatch(CanonicalJson.read(given.value())::containsKey)) {
            in.error(UserErrorCode.DUPLICATE, "A member stands in the metadata too.", "metadata");
        }
        return given.value() == null ? rest : Field.of(CanonicalJson.merge(rest.value(), given.value()));
    }

    private static Map<TagKind, Field<List<String>>> tags(InputObject in) {
        return new EnumMap<>(Map.of(TagKind.GENRE, in.words("genres"), TagKind.COLLECTION, in.words("collections"),
                TagKind.COUNTRY, in.words("countries"), TagKind.LABEL, in.words("labels")));
    }

    private ExternalIdFields externalIdsOf(InputObject in) {
        return externalIds(in, kind == MediaKind.ALBUM, kind == MediaKind.BOOK);
    }

    private static ExternalIdFields externalIds(InputObject in) {
        return externalIds(in, false, false);
    }

    private static ExternalIdFields externalIds(InputObject in, boolean ofAlbum, boolean ofBook) {
        var ids = in.object("externalIds");
        if (ids.value() == null) {
            return ids.given() ? ExternalIdFields.CLEARED : ExternalIdFields.UNTOUCHED;
        }
        var given = ids.value();
        return new ExternalIdFields(given.key("imdb"), given.key("tmdb"), given.key("tvdb"), given.key("plex"),
                ofAlbum ? given.key("musicbrainz", text -> MusicBrainzId.of(text).uuid()) : Field.absent(),
                ofBook ? given.key("isbn", text -> Isbn.of(text).digits()) : Field.absent());
    }

    private Field<List<ImageRecord>> images(InputObject in) {
        return in.objects("images").map(items -> items.stream().map(image -> new ImageRecord(
                image.required("kind", image.constant("kind", ImageKind.class), ImageKind.POSTER),
                Optional.ofNullable(image.text("source").value()).orElse(source),
                image.required("path", image.verbatim("path"), ""))).toList());
    }

    private static Map<CreditRole, Field<List<CreditRecord>>> credits(InputObject in) {
        var credits = new EnumMap<CreditRole, Field<List<CreditRecord>>>(CreditRole.class);
        credits.put(CreditRole.CAST, in.objects("cast").map(items -> items.stream()
                .map(credit -> new CreditRecord(person(credit), credit.text("character").value(), null, null))
                .toList()));
        credits.put(CreditRole.CREW,
                in.objects("crew").map(items -> items.stream().map(InputTrees::crewCredit).toList()));
        return credits;
    }

    private Map<CreditRole, Field<List<CreditRecord>>> creditsOf(InputObject in) {
        if (!kind.hasCreators()) {
            return credits(in);
        }
        if (in.list("crew").given()) {
            in.error(UserErrorCode.INVALID, oneOfTheKind() + " has creators, not a crew.", "crew");
        }
        var credits = credits(in);
        credits.put(CreditRole.CREW, in.objects("creators").map(items -> items.stream()
                .map(credit -> new CreditRecord(person(credit), null, CrewDepartment.CREATION,
                        credit.text("job").value()))
                .toList()));
        return credits;
    }

    private static CreditRecord crewCredit(InputObject credit) {
        var department = credit.required("department", credit.constant("department", CrewDepartment.class),
                CrewDepartment.OTHER);
        return new CreditRecord(person(credit), null, department, credit.text("job").value());
    }

    private static PersonRecord person(InputObject credit) {
        var field = credit.object("person");
        if (field.value() == null) {
            credit.required("person", field, null);
            return new PersonRecord("", ExternalIds.NONE);
        }
        var person = field.value();
        return new PersonRecord(person.required("name", person.text("name"), ""),
                externalIds(person).or(ExternalIds.NONE));
    }
}
