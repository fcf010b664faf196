package org.reelgraph.storage.migrations;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.reelgraph.storage.Backup;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;

/**
 * The versions of the database's tables, and the way to later ones. Micronaut Flyway runs pending scripts, after {@link
 * BackupBeforeMigration} has saved the data.
 */
@Singleton
public class SchemaVersions {

    private final Scripts scripts;
    private final SchemaAccess access;
    private final Backup backup;

    SchemaVersions(Scripts scripts, SchemaAccess access, Backup backup) {
        this.scripts = scripts;
        this.access = access;
        this.backup = backup;
    }

    /**
     * {@return all scripts in the order of their numbers}
     *
     * @throws StorageException if there is no database
     */
    public List<ScriptState> scripts() {
        access.requireDatabase();
        return Arrays.stream(info().all()).map(SchemaVersions::state).toList();
    }

    private MigrationInfoService info() {
        return scripts.configuration().load().info();
    }

    private static ScriptState state(MigrationInfo script) {
        return new ScriptState(String.valueOf(script.getVersion()), script.getDescription(), stateOf(script.getState()),
                Optional.ofNullable(script.getInstalledOn()).map(at -> at.toInstant()),
                Optional.ofNullable(script.getExecutionTime()).orElse(0));
    }

    private static ScriptState.State stateOf(MigrationState state) {
        return switch (state) {
            case FUTURE_SUCCESS, MISSING_SUCCESS -> ScriptState.State.UNKNOWN;
            case FAILED, FUTURE_FAILED, MISSING_FAILED -> ScriptState.State.FAILED;
            default -> state.isApplied() ? ScriptState.State.APPLIED : ScriptState.State.PENDING;
        };
    }

    /** {@return in words for the owner, how the scripts that ran differ from those of this program} */
    public List<String> problems() {
        access.requireDatabase();
        var found = scripts.configuration().ignoreMigrationPatterns("*:pending").load().validateWithResult();
        return found.invalidMigrations.stream().map(script -> "V" + script.version + ": "
                + script.errorDetails.errorMessage.lines().findFirst().orElse("")).toList();
    }

    /** Runs what is pending, if anything is: a start never waits for a process that is writing. */
    void bringUpToDate() {
        var flyway = scripts.configuration().load();
        var found = flyway.info();
        refuseLaterVersions(found);
        if (found.pending().length == 0) {
            run(flyway::validate, () -> "");
        } else {
            runPending(List.of(found.pending()));
        }
    }

    private Optional<Path> runPending(List<MigrationInfo> pending) {
        var saving = new BackupBeforeMigration(backup, pending.getFirst().getVersion());
        scripts.configuration().target(pending.getLast().getVersion()).callbacks(saving);
        run(scripts::migrate, saving::inWords);
        return saving.copy();
    }

    /**
     * Scripts that ran.
     *
     * @param backup the database as it was; empty if it held nothing, or where the database's own tools make backups
     */
    public record Migrated(List<ScriptState> scripts, Optional<Path> backup) {
    }

    /**
     * Runs pending scripts, while no other program uses the database.
     *
     * @param  target the version of the last one to run; all if empty
     * @return        those that ran
     * @throws StorageException if there is no such script, or if one fails
     */
    public Migrated migrate(Optional<String> target) {
        var pending = pending(target);
        if (pending.isEmpty()) {
            return new Migrated(List.of(), Optional.empty());
        }
        try {
            access.alone(database -> true);
        } catch (SQLException e) {
            throw new StorageException("The database can't be opened: " + StorageFailure.reasonOf(e) + ".", e);
        }
        var copy = runPending(pending);
        var versions = pending.stream().map(MigrationInfo::getVersion).toList();
        return new Migrated(Arrays.stream(info().applied())
                .filter(script -> versions.contains(script.getVersion())).map(SchemaVersions::state).toList(), copy);
    }

    /**
     * Runs pending scripts and leaves nothing of it.
     *
     * @param  target the version of the last one to run; all if empty
     * @return        what they did
     * @throws StorageException if there is no such script, or if one fails
     */
    public List<ScriptRun> rehearse(Optional<String> target) {
        var pending = pending(target);
        if (pending.isEmpty()) {
            return List.of();
        }
        try {
            return access.rehearse(database -> {
                scripts.begin(database);
                var runs = Stream.<ScriptRun>builder();
                for (var script : pending) {
                    runs.add(scripts.run(database, script));
                }
                return runs.build().toList();
            });
        } catch (SQLException e) {
            throw new StorageException("The database can't be brought up to date: " + StorageFailure.reasonOf(e) + ".",
                    e);
        }
    }

    private List<MigrationInfo> pending(Optional<String> target) {
        access.requireDatabase();
        var found = info();
        refuseLaterVersions(found);
        var pending = List.of(found.pending());
        return target.map(version -> upTo(version, pending)).orElse(pending);
    }

    private static List<MigrationInfo> upTo(String target, List<MigrationInfo> pending) {
        if (pending.stream().noneMatch(script -> script.getVersion().getVersion().equals(target))) {
            throw new StorageException("No script V" + target + " is pending, only " + pending.stream()
                    .map(script -> "V" + script.getVersion()).collect(Collectors.joining(", ", "", "."))
                    .replaceFirst("^\\.$", "none at all."));
        }
        var last = MigrationVersion.fromVersion(target);
        return pending.stream().filter(script -> script.getVersion().compareTo(last) <= 0).toList();
    }

    private static void run(Runnable work, Supplier<String> saved) {
        try {
            work.run();
        } catch (FlywayException e) {
            if (e.getCause() instanceof StorageException ofBackup) {
                throw ofBackup;
            }
            throw new StorageException("The database could not be brought up to date" + saved.get() + ": "
                    + StorageFailure.of(e).map(failure -> failure.inWords() + ".").orElse(e.getMessage()), e);
        }
    }

    private static void refuseLaterVersions(MigrationInfoService scripts) {
        for (var script : scripts.applied()) {
            if (script.getState() == MigrationState.FUTURE_SUCCESS
                    || script.getState() == MigrationState.FUTURE_FAILED) {
                throw new StorageException("The database is of a later version than this program: it has seen "
                        + script.getScript() + ". Start the version it comes from, or go back to a backup.");
            }
        }
    }
}
