package org.reelgraph.connections.indexers;

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

/** Reads indexers. */
@SqlRepository
abstract class IndexerRepository implements GenericRepository<Indexer, Long> {

    private final SelectReader reader;

    IndexerRepository(SelectReader reader) {
        this.reader = reader;
    }

    abstract Optional<Indexer> findById(long id);

    /** {@return the indexers with these ids, in no particular order} */
    @Query("SELECT * FROM indexers WHERE id" + JsonArray.IN_IDS)
    abstract List<Indexer> findByIds(String ids);

    /** {@return those that are in use, by name} */
    @Query("SELECT * FROM indexers WHERE enabled = 1 AND base_url IS NOT NULL ORDER BY name")
    abstract List<Indexer> findEnabled();

    /** {@return the indexer of a kind through which others are asked, the best of those that are enabled} */
    @Query("SELECT * FROM indexers WHERE enabled = 1 AND base_url IS NOT NULL AND kind = :kind AND managed_by IS NULL"
            + " ORDER BY priority, id LIMIT 1")
    abstract Optional<Indexer> findBest(String kind);

    /** {@return the indexers after this place in their order} */
    List<Indexer> findPage(IndexerFilter filter, KeysetOrder<Indexer> order, Optional<Cursor> after,
            int most) {
        return ListPart.read(order.parts(after), filter.select(), most,
                select -> reader.read(select, Indexer.class));
    }

    /** {@return how many indexers a filter selects} */
    int count(IndexerFilter filter) {
        return reader.count(filter.select());
    }
}
