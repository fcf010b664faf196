package org.reelgraph.downloads;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SortKey;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads who downloaded what. */
@SqlRepository
abstract class DownloadRepository implements GenericRepository<Download, Long> {

    private static final List<SortKey> NEWEST_FIRST = List.of(SortKey.of("id", true));

    private final SelectReader reader;

    DownloadRepository(SelectReader reader) {
        this.reader = reader;
    }

    /** {@return the downloads with these ids, in no particular order} */
    @Query("SELECT * FROM downloads WHERE id" + JsonArray.IN_IDS)
    abstract List<Download> findByIds(String ids);

    /** {@return the downloads before this one, the newest first} */
    List<Download> findPage(long before, int most) {
        return reader.read(Select.from("downloads").orderBy(NEWEST_FIRST).after(List.of(before)).limit(most),
                Download.class);
    }

    /** {@return how many there are} */
    @Query("SELECT count(*) FROM downloads")
    abstract int count();
}
