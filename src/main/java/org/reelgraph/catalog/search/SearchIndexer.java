package org.reelgraph.catalog.search;

import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.storage.DatabaseHealth;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.copy.DerivedTables;
import org.reelgraph.storage.integrity.DerivedData;
import org.reelgraph.storage.sql.JsonArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the search index as the tables are: triggers note what changed, whatever wrote, and here it is indexed. */
@Singleton
public class SearchIndexer implements DerivedTables, DerivedData {

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndexer.class);
    private static final int AT_ONCE = 5_000;

    private final SearchIndexWriter index;
    private final FullTextIndex texts;
    private final PutOffIndexing later;
    private final SearchReader known;
    private final WriteTransactions transactions;
    private final DatabaseHealth health;
    // One object, so that it is done once for a transaction.
    private final Runnable indexing = this::indexAll;

    SearchIndexer(SearchIndexWriter index, FullTextIndex texts, PutOffIndexing later, SearchReader known,
            WriteTransactions transactions,
            DatabaseHealth health) {
        this.health = health;
        this.index = index;
        this.later = later;
        this.texts = texts;
        this.known = known;
        this.transactions = transactions;
    }

    /**
     * Has what changed indexed: before the next search, and at the latest a second later, or at the end of the
     * transaction that there is. Whoever writes to the catalogue calls it.
     */
    public void bringUpToDate() {
        transactions.beforeCommit(later.isPossible() ? later::putOff : indexing);
    }

    /** Indexes what was put off, unless somebody searched meanwhile. */
    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void catchUp() {
        if (later.isDue()) {
            transactions.catchUp();
        }
    }

    private void indexAll() {
        while (indexSome() > 0) {
            // A part at a time, so that memory does for any number.
        }
    }

    /**
     * Indexes what changed once it is enough to be indexed at once, in the transaction that there is. Who writes much
     * calls it after each part instead of {@link #bringUpToDate()}, and at the end {@link #indexRest()}.
     */
    public void keepUp() {
        if (index.findPending(texts.enough()).size() == texts.enough()) {
            transactions.beforeCommit(indexing);
        }
    }

    /** Indexes what changed, in transactions of its own. */
    public void indexRest() {
        while (transactions.within(this::indexSome) > 0) {
            // Each part in a transaction of its own, so that others who write get their turn.
        }
    }

    private int indexSome() {
        var pending = index.findPending(AT_ONCE);
        if (!pending.isEmpty()) {
            index.write(JsonArray.ofIds(pending));
        }
        return pending.size();
    }

    /**
     * Brings together some of what many writes have scattered, in a short transaction: queries get faster, and nothing
     * else changes. To be called again while there is more, where nobody waits for it.
     *
     * @return whether there may be more
     */
    public boolean tidySome() {
        return transactions.within(texts::mergeSome);
    }

    /**
     * Makes an index of another making, or none yet, anew; and indexes what other programs wrote while this one didn't
     * run.
     */
    @EventListener
    public void start(StartupEvent started) {
        bringUpToDate(!known.version().equals(Optional.of(SearchText.VERSION)));
    }

    /** Makes a damaged index anew; until that is done, less is found. */
    @Scheduled(fixedDelay = "5s", initialDelay = "5s")
    void repair() {
        if (!health.takeSearchIndexDamage()) {
            return;
        }
        try {
            bringUpToDate(true);
            LOG.info("The search index is whole again");
        } catch (RuntimeException e) {
            LOG.error("The search index could not be made anew", e);
        }
    }

    @Override
    public Set<String> tables() {
        return index.tables();
    }

    @Override
    public String subject() {
        return "search index";
    }

    @Override
    public long faults() {
        return known.faults();
    }

    @Override
    public void makeAnew() {
        begin();
        indexAll();
        while (texts.mergeSome()) {
            // Until there is nothing to bring together.
        }
    }

    private boolean begin() {
        index.clear();
        index.note(SearchText.VERSION);
        return true;
    }

    private void bringUpToDate(boolean isNew) {
        if (isNew) {
            LOG.info("The search index is made anew");
            transactions.within(this::begin);
        }
        if (known.isPending()) {
            indexRest();
        }
        while (isNew && tidySome()) {
            // Likewise.
        }
    }
}
