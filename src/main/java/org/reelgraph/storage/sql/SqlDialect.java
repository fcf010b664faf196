package org.reelgraph.storage.sql;

import java.util.List;

/**
 * How one database says what others say differently. Each text is an expression; where it has a parameter, a question
 * mark stands for it. A second database is a second class.
 */
public interface SqlDialect {

    /** {@return whether a column has one of the values of a list, which is one parameter} */
    String isInList(String column);

    /** {@return a list of numbers and texts as {@link #isInList} takes it} */
    Object list(List<?> values);

    /** {@return a column whose comparisons leave out the case of A to Z} */
    String ignoringCase(String column);

    /** {@return whether a column contains the text of a parameter} */
    String contains(String column);

    /** {@return whether a column contains the text of a parameter but for the case of A to Z} */
    String containsIgnoringCase(String column);

    /** {@return whether an object of a JSON array has a member with the value of a parameter} */
    String hasMember(String column, String member);

    /** {@return a hint that every second row is so} */
    String unselective(String condition);

    /** {@return a hint that no index is to be used for a value} */
    String withoutIndex(String value);

    /** {@return the size of the database in bytes} */
    String databaseSize();

    /** {@return the join that reads the table on its left first, whatever the planner thinks} */
    String joinInOrder();
}
