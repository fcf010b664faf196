package org.reelgraph.frontpage.rows;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.catalog.EpisodeReader;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.frontpage.HomeContent;
import org.reelgraph.frontpage.HomeContent.Entry;
import org.reelgraph.frontpage.HomeContent.Episodes;
import org.reelgraph.frontpage.HomeContent.Item;
import org.reelgraph.frontpage.HomeReading;
import org.reelgraph.frontpage.HomeRowSource;
import org.reelgraph.frontpage.NewEpisodes;
import org.reelgraph.storage.sql.Select;

/** What was added last. New episodes of a series that was there before are one item. */
@Singleton
final class RecentRow implements HomeRowSource {

    // Whatever comes within a day of a series' last addition belongs to that, as with Series.addedEpisodes.
    private static final Duration TOGETHER = Duration.ofDays(1);

    private final EpisodeReader episodes;

    RecentRow(EpisodeReader episodes) {
        this.episodes = episodes;
    }

    @Override
    public String kind() {
        return "RECENTLY_ADDED";
    }

    @Override
    public int place() {
        return 3;
    }

    @Override
    public Optional<Select> list(int size) {
        return Optional.of(MediaRepository.newest(Optional.empty(), size));
    }

    @Override
    public HomeContent content(List<MediaItem> listed, int size, HomeReading reading) {
        var grown = listed.stream().filter(RecentRow::hasGrown).map(MediaItem::id).toList();
        Map<Long, Integer> counts = grown.isEmpty() ? Map.of() : episodes.countLatest(grown);
        return HomeContent.of(listed.stream().map(media -> entry(media, counts.getOrDefault(media.id(), 0))).toList());
    }

    private static boolean hasGrown(MediaItem media) {
        return media.kind() == MediaKind.SERIES && arrival(media).isBefore(media.lastAddedAt().minus(TOGETHER));
    }

    private static Instant arrival(MediaItem media) {
        return Optional.ofNullable(media.addedAt()).orElse(media.createdAt());
    }

    // What came may be a season whose episodes aren't known.
    private static Entry entry(MediaItem media, int count) {
        return count > 0 ? new Episodes(new NewEpisodes(media, count)) : new Item(media);
    }
}
