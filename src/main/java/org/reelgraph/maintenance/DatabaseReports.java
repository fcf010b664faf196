package org.reelgraph.maintenance;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.backups.BackupFile;
import org.reelgraph.backups.Backups;
import org.reelgraph.backups.ProvenRestores;
import org.reelgraph.storage.DiskSpace;
import org.reelgraph.storage.integrity.DatabaseFacts;
import org.reelgraph.storage.integrity.DatabaseFacts.Pages;
import org.reelgraph.storage.integrity.DatabaseFacts.Room;

/** What is known of the database's health. Nothing is checked for it that takes long. */
@Singleton
public class DatabaseReports {

    private final DatabaseChecks checks;
    private final DatabaseFacts facts;
    private final DiskSpace disk;
    private final Backups backups;
    private final ProvenRestores restores;

    DatabaseReports(DatabaseChecks checks, DatabaseFacts facts, DiskSpace disk, Backups backups,
            ProvenRestores restores) {
        this.checks = checks;
        this.facts = facts;
        this.disk = disk;
        this.backups = backups;
        this.restores = restores;
    }

    /**
     * What is known at one moment.
     *
     * @param checks            what the last checks found, by subject; nothing if the database was never checked
     * @param freeDiskBytes     where the data folder lies
     * @param proof             when a backup was last restored, if only to try it out
     */
    public record Report(List<CheckResult> checks, Room room, long freeDiskBytes, Optional<BackupFile> newestBackup,
            ProvenRestores.Proof proof) {

        /** {@return whether the last checks found nothing wrong; null if the database was never checked} */
        public @Nullable Boolean sound() {
            return checks.isEmpty() ? null : (Boolean) checks.stream().allMatch(CheckResult::isSound);
        }

        /** {@return how many bytes the database has} */
        public double sizeBytes() {
            return room.bytes();
        }

        /** {@return how many bytes its log has; null if there is none beside it} */
        public @Nullable Double logBytes() {
            return room.logBytes().map(Long::doubleValue).orElse(null);
        }

        /** {@return how many pages its file has; null if it is no file} */
        public @Nullable Double pageCount() {
            return room.pages().map(Pages::all).map(Long::doubleValue).orElse(null);
        }

        /** {@return how many of them are free; null if it is no file} */
        public @Nullable Double freePageCount() {
            return room.pages().map(Pages::free).map(Long::doubleValue).orElse(null);
        }

        /** {@return how many rows take room that nobody sees any more; null if that isn't known} */
        public @Nullable Double deadRowCount() {
            return room.deadRows().map(Long::doubleValue).orElse(null);
        }
    }

    /** {@return what is known now} */
    public Report report() {
        return report(checks.latest());
    }

    /** {@return what is known now, with what checks have just found} */
    public Report report(List<CheckResult> found) {
        return new Report(found, facts.room(), disk.freeBytes(), backups.newestReadable(), restores.last());
    }
}
