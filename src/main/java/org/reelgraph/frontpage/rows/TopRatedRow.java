package org.reelgraph.frontpage.rows;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.frontpage.HomeContent;
import org.reelgraph.frontpage.HomeReading;
import org.reelgraph.frontpage.HomeRowSource;
import org.reelgraph.storage.sql.Select;

/** The best rated items. */
@Singleton
final class TopRatedRow implements HomeRowSource {

    @Override
    public String kind() {
        return "TOP_RATED";
    }

    @Override
    public int place() {
        return 5;
    }

    @Override
    public Optional<Select> list(int size) {
        return Optional.of(MediaRepository.bestRated(size));
    }

    @Override
    public HomeContent content(List<MediaItem> listed, int size, HomeReading reading) {
        return HomeContent.ofMedia(listed);
    }
}
