package org.reelgraph.connections.downloaders;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.KeysetOrder;
import org.reelgraph.graphql.paging.ListPart;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads downloaders. */
@SqlRepository
abstract class DownloaderRepository implements GenericRepository<Downloader, Long> {

    private final SelectReader reader;

    DownloaderRepository(SelectReader reader) {
        this.reader = reader;
    }

    abstract Optional<Downloader> findById(long id);

    /** {@return the downloaders with these ids, in no particular order} */
    @Query("SELECT * FROM downloaders WHERE id" + JsonArray.IN_IDS)
    abstract List<Downloader> findByIds(String ids);

    /** {@return those that are in use, by name} */
    @Query("SELECT * FROM downloaders WHERE enabled = 1 AND base_url IS NOT NULL ORDER BY name")
    abstract List<Downloader> findEnabled();

    /** {@return the downloaders after this place in their order} */
    List<Downloader> findPage(DownloaderFilter filter, KeysetOrder<Downloader> order, Optional<Cursor> after,
            int most) {
        return ListPart.read(order.parts(after), filter.select(), most,
                select -> reader.read(select, Downloader.class));
    }

    /** {@return how many downloaders a filter selects} */
    int count(DownloaderFilter filter) {
        return reader.count(filter.select());
    }
}
