package org.reelgraph;

import io.micronaut.context.annotation.Value;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.storage.DatabasePlace;
import org.reelgraph.training.AotCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the owner, once the server serves, where it is found and what it holds. */
@Singleton
class StartupReport {

    private static final Logger LOG = LoggerFactory.getLogger(StartupReport.class);

    private final MediaRepository media;
    private final DatabasePlace place;
    private final String path;

    StartupReport(MediaRepository media, DatabasePlace place, @Value("${graphql.path}") String path) {
        this.media = media;
        this.place = place;
        this.path = path;
    }

    @EventListener
    void report(ServerStartupEvent started) {
        var address = started.getSource().getContextURI();
        LOG.info(AotCache.ofThisJvm().inWords());
        LOG.info("Reelgraph answers at {}{}", address, path);
        LOG.info("GraphiQL, to look around in a browser: {}/graphiql", address);
        LOG.info("The data lies in {} and holds {} series, {} movies, {} albums and {} books",
                place.inWords(), media.countByKind(MediaKind.SERIES),
                media.countByKind(MediaKind.MOVIE), media.countByKind(MediaKind.ALBUM),
                media.countByKind(MediaKind.BOOK));
    }
}
