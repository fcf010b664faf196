package org.reelgraph.imports.formats.trees;

import java.time.Instant;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private static final String PLAYS = "plays";
    private static final String LAST_WATCHED_AT = "last_watched_at";

    private final MediaKind kind;
    private final Map<EpisodeRecord, Plays> watched = new IdentityHashMap<>();

    /**
     * How often a movie or an episode was watched.
     *
     * @param last when the last time; null if that isn't told
     */
    public record Plays(int count, @Nullable Instant last) {

        private static final Plays NONE = new Plays(0, null);

        /** {@return what an object tells, which may be nothing} */
        public static Plays of(InputObject in) {
            var count = in.number(PLAYS, 0, Integer.MAX_VALUE).value();
            var last = in.instant(LAST_WATCHED_AT).value();
            return count == null && last == null ? NONE : new Plays(count == null ? 1 : count, last);
        }
    }

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

    /** {@return how often an episode was watched that was read since {@link #forget}} */
    public Plays plays(EpisodeRecord episode) {
        return watched.getOrDefault(episode, Plays.NONE);
    }

    /** Forgets how often episodes were watched. */
    public void forget() {
        watched.clear();
    }

    @Override
    public EpisodeRecord episode(InputObject in) {
        var plays = Plays.of(in);
        in.drop((name, value) -> List.of("season", PLAYS, LAST_WATCHED_AT, "collected_at").contains(name));
        var episode = new EpisodeRecord(TreeReader.number(in, "number"), Field.absent(), Field.absent(),
                in.text("title"),
                in.text("overview"), in.date("first_aired"), duration(in), rating(in), Field.absent(), ids(in),
                Field.absent(), credits(), in.restAsJson());
        watched.put(episode, plays);
        return episode;
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
