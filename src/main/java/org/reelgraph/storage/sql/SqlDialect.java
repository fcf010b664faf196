package org.reelgraph.storage.sql;

import java.util.List;

/**
 * SQL that differs between databases, which have an implementation each. Each text is an expression with a question mark
 * for its parameter.
 */
public interface SqlDialect {

    /** {@return the condition that a column has one of the values of a list, which is one parameter} */
    String isInList(String column);

    /** {@return the parameter of {@link #isInList} for a list of numbers or texts} */
    Object list(List<?> values);

    /** {@return a column whose comparisons ignore the case of A to Z} */
    String ignoringCase(String column);

    /** {@return the parameter for a text that such a column is compared with} */
    String parameterIgnoringCase();

    /** {@return the parameter of {@link #isInList} for texts that such a column is compared with} */
    Object listIgnoringCase(List<?> values);

    /** {@return the condition that a column contains the text of a parameter} */
    String contains(String column);

    /** {@return the condition that a column contains the text of a parameter, ignoring the case of A to Z} */
    String containsIgnoringCase(String column);

    /** {@return the condition that an object of a JSON array has a member with the value of a parameter} */
    String hasMember(String column, String member);

    /** {@return a condition with the hint that about half of the rows meet it} */
    String unselective(String condition);

    /** {@return a value with the hint not to use an index for it} */
    String withoutIndex(String value);

    /** {@return the size of the database in bytes} */
    String databaseSize();

    /** {@return a join that reads the table on its left first, even if the planner prefers otherwise} */
    String joinInOrder();

    /**
     * {@return whether the parts of a union are merged in their order as they are read; if not, each part has to be limited,
     * or all of it is read}
     */
    boolean mergesUnions();

    /** {@return a condition as 1 or 0} */
    String asNumber(String condition);

    /**
     * {@return a join of each row on its left with some rows of a table that is found by ids}
     *
     * @param alias the table's name in the condition
     * @param rows  the condition of the rows for one row on the left, with an order and a limit
     */
    String joinEach(String table, String alias, String rows);
}
