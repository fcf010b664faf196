package org.reelgraph.catalog.search.index;

import java.util.Collection;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.text.EntryIds;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Subquery;

/** What statements on the tables of the index say differently; one implementation for each kind of index. */
public interface IndexDialect {

    /** {@return the column with the entry's id} */
    String id();

    /** {@return how entries' ids are made} */
    EntryIds ids();

    /**
     * {@return the condition that a row matches an expression}
     *
     * @param alias what the table is called in the statement
     */
    Condition matches(IndexTable table, String alias, MatchExpression found);

    /**
     * {@return the condition that a row matches an expression and is of one of these types, or of any where there are
     * none}
     *
     * @param alias what the table is called in the statement, in which {@code e} is its entry
     */
    Condition matches(IndexTable table, String alias, MatchExpression found, Collection<SearchType> types);

    /** {@return a query for the ids of the rows that match an expression} */
    default Subquery ids(IndexTable table, MatchExpression found) {
        return new Subquery(id(), table.toString(), matches(table, table.toString(), found));
    }

    /** {@return the condition that an id is that of a row that matches an expression} */
    default Condition isAmong(String entryId, IndexTable table, MatchExpression found) {
        return Condition.in(entryId, ids(table, found));
    }
}
