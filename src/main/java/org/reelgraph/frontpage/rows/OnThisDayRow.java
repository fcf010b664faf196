package org.reelgraph.frontpage.rows;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.frontpage.HomeContent;
import org.reelgraph.frontpage.HomeReading;
import org.reelgraph.frontpage.HomeRowSource;
import org.reelgraph.storage.sql.Select;

/** What was released on this day of some year. */
@Singleton
final class OnThisDayRow implements HomeRowSource {

    private final Clock clock;

    OnThisDayRow(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "ON_THIS_DAY";
    }

    @Override
    public int place() {
        return 4;
    }

    @Override
    public Optional<Select> list(int size) {
        return Optional.of(MediaRepository.releasedOn(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), size));
    }

    @Override
    public HomeContent content(List<MediaItem> listed, int size, HomeReading reading) {
        return HomeContent.ofMedia(listed);
    }
}
