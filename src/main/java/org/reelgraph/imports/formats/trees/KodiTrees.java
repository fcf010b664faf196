package org.reelgraph.imports.formats.trees;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.imports.records.ExternalIdFields;
import org.reelgraph.imports.records.Field;
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

/** Reads the elements of Kodi's NFO files, as {@link org.reelgraph.imports.formats.nfo.NfoMembers} has them. */
public final class KodiTrees implements TreeReader {

    private static final int LONGEST_SECONDS = 8_640_000;

    private final MediaKind kind;
    private final Reading reading;

    /** @param kind the kind of the items */
    public KodiTrees(MediaKind kind, Reading reading) {
        this.kind = kind;
        this.reading = reading;
    }

    @Override
    public MediaRecord media(Origin origin, InputObject in) {
        var title = in.text("title");
        in.required("title", title, "");
        var studios = in.words("studio").value();
        return new MediaRecord(origin, kind, Field.absent(), List.of(), Field.absent(), title, in.text("sorttitle"),
                in.text("originaltitle"), in.number("year", 1, LAST_YEAR), plot(in), in.text("tagline"),
                in.text("mpaa"), studios == null || studios.isEmpty() ? Field.absent() : Field.of(studios.getFirst()),
                in.rating("rating"), released(in), kind == MediaKind.MOVIE ? duration(in) : Field.absent(),
                addedAt(in), ids(in), tags(in), images(in), credits(in),
                kind == MediaKind.SERIES ? seasons(in, "number", "number") : Field.absent(), in.restAsJson());
    }

    @Override
    public SeasonRecord season(InputObject in) {
        return new SeasonRecord(TreeReader.seasonNumber(in, "number"), Field.absent(), in.text("title"),
                in.number("year", 1, LAST_YEAR), plot(in), addedAt(in), ids(in), images(in), episodes(in, "number"),
                in.restAsJson());
    }

    @Override
    public EpisodeRecord episode(InputObject in) {
        return new EpisodeRecord(TreeReader.number(in, "number"), Field.absent(), Field.absent(), in.text("title"),
                plot(in), in.date("aired"), duration(in), in.rating("rating"), addedAt(in), ids(in), images(in),
                credits(in), in.restAsJson());
    }

    private static Field<String> plot(InputObject in) {
        return in.text("plot").orElse(in.text("outline"));
    }

    private static Field<LocalDate> released(InputObject in) {
        return in.date("premiered").orElse(in.date("releasedate"));
    }

    private static Field<RunningTime> duration(InputObject in) {
        return in.runningTime("runtime", RunningTime.MINUTE, LONGEST_SECONDS, RunningTime::ofMinutes);
    }

    private Field<Instant> addedAt(InputObject in) {
        return in.instant("dateadded", reading.zone());
    }

    // What a file doesn't name is unknown; that is no reason to delete a stored id.
    private static ExternalIdFields ids(InputObject in) {
        var ids = in.object("uniqueid").value();
        return ids == null
                ? ExternalIdFields.UNTOUCHED
                : ExternalIdFields.of(ids.externalId(ExternalIdScheme.IMDB), ids.externalId(ExternalIdScheme.TMDB),
                        ids.externalId(ExternalIdScheme.TVDB), Field.absent());
    }

    private static Map<TagKind, Field<List<String>>> tags(InputObject in) {
        return new EnumMap<>(Map.of(TagKind.GENRE, in.words("genre"), TagKind.COLLECTION, in.words("set"),
                TagKind.COUNTRY, in.words("country"), TagKind.LABEL, in.words("tag")));
    }

    private Field<ImageList> images(InputObject in) {
        return in.objects("images").map(images -> ImageList.ofKinds(images, reading.source()));
    }

    private Map<CreditRole, Field<List<CreditRecord>>> credits(InputObject in) {
        var credits = new EnumMap<CreditRole, Field<List<CreditRecord>>>(CreditRole.class);
        credits.put(CreditRole.CAST, in.objects("actor").map(actors -> actors.stream()
                .flatMap(actor -> actor.needed("name", actor.text("name"))
                        .map(name -> CreditRecord.inCast(new PersonRecord(name), actor.text("role").value())
                                .shownAt(actor.verbatim("thumb").value(), reading.source()))
                        .stream())
                .toList()));
        credits.put(CreditRole.CREW, new CrewMembers().add(in.words("director"), CrewDepartment.DIRECTING, "Director")
                .add(in.words("credits"), CrewDepartment.WRITING, "Writer").field());
        return credits;
    }
}
