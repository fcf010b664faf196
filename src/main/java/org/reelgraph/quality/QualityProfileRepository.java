package org.reelgraph.quality;

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

/** Reads quality profiles. */
@SqlRepository
abstract class QualityProfileRepository implements GenericRepository<QualityProfile, Long> {

    private final SelectReader reader;

    QualityProfileRepository(SelectReader reader) {
        this.reader = reader;
    }

    /** {@return the profiles with these ids, in no particular order} */
    @Query("SELECT * FROM quality_profiles WHERE id" + JsonArray.IN_IDS)
    abstract List<QualityProfile> findByIds(String ids);

    /** {@return the profiles after this place in their order} */
    List<QualityProfile> findPage(QualityProfileFilter filter, KeysetOrder<QualityProfile> order,
            Optional<Cursor> after, int most) {
        return ListPart.read(order.parts(after), filter.select(), most,
                select -> reader.read(select, QualityProfile.class));
    }

    /** {@return how many profiles there are} */
    int count(QualityProfileFilter filter) {
        return reader.count(filter.select());
    }
}
