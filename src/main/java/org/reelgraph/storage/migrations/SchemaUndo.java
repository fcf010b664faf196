package org.reelgraph.storage.migrations;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.reelgraph.storage.Backup;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;

/**
 * The way back to an earlier version of the tables, in one transaction. What is lost is what isn't there if the way
 * forth is then gone again: so nothing counts that the program makes of other data.
 */
@Singleton
public class SchemaUndo {

    /** The version of a database without tables. */
    public static final String NOTHING = "0";

    private final Scripts scripts;
    private final SchemaAccess access;
    private final Backup backup;

    SchemaUndo(Scripts scripts, SchemaAccess access, Backup backup) {
        this.scripts = scripts;
        this.access = access;
        this.backup = backup;
    }

    /**
     * What was undone.
     *
     * @param backup the database as it was; empty where the database's own tools make backups
     */
    public record Undone(List<ScriptRun> runs, List<Loss> losses, Optional<Path> backup) {
    }

    /**
     * Undoes the scripts after a version, one by one, while no other program uses the database.
     *
     * @param  target  the version, or {@link #NOTHING}; if empty, the last script is undone
     * @param  accepted what may be lost
     * @return         what was done
     * @throws StorageException if no script has this version, if one can't be undone, if more would be lost, or if what is
     *                         accepted isn't lost; then the database is as it was
     */
    public Undone undo(Optional<String> target, AcceptedLoss accepted) {
        access.requireDatabase();
        var steps = stepsBackTo(target);
        if (steps.isEmpty()) {
            return new Undone(List.of(), List.of(), Optional.empty());
        }
        try {
            return access.alone(database -> {
                scripts.begin(database);
                var losses = losses(database, steps);
                refuse(losses.stream().filter(loss -> !accepted.covers(loss)).toList());
                requireMeant(accepted.without(losses), losses);
                database.setAutoCommit(true);
                var copy = backup.take(database, "before-undo-of-v" + steps.getLast().getVersion());
                database.setAutoCommit(false);
                var runs = back(database, steps);
                database.commit();
                return new Undone(runs, losses, copy);
            });
        } catch (SQLException e) {
            throw new StorageException("The database can't be taken back: " + StorageFailure.reasonOf(e)
                    + ". It is as it was.", e);
        }
    }

    private List<MigrationInfo> stepsBackTo(Optional<String> target) {
        var applied = Arrays.stream(scripts.configuration().load().info().applied())
                .sorted(Comparator.comparing(MigrationInfo::getVersion).reversed()).toList();
        if (target.isEmpty()) {
            return applied.stream().limit(1).toList();
        }
        var version = target.get();
        if (!version.equals(NOTHING)
                && applied.stream().noneMatch(script -> script.getVersion().getVersion().equals(version))) {
            throw new StorageException("The database has seen no script V" + version + ", only "
                    + applied.reversed().stream().map(script -> "V" + script.getVersion())
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        var last = MigrationVersion.fromVersion(version);
        return applied.stream().takeWhile(script -> script.getVersion().compareTo(last) > 0).toList();
    }

    private List<Loss> losses(Connection database, List<MigrationInfo> steps) throws SQLException {
        var before = Contents.of(database);
        back(database, steps);
        for (var step : steps.reversed()) {
            scripts.run(database, step);
        }
        var losses = before.lostIn(Contents.of(database));
        database.rollback();
        return losses;
    }

    private List<ScriptRun> back(Connection database, List<MigrationInfo> steps) throws SQLException {
        var runs = new ArrayList<ScriptRun>();
        for (var step : steps) {
            runs.add(scripts.runUndo(database, step));
            forget(database, step);
        }
        return runs;
    }

    private static void forget(Connection database, MigrationInfo step) throws SQLException {
        try (var statement = database.prepareStatement("DELETE FROM " + StoredData.HISTORY + " WHERE version = ?")) {
            statement.setString(1, step.getVersion().getVersion());
            statement.executeUpdate();
        }
    }

    private static void refuse(List<Loss> losses) {
        if (!losses.isEmpty()) {
            throw new StorageException("Nothing was done, since this would be lost: "
                    + losses.stream().map(Loss::inWords).collect(Collectors.joining("; "))
                    + ". To accept it, add --accept-loss " + losses.stream().map(Loss::name)
                            .collect(Collectors.joining(","))
                    + ".");
        }
    }

    // Whoever mistypes a name, or thinks of another version, hasn't accepted anything.
    private static void requireMeant(List<String> meaningless, List<Loss> losses) {
        if (!meaningless.isEmpty()) {
            throw new StorageException("Nothing was done, since --accept-loss names what wouldn't be lost: "
                    + String.join(", ", meaningless) + ". What would be lost: " + (losses.isEmpty()
                            ? "nothing"
                            : losses.stream().map(Loss::inWords).collect(Collectors.joining("; ")))
                    + ".");
        }
    }
}
