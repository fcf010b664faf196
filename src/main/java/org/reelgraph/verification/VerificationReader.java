package org.reelgraph.verification;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.KeysetOrder;
import org.reelgraph.graphql.paging.ListPart;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.JsonList;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.Statements;
import org.reelgraph.verification.checks.Issue;
import org.reelgraph.verification.checks.Phase;
import org.reelgraph.verification.checks.Unchecked;

/** Reads what verifications found. */
@Singleton
class VerificationReader {

    static final String NAMES = "id, media_id, media_kind, source_key, title, phase, severity, checked_at, file, job_id,"
            + " issues, unchecked";

    private static final Columns<Verification> COLUMNS = new Columns<>(NAMES, VerificationReader::read);
    private static final IdQuery BY_ID = by("id");
    private static final IdQuery BY_MEDIA = by("media_id");

    private final Statements statements;
    private final SelectReader reader;

    VerificationReader(Statements statements, SelectReader reader) {
        this.statements = statements;
        this.reader = reader;
    }

    private static IdQuery by(String column) {
        return IdQuery.of("SELECT " + NAMES + " FROM verifications WHERE " + column + " = :id");
    }

    /** {@return those with these ids, in no order} */
    List<Verification> findByIds(Collection<Long> ids) {
        return Rows.find(statements, BY_ID, ids, VerificationReader::read);
    }

    /** {@return those of these items, in no order} */
    List<Verification> findByMedia(Collection<Long> mediaIds) {
        return Rows.find(statements, BY_MEDIA, mediaIds, VerificationReader::read);
    }

    /** {@return a page of those that a filter selects} */
    List<Verification> findPage(VerificationFilter filter, KeysetOrder<Verification> order, Optional<Cursor> from,
            int most) {
        return ListPart.read(order.parts(from), filter.select(), most, select -> reader.read(select, COLUMNS));
    }

    /** {@return how many a filter selects} */
    int count(VerificationFilter filter) {
        return reader.count(filter.select());
    }

    static Verification read(ResultSet row) throws SQLException {
        return new Verification(row.getLong(1), longOrNull(row, 2), MediaKind.valueOf(Rows.text(row, 3)),
                Rows.textOrNull(row, 4), Rows.text(row, 5), Phase.valueOf(Rows.text(row, 6)), row.getInt(7),
                Rows.instant(row, 8), Rows.textOrNull(row, 9), longOrNull(row, 10),
                JsonList.read(Rows.textOrNull(row, 11), Issue.class),
                JsonList.read(Rows.textOrNull(row, 12), Unchecked.class));
    }

    private static @Nullable Long longOrNull(ResultSet row, int column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : (Long) value;
    }
}
