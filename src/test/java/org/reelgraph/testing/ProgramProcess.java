package org.reelgraph.testing;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The program in a process of its own. An archive of its classes lets it start in half the time; whichever JVM of tests
 * first needs it makes it, for all of them. Java archives classes of jars only, so those of this build are put in some.
 */
public final class ProgramProcess {

    private static final List<String> JAVA = java();

    private ProgramProcess() {
    }

    private static List<String> java() {
        try {
            var folder = Files.createDirectories(Path.of("target", "program").toAbsolutePath());
            try (var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); var _ = file.lock()) {
                return archived(folder);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("The program's classes can't be archived", e);
        }
    }

    private static List<String> archived(Path folder) throws IOException, InterruptedException {
        var classPath = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var classes = Path.of(entry);
            classPath.add(Files.isDirectory(classes) ? jar(folder, classes).toString() : entry);
        }
        var archive = folder.resolve("program-%08x.jsa".formatted(classPath.hashCode()));
        if (Files.notExists(archive)) {
            var data = ServerTest.newFolder("program");
            TestDatabase.create(data);
            try (var server = ServerProcess.start(
                    new ProcessBuilder(command("-XX:ArchiveClassesAtExit=" + archive, classPath)), data, Map.of())) {
                server.stop();
            }
        }
        return command("-XX:SharedArchiveFile=" + archive, classPath);
    }

    private static List<String> command(String option, List<String> classPath) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
                option, "-Xlog:disable", "-cp", String.join(File.pathSeparator, classPath),
                "org.reelgraph.Application");
    }

    /** {@return a jar of these classes} If it isn't of their current state, it is made anew, and all archives go. */
    private static Path jar(Path folder, Path classes) throws IOException {
        var jar = folder.resolve(classes.getFileName() + ".jar");
        var changed = lastChange(classes);
        if (jar.toFile().lastModified() != changed) {
            try (var archives = Files.newDirectoryStream(folder, "*.jsa")) {
                for (var archive : archives) {
                    Files.delete(archive);
                }
            }
            var code = ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--create", "--file",
                    jar.toString(), "--no-compress", "-C", classes.toString(), ".");
            if (code != 0) {
                throw new IllegalStateException("There is no jar of " + classes);
            }
            Files.setLastModifiedTime(jar, FileTime.fromMillis(changed));
        }
        return jar;
    }

    private static long lastChange(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().lastModified()).max().orElseThrow();
        }
    }

    /** {@return what runs the program with these arguments} */
    public static ProcessBuilder of(String... args) {
        // In a list to which options can be added.
        return new ProcessBuilder(new ArrayList<>(Stream.concat(JAVA.stream(), Stream.of(args)).toList()));
    }
}
