package org.reelgraph.catalog.lists;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.lists.OrderedTitles.Title;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;

/** Reads titles to be kept in memory. */
@Singleton
class TitleReader {

    private static final Columns<Title> TITLES = new Columns<>("id, kind, sort_key, folded_title",
            row -> new Title(row.getLong(1), MediaKind.valueOf(Rows.text(row, 2)), row.getBytes(3), row.getBytes(4)));

    private final SelectReader reader;

    TitleReader(SelectReader reader) {
        this.reader = reader;
    }

    /** {@return the titles of those of these items that exist, in no order} */
    List<Title> titlesOf(List<Long> ids) {
        return reader.read(Select.from("media_items").where(Condition.oneOf("id", ids)), TITLES);
    }
}
