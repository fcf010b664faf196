package org.reelgraph.catalog.collation;

import jakarta.inject.Singleton;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.integrity.DerivedData;

/** The stored keys by which titles and names are sorted and compared. */
@Singleton
class StoredSortKeys implements DerivedData {

    private final CollationWriter writer;
    private final SortKeys keys;
    private final WriteTransactions transactions;

    StoredSortKeys(CollationWriter writer, SortKeys keys, WriteTransactions transactions) {
        this.writer = writer;
        this.keys = keys;
        this.transactions = transactions;
    }

    @Override
    public String subject() {
        return "sort keys";
    }

    @Override
    public long faults() {
        return transactions.within(() -> writer.faultsOfMedia(keys) + writer.faultsOfPeople(keys)
                + writer.faultsOfFurther(keys));
    }

    @Override
    public void makeAnew() {
        Collation.renew(writer, keys);
    }
}
