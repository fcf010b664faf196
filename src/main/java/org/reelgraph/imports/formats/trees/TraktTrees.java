package org.reelgraph.imports.formats.trees;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.imports.records.ExternalIdFields;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.MediaRecord.SeasonRecord;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.RunningTime;
import org.reelgraph.imports.records.TreeReader;

/** Reads titles as Trakt describes them: briefly, or with the fields that its API adds on demand. */
public final class TraktTrees implements TreeReader {

    private static final int LONGEST_SECONDS = 8_640_000;

    private final MediaKind kind;

    /** @param kind the kind of the titles */
    public TraktTrees(MediaKind kind) {
        this.kind = kind;
    }

    @Override
    public MediaRecord media(Origin origin, InputObject in) {
        var title = in.text("title");
        in.required("title", title, "");
        var released = in.date("released").orElse(in.date("first_aired"));
        return new MediaRecord(origin, kind, Field.absent(), List.of(), Field.absent(), title, Field.absent(),
                in.text("original_title"), in.number("year", 1, LAST_YEAR), in.text("overview"), in.text("tagline"),
                in.text("certification"), in.text("network"), rating(in), released,
                kind == MediaKind.MOVIE ? duration(in) : Field.absent(), Field.absent(), ids(in), tags(in),
                Field.absent(), credits(),
                kind == MediaKind.SERIES ? seasons(in, "number", "number") : Field.absent(), in.restAsJson());
    }

    @Override
    public SeasonRecord season(InputObject in) {
        return new SeasonRecord(TreeReader.seasonNumber(in, "number"), Field.absent(), in.text("title"),
                Field.absent(), in.text("overview"), Field.absent(), ids(in), Field.absent(),
                episodes(in, "number"), Field.absent());
    }

    @Override
    public EpisodeRecord episode(InputObject in) {
        in.drop((name, value) -> List.of("season", "plays", "last_watched_at", "collected_at").contains(name));
        return new EpisodeRecord(TreeReader.number(in, "number"), Field.absent(), Field.absent(), in.text("title"),
                in.text("overview"), in.date("first_aired"), duration(in), rating(in), Field.absent(), ids(in),
                Field.absent(), credits(), in.restAsJson());
    }

    // 0 as long as nobody has voted.
    private static Field<Double> rating(InputObject in) {
        var rating = in.rating("rating");
        return rating.value() == null || rating.value() == 0 ? Field.absent() : rating;
    }

    private static Field<RunningTime> duration(InputObject in) {
        return in.runningTime("runtime", RunningTime.MINUTE, LONGEST_SECONDS, RunningTime::ofMinutes);
    }

    // An id that Trakt doesn't know is no reason to delete a stored one.
    private static ExternalIdFields ids(InputObject in) {
        var ids = in.object("ids").value();
        if (ids == null) {
            return ExternalIdFields.UNTOUCHED;
        }
        ids.drop((name, value) -> value == null);
        return ExternalIdFields.of(ids.externalId(ExternalIdScheme.IMDB), ids.externalId(ExternalIdScheme.TMDB),
                ids.externalId(ExternalIdScheme.TVDB), Field.absent());
    }

    private static Map<TagKind, Field<List<String>>> tags(InputObject in) {
        return new EnumMap<>(Map.of(TagKind.GENRE, in.words("genres"), TagKind.COLLECTION, Field.absent(),
                TagKind.COUNTRY, Field.absent(), TagKind.LABEL, Field.absent()));
    }

    private static Map<CreditRole, Field<List<CreditRecord>>> credits() {
        return new EnumMap<>(Map.of(CreditRole.CAST, Field.absent(), CreditRole.CREW, Field.absent()));
    }
}
