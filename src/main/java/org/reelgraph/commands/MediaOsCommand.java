package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.MediaOsFolder;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.jobs.ImportJobs;
import org.reelgraph.imports.merge.ImportOptions.ErrorPolicy;
import org.reelgraph.imports.merge.OptionsInput;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.mediaos.entries.FileWriting;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.importing.MediaOsKey;
import org.reelgraph.mediaos.library.LibraryFile;
import org.reelgraph.mediaos.validation.MediaOsValidation;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings the files of MediaOS over, compares them, and writes them again; whether or not the server is running. */
@Command(name = "mediaos", description = "Brings the files of MediaOS over, and writes them again.",
        mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class MediaOsCommand {

    private static final int SOME = 1;

    @Spec
    private CommandSpec command;

    /** The folder, and which of its files are meant. */
    static final class Meant {

        @Parameters(paramLabel = "DIR", description = "The folder config of MediaOS, or the folder around it.")
        Path folder;

        @Option(names = "--only", paramLabel = "FILE", split = ",",
                description = "The names of the files that are meant, without .json; all by default.")
        List<String> only = List.of();

        Set<String> names() {
            return new HashSet<>(only);
        }
    }

    @Command(name = "import", mixinStandardHelpOptions = true, description = {
            "Imports MediaOS' files. Repeating it changes nothing.",
            "If they hold secrets, MediaOS' ENCRYPTION_KEY is prompted for, read from standard input, or taken from"
                    + " REELGRAPH_MEDIAOS_KEY. It is not kept."},
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:done", "1:done, but for some records that failed",
                    "2:nothing done"},
            exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
    int importFiles(@Mixin Meant meant,
            @Option(names = "--dry-run",
                    description = "Report what would happen, without changing anything.") boolean dryRun,
            @Option(names = "--error-policy", defaultValue = "IGNORE_FAILED",
                    description = "What an invalid record means for the others: ${COMPLETION-CANDIDATES}"
                            + " (${DEFAULT-VALUE}).") ErrorPolicy errorPolicy,
            @Option(names = "--local", description = "Import in this process, even if a server is running that could do"
                    + " it.") boolean local) {
        return CommandLine.withLibrary(command, CommandLine.refusing(command,
                context -> run(context, meant, dryRun, errorPolicy, local)));
    }

    private int run(ApplicationContext context, Meant meant, boolean dryRun, ErrorPolicy errorPolicy, boolean local) {
        requireKnown(context, meant);
        var jobs = context.getBean(ImportJobs.class);
        var options = OptionsInput.read(Map.of("source", LibraryFile.SOURCE, "dryRun", dryRun, "errorPolicy",
                errorPolicy), Validation.ofRequest());
        try (var interruption = Interruption.by(jobs::cancel);
                var report = new ImportProgress(command.commandLine().getOut(), command.commandLine().getErr(),
                        dryRun)) {
            open(context, meant);
            var ended = jobs.run(meant.folder, MediaOsFolder.FORMAT, options, meant.names(), report, local);
            report.summary(ended);
            return ImportCommand.exitCode(ended);
        } catch (SourceException e) {
            return CommandLine.failed(command, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandLine.NOTHING_DONE;
        }
    }

    private static void open(ApplicationContext context, Meant meant) throws SourceException {
        var key = context.getBean(MediaOsKey.class);
        var source = source(context, meant.folder);
        if (key.whyNeeded(source, meant.names()).isPresent()) {
            key.open(source, meant.names(),
                    key.given().orElseGet(() -> SecretPrompt.read("ENCRYPTION_KEY of MediaOS")));
        }
    }

    private static ImportSource source(ApplicationContext context, Path folder) throws SourceException {
        return ImportSource.anywhere(folder, context.getBean(Folders.class).importDir());
    }

    // A name that is mistyped must not mean that nothing is to be done.
    private static void requireKnown(ApplicationContext context, Meant meant) {
        context.getBean(MediaOsFiles.class).unknown(meant.only).ifPresent(message -> {
            throw new StorageException(message);
        });
    }

    @Command(name = "validate", mixinStandardHelpOptions = true,
            description = "Compares MediaOS' files with the database, entry by entry and member by member.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:nothing differs", "1:something differs", "2:they could not be compared"},
            exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
    int validate(@Mixin Meant meant,
            @Option(names = "--json", description = "Print the report as JSON.") boolean json) {
        return CommandLine.withExistingLibrary(command, CommandLine.refusing(command, context -> {
            requireKnown(context, meant);
            try (var report = json
                    ? MediaOsReport.inJson(command.commandLine().getOut())
                    : MediaOsReport.inText(command.commandLine().getOut())) {
                var counts = context.getBean(MediaOsValidation.class).validate(source(context, meant.folder),
                        meant.names(), report);
                report.end(counts);
                return counts.stream().anyMatch(count -> count.differences() > 0) ? SOME : 0;
            } catch (SourceException e) {
                return CommandLine.failed(command, e.getMessage());
            }
        }));
    }

    @Command(name = "export", mixinStandardHelpOptions = true,
            description = {"Writes the files on which MediaOS starts.",
                    "What MediaOS had written stays as it is, as long as it means the same. Secrets that changed need"
                            + " MediaOS' ENCRYPTION_KEY, as REELGRAPH_MEDIAOS_KEY."},
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:done", "1:done, but for secrets that changed and whose key is missing",
                    "2:not done, or not all"},
            exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
    int export(@Mixin Meant meant,
            @Option(names = "--overwrite", description = "Replace files that are there.") boolean overwrite,
            @Option(names = "--ask-key", description = "Prompt for the ENCRYPTION_KEY.") boolean askKey) {
        return CommandLine.withExistingLibrary(command, CommandLine.refusing(command, context -> {
            requireKnown(context, meant);
            var files = context.getBean(MediaOsFiles.class).only(meant.only);
            try {
                Files.createDirectories(meant.folder);
                var there = files.stream().map(file -> FileWriting.pathOf(file, meant.folder)).filter(Files::exists)
                        .findFirst();
                if (there.isPresent() && !overwrite) {
                    return CommandLine.failed(command, there.get() + " is there already. Name another folder, or add"
                            + " --overwrite.");
                }
                return write(context, files, meant.folder, askKey
                        ? Optional.of(SecretPrompt.read("ENCRYPTION_KEY of MediaOS"))
                        : context.getBean(MediaOsKey.class).given());
            } catch (IOException e) {
                throw StorageException.of("The files can't be written to " + meant.folder, e);
            }
        }));
    }

    private int write(ApplicationContext context, List<MediaOsFile<?>> files, Path folder, Optional<String> key)
            throws IOException {
        var writing = context.getBean(FileWriting.class);
        var owed = 0;
        for (var file : files) {
            var written = writing.write(file, folder, key);
            if (written.isPresent()) {
                command.commandLine().getOut().println(FileWriting.pathOf(file, folder) + ": "
                        + written.get().entries() + " entries");
                written.get().owed().forEach(secret -> command.commandLine().getErr().println("Not written, since"
                        + " MediaOS' key is missing: " + secret));
                owed += written.get().owed().size();
            }
        }
        CommandLine.record(context, "exportMediaOs", null, folder.toString());
        return owed == 0 ? 0 : SOME;
    }
}
