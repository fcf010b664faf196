package org.reelgraph.imports;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.ImageKind;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.TagKind;
import org.reelgraph.graphql.UserError;
import org.reelgraph.graphql.UserErrorCode;
import org.reelgraph.imports.MediaRecord.CreditRecord;
import org.reelgraph.imports.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.MediaRecord.ImageRecord;
import org.reelgraph.imports.MediaRecord.PersonRecord;
import org.reelgraph.imports.MediaRecord.SeasonRecord;

/**
 * Reads trees in the shape of the schema's SeriesInput and MovieInput and checks what a schema can't say. All mistakes
 * of a tree are found in one pass.
 */
final class RecordReader {

    private static final int LAST_YEAR = 9999;
    private static final int HIGHEST_NUMBER = 1_000_000;
    private static final ExternalIdFields CLEARED = new ExternalIdFields(Field.of(null), Field.of(null),
            Field.of(null), Field.of(null));
    private static final ExternalIdFields UNTOUCHED = new ExternalIdFields(Field.absent(), Field.absent(),
            Field.absent(), Field.absent());

    /** A tree as it was read: usable where there are no errors. */
    record Read(MediaRecord media, List<UserError> errors) {
    }

    private final String source;

    RecordReader(String source) {
        this.source = source;
    }

    Read read(MediaKind kind, int index, Map<String, Object> tree, List<String> path) {
        var mistakes = new Mistakes();
        var in = new InputObject(tree, path, mistakes);
        var title = in.text("title");
        if (tree.containsKey("title")) {
            in.required("title", title, "");
        }
        var media = new MediaRecord(index, path, kind, in.text("ratingKey"), title, in.text("sortTitle"),
                in.text("originalTitle"), in.number("year", 1, LAST_YEAR), in.text("summary"), in.text("tagline"),
                in.text("contentRating"), in.text("studio"), in.rating("rating"), in.date("releasedOn"),
                in.number("durationSeconds", 0, Integer.MAX_VALUE), in.instant("addedAt"), externalIds(in), tags(in),
                images(in), credits(in), seasons(in));
        return new Read(media, mistakes.all());
    }

    private Field<List<SeasonRecord>> seasons(InputObject in) {
        return unique(in.objects("seasons"), (season, number) -> new SeasonRecord(number, season.text("ratingKey"),
                season.text("title"), season.number("year", 1, LAST_YEAR), season.text("summary"), externalIds(season),
                images(season), episodes(season)), "season");
    }

    private Field<List<EpisodeRecord>> episodes(InputObject in) {
        return unique(in.objects("episodes"), (episode, number) -> new EpisodeRecord(number, episode.text("ratingKey"),
                episode.text("title"), episode.text("summary"), episode.date("airedOn"),
                episode.number("durationSeconds", 0, Integer.MAX_VALUE), episode.rating("rating"),
                externalIds(episode), images(episode), credits(episode)), "episode");
    }

    private static <T> Field<List<T>> unique(Field<List<InputObject>> objects,
            BiFunction<InputObject, Integer, T> reader, String what) {
        return objects.map(items -> {
            var seen = new HashSet<Integer>();
            var records = new ArrayList<T>();
            for (var item : items) {
                var field = item.number("number", 0, HIGHEST_NUMBER);
                int number = item.required("number", field, 0);
                if (field.given() && !seen.add(number)) {
                    item.error(UserErrorCode.DUPLICATE, "There are two of " + what + " " + number + ".", "number");
                }
                records.add(reader.apply(item, number));
            }
            return records;
        });
    }

    private static Map<TagKind, Field<List<String>>> tags(InputObject in) {
        return new EnumMap<>(Map.of(TagKind.GENRE, in.words("genres"), TagKind.COLLECTION, in.words("collections"),
                TagKind.COUNTRY, in.words("countries"), TagKind.LABEL, in.words("labels")));
    }

    private static ExternalIdFields externalIds(InputObject in) {
        var ids = in.object("externalIds");
        if (ids.value() == null) {
            return ids.given() ? CLEARED : UNTOUCHED;
        }
        var given = ids.value();
        return new ExternalIdFields(given.text("imdb"), given.text("tmdb"), given.text("tvdb"), given.text("plex"));
    }

    private Field<List<ImageRecord>> images(InputObject in) {
        return in.objects("images").map(items -> items.stream().map(image -> new ImageRecord(
                image.required("kind", image.constant("kind", ImageKind.class), ImageKind.POSTER),
                Optional.ofNullable(image.text("source").value()).orElse(source),
                image.required("path", image.verbatim("path"), ""))).toList());
    }

    private static Map<CreditRole, Field<List<CreditRecord>>> credits(InputObject in) {
        return new EnumMap<>(Map.of(CreditRole.CAST, in.objects("cast").map(items -> items.stream()
                .map(credit -> new CreditRecord(person(credit), credit.text("character").value(), null, null))
                .toList()),
                CreditRole.CREW,
                in.objects("crew").map(items -> items.stream().map(RecordReader::crewCredit).toList())));
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
