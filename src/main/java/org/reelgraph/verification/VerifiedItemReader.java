package org.reelgraph.verification;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.catalog.lists.MediaSelectionReader;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SortKey;

/** Reads the items that are to be verified. */
@Singleton
class VerifiedItemReader {

    private static final Columns<VerifiedItem> COLUMNS = new Columns<>("id, kind, title, duration_seconds, metadata",
            row -> new VerifiedItem(row.getLong(1), MediaKind.valueOf(Rows.text(row, 2)), Rows.text(row, 3),
                    Rows.integer(row, 4), Rows.textOrNull(row, 5)));
    private static final List<SortKey> BY_ID = List.of(SortKey.of("id", false));

    private final SelectReader reader;
    private final MediaSelectionReader selection;

    VerifiedItemReader(SelectReader reader, MediaSelectionReader selection) {
        this.reader = reader;
        this.selection = selection;
    }

    /**
     * {@return what an input selects}
     *
     * @throws RequestException if its filter is invalid
     */
    Select select(VerifyInput input) {
        return selection.select(input.ids(), input.filter()).whereGiven(input.kind(), MediaRepository::isOfKind);
    }

    /** {@return how many items an input selects} */
    int count(VerifyInput input) {
        return reader.count(select(input));
    }

    /** {@return items that an input selects: those after one, by id} */
    List<VerifiedItem> findAfter(VerifyInput input, long id, int most) {
        return reader.read(select(input).orderBy(BY_ID).after(List.of(id)).limit(most), COLUMNS);
    }
}
