package org.reelgraph.frontpage.rows;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.frontpage.HomeContent;
import org.reelgraph.frontpage.HomeContent.Reference;
import org.reelgraph.frontpage.HomeReading;
import org.reelgraph.frontpage.HomeRowSource;
import org.reelgraph.frontpage.heroes.HeroPool;
import org.reelgraph.frontpage.heroes.HeroPools;

/** The picks of a hero pool. */
abstract sealed class HeroRow implements HomeRowSource {

    /** Those of series. */
    @Singleton
    static final class OfSeries extends HeroRow {

        OfSeries(HeroPools pools) {
            super(pools, MediaKind.SERIES, "HERO_SERIES", 1);
        }
    }

    /** Those of movies. */
    @Singleton
    static final class OfMovies extends HeroRow {

        OfMovies(HeroPools pools) {
            super(pools, MediaKind.MOVIE, "HERO_MOVIES", 2);
        }
    }

    private final HeroPools pools;
    private final MediaKind picked;
    private final String kind;
    private final int place;

    private HeroRow(HeroPools pools, MediaKind picked, String kind, int place) {
        this.pools = pools;
        this.picked = picked;
        this.kind = kind;
        this.place = place;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public int place() {
        return place;
    }

    @Override
    public int size() {
        return 10;
    }

    @Override
    public HomeContent content(List<MediaItem> listed, int size, HomeReading reading) {
        Function<MediaKind, HeroPool> current = reading.once(HeroPools.class, pools::current);
        return HomeContent.of(
                current.apply(picked).picks().stream().limit(size).map(pick -> new Reference(pick.mediaId())).toList());
    }
}
