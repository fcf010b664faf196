package org.reelgraph.catalog.lists;

import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Select;

/** Finds what has a text in its title or name by the search index; one implementation for each kind of index. */
public interface TitleIndex {

    /**
     * {@return the entries of media items and people whose titles or names contain a text}
     *
     * @param folded the text, folded and not empty
     */
    Select entries(String folded);

    /**
     * {@return whether a media item or a person may be among those; it has changed since they were indexed where it isn't}
     *
     * @param id the column of its id
     */
    Condition contains(String id, String folded);
}
