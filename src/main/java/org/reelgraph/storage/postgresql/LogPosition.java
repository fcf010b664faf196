package org.reelgraph.storage.postgresql;

/**
 * Places in the write-ahead log, as numbers of bytes, and the statements that ask for them. The log of a replica is that
 * of its database.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-RECOVERY-CONTROL">Functions of
 *      replicas</a>
 */
final class LogPosition {

    /** Behind all that is committed by now. A commit that doesn't wait for the disk isn't yet in what is flushed. */
    static final String WRITTEN = "SELECT CAST(CASE WHEN current_setting('synchronous_commit') = 'off'"
            + " THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn() END - '0/0' AS bigint)";

    /** Up to where a replica shows what is written; null where the server is none. */
    static final String REPLAYED = "SELECT CASE WHEN pg_is_in_recovery()"
            + " THEN CAST(pg_last_wal_replay_lsn() - '0/0' AS bigint) END";

    /** Equal on a database and its replicas, and different everywhere else. */
    static final String IDENTITY = "SELECT system_identifier || '/' || oid FROM pg_control_system(), pg_database"
            + " WHERE datname = current_database()";

    private LogPosition() {
    }
}
