package org.reelgraph.catalog.search;

import jakarta.inject.Singleton;
import java.util.Set;
import org.reelgraph.graphql.execution.ReadPreparation;
import org.reelgraph.storage.WriteTransactions;

/** Brings the index up to date before a search, so that it finds what was written before. */
@Singleton
class SearchPreparation implements ReadPreparation {

    private static final Set<String> FIELDS = Set.of("search", "suggest");

    private final PutOffIndexing indexing;
    private final WriteTransactions transactions;

    SearchPreparation(PutOffIndexing indexing, WriteTransactions transactions) {
        this.indexing = indexing;
        this.transactions = transactions;
    }

    @Override
    public Set<String> fields() {
        return FIELDS;
    }

    @Override
    public boolean isDue() {
        return indexing.isDue();
    }

    @Override
    public void prepare() {
        transactions.catchUp();
    }
}
