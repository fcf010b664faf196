package org.reelgraph.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.reelgraph.backups.BackupFile;
import org.reelgraph.maintenance.CheckResult;
import org.reelgraph.maintenance.DatabaseChecks;
import org.reelgraph.maintenance.DatabaseReports;
import org.reelgraph.maintenance.DatabaseReports.Report;
import org.reelgraph.storage.StorageFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the database. */
@Command(name = "check", mixinStandardHelpOptions = true,
        description = "Checks whether the database is sound, whether or not the server is running.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it is sound", "1:something is wrong", "2:nothing was checked"},
        exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
final class DbCheckCommand implements Callable<Integer> {

    private static final int MEGABYTE = 1_000_000;

    @Spec
    private CommandSpec command;

    @Option(names = "--json", description = "Prints one JSON object, with the names of the query databaseHealth.")
    private boolean json;

    @Override
    public Integer call() {
        return CommandLine.withExistingLibrary(command, CommandLine.refusing(command, this::check));
    }

    private int check(ApplicationContext context) {
        var checks = context.getBean(DatabaseChecks.class);
        var found = checks.run((subject, done, total) -> {
            // Most take no time.
        });
        var report = context.getBean(DatabaseReports.class).report(found);
        if (json) {
            out().println(json(report));
        } else {
            tell(report);
        }
        keep(checks, found);
        return found.stream().allMatch(CheckResult::isSound) ? 0 : 1;
    }

    // What was found counts, even if the database takes nothing more.
    private void keep(DatabaseChecks checks, List<CheckResult> found) {
        try {
            checks.keep(found);
        } catch (RuntimeException e) {
            if (StorageFailure.of(e).isEmpty()) {
                throw e;
            }
            command.commandLine().getErr()
                    .println("databaseHealth won't tell of this check: " + StorageFailure.reasonOf(e) + ".");
        }
    }

    private void tell(Report report) {
        for (var result : report.checks()) {
            out().println(result.subject() + ": " + (result.isSound() ? "sound" : "NOT SOUND"));
            result.problems().forEach(problem -> out().println("  " + problem));
        }
        var room = report.room();
        tell("database", megabytes(room.bytes()));
        room.logBytes().ifPresent(bytes -> tell("write-ahead log", megabytes(bytes)));
        room.pages().ifPresent(pages -> tell("free pages", pages.free() + " of " + pages.all()));
        room.deadRows().ifPresent(rows -> tell("dead rows", String.valueOf(rows)));
        tell("free space on the disk", megabytes(report.freeDiskBytes()));
        tell("newest backup", report.newestBackup().map(backup -> backup.path().toString()).orElse("none"));
        tell("last proven restore", report.proof().at().map(String::valueOf).orElse("none"));
    }

    private void tell(String fact, String value) {
        out().println(fact + ": " + value);
    }

    private static String megabytes(long bytes) {
        return "%.1f MB".formatted((double) bytes / MEGABYTE);
    }

    private static String json(Report report) {
        var object = new LinkedHashMap<String, Object>();
        object.put("sound", report.sound());
        object.put("checks", report.checks().stream().map(DbCheckCommand::object).toList());
        object.put("sizeBytes", report.room().bytes());
        report.room().logBytes().ifPresent(bytes -> object.put("logBytes", bytes));
        report.room().pages().ifPresent(pages -> {
            object.put("pageCount", pages.all());
            object.put("freePageCount", pages.free());
        });
        report.room().deadRows().ifPresent(rows -> object.put("deadRowCount", rows));
        object.put("freeDiskBytes", report.freeDiskBytes());
        object.put("newestBackup", report.newestBackup().map(BackupFile::fileName).orElse(null));
        object.put("lastProvenRestoreAt", report.proof().at().map(String::valueOf).orElse(null));
        try {
            return JsonMapper.builder().build().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> object(CheckResult result) {
        return Map.of("subject", result.subject(), "checkedAt", result.checkedAt().toString(), "sound",
                result.isSound(), "problems", result.problems());
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
