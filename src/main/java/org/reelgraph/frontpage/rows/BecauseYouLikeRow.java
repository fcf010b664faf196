package org.reelgraph.frontpage.rows;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.related.Relations;
import org.reelgraph.frontpage.HomeContent;
import org.reelgraph.frontpage.HomeContent.Reference;
import org.reelgraph.frontpage.HomeReading;
import org.reelgraph.frontpage.HomeRowSource;
import org.reelgraph.plays.PlayReader;

/**
 * What is related to the item that was played most of late, by everybody: histories name viewers as their server does, which
 * says nothing of who they are here.
 */
@Singleton
final class BecauseYouLikeRow implements HomeRowSource {

    private static final Duration OF_LATE = Duration.ofDays(30);
    private static final Set<MediaKind> ALL = EnumSet.allOf(MediaKind.class);

    private final PlayReader plays;
    private final Relations relations;
    private final Clock clock;

    BecauseYouLikeRow(PlayReader plays, Relations relations, Clock clock) {
        this.plays = plays;
        this.relations = relations;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "BECAUSE_YOU_LIKE";
    }

    @Override
    public int place() {
        return 6;
    }

    @Override
    public HomeContent content(List<MediaItem> listed, int size, HomeReading reading) {
        return plays.findMostWatched(ALL, clock.instant().minus(OF_LATE), 1).stream().findFirst()
                .map(most -> relatedTo(most.mediaId(), size)).orElse(HomeContent.NOTHING);
    }

    private HomeContent relatedTo(long mediaId, int size) {
        var related = relations.find(mediaId, ALL, size);
        return new HomeContent(Optional.of(mediaId),
                related.stream().map(each -> new Reference(each.mediaId())).toList());
    }
}
