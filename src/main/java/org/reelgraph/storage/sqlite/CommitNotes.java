package org.reelgraph.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.reelgraph.storage.sqlite.CommitLedger.Changes;

/**
 * Tells the {@link CommitLedger} what the commits of one connection change. Which items, the changes feed says, which triggers
 * maintain; so no writer can forget it. Of people, and of what goes past the triggers, the texts of the statements tell.
 * Whatever else is unusual counts as a change of everything.
 */
final class CommitNotes {

    // A commit that changes more takes longer to note than what was kept is worth.
    private static final long MOST_ITEMS = 10_000;

    private static final String LAST = "SELECT coalesce(max(last), 0) FROM change_places";
    private static final String ITEMS = "SELECT media_id FROM changes WHERE seq > ?";
    private static final String VERSION = "PRAGMA data_version";

    private static final Pattern WRITES = Pattern.compile(
            "\\b(?:(INSERT(?:\\s+OR\\s+\\w+)?\\s+INTO|REPLACE\\s+INTO)|UPDATE(?:\\s+OR\\s+\\w+)?|(DELETE\\s+FROM))"
                    + "\\s+\"?(\\w+)\"?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OVERWRITES = Pattern.compile("\\bREPLACE\\b|\\bDO\\s+UPDATE\\b",
            Pattern.CASE_INSENSITIVE);
    private static final String PEOPLE = "people";
    private static final String CHANGES = "changes";

    private static final long UNKNOWN_PLACE = -1;

    /** What a statement does that the changes feed doesn't tell. */
    private enum Touch {
        NOTHING, PEOPLE, EVERYTHING
    }

    /** Prepares a statement without any notes. */
    interface Connection {

        PreparedStatement prepare(String sql) throws SQLException;

        /** {@return how many rows it has changed since it was opened} */
        long changedRows() throws SQLException;
    }

    private final CommitLedger ledger;
    private final Connection connection;
    // The program has a few hundred statements.
    private final Map<String, Touch> known = new HashMap<>();
    private boolean touchesPeople;
    private boolean touchesEverything;
    private long rows;
    // A connection that has just been opened doesn't know who wrote before.
    private long version = -1;
    private long place = UNKNOWN_PLACE;

    CommitNotes(CommitLedger ledger, Connection connection) {
        this.ledger = ledger;
        this.connection = connection;
    }

    /** Before a transaction. */
    void begin() throws SQLException {
        touchesPeople = false;
        touchesEverything = false;
        // What was written without a transaction was noted by nobody.
        if (connection.changedRows() != rows) {
            ledger.note();
            ended();
        }
    }

    /** Notes a statement that is going to run in the transaction. */
    void prepared(String sql) {
        switch (known.computeIfAbsent(sql, CommitNotes::touchOf)) {
            case PEOPLE -> touchesPeople = true;
            case EVERYTHING -> touchesEverything = true;
            case NOTHING -> {
                // The changes feed tells all.
            }
        }
    }

    /** Notes that statements are going to run in the transaction of which nobody knows the texts. */
    void unknown() {
        touchesEverything = true;
    }

    private static Touch touchOf(String sql) {
        var touch = Touch.NOTHING;
        var write = WRITES.matcher(sql);
        while (write.find()) {
            var isNew = write.group(1) != null && !OVERWRITES.matcher(sql).find();
            var isRemoval = write.group(2) != null;
            switch (write.group(3).toLowerCase(Locale.ROOT)) {
                // Nothing shows somebody who is new before an item that names them is changed.
                case PEOPLE -> touch = isNew ? touch : Touch.PEOPLE;
                // Only old deletions are removed from the feed; their items are gone already.
                case CHANGES -> touch = isRemoval ? touch : Touch.EVERYTHING;
                default -> {
                    // Triggers of the items note it.
                }
            }
            if (touch == Touch.EVERYTHING) {
                return touch;
            }
        }
        return touch;
    }

    /** Something that can fail. */
    interface Commit {
        void run() throws SQLException;
    }

    /** Commits. */
    void commit(Commit commit) throws SQLException {
        var changes = changes();
        ledger.begin();
        var isDone = false;
        try {
            commit.run();
            isDone = true;
        } finally {
            if (!isDone) {
                // The feed may give the same places again.
                place = UNKNOWN_PLACE;
            }
            // Until it has gone well nobody knows whether anything was committed.
            ledger.end(isDone ? changes : Changes.UNKNOWN, this::haveOthersCommitted);
        }
        ended();
    }

    /** After a transaction was rolled back. */
    void ended() throws SQLException {
        rows = connection.changedRows();
        touchesPeople = false;
        touchesEverything = false;
    }

    private Changes changes() {
        try {
            var last = number(LAST);
            var since = place;
            place = last;
            return touchesEverything || since < 0 || last < since || last - since > MOST_ITEMS
                    ? Changes.UNKNOWN
                    : new Changes(false, touchesPeople, last == since ? new long[0] : items(since));
        } catch (SQLException e) {
            // Such as one of a database that has no changes feed yet.
            return Changes.UNKNOWN;
        }
    }

    private long[] items(long since) throws SQLException {
        try (var statement = connection.prepare(ITEMS)) {
            statement.setLong(1, since);
            try (var row = statement.executeQuery()) {
                var found = LongStream.builder();
                while (row.next()) {
                    found.add(row.getLong(1));
                }
                return found.build().toArray();
            }
        }
    }

    // Its own commits don't change the number.
    private boolean haveOthersCommitted() throws SQLException {
        var before = version;
        version = number(VERSION);
        return version != before;
    }

    private long number(String sql) throws SQLException {
        try (var statement = connection.prepare(sql); ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
