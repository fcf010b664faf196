package org.reelgraph.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program in a process of its own. The first one leaves an archive of its classes, with which the others start in a
 * third of the time. Java archives classes of jars only, so those of this build are put in some.
 */
public final class ProgramProcess {

    private static final List<String> JAVA = java();

    private ProgramProcess() {
    }

    private static List<String> java() {
        var folder = ServerTest.newFolder("program");
        var classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .map(entry -> Files.isDirectory(entry) ? jar(folder, entry) : entry).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + folder.resolve("program.jsa"),
                "-Xlog:disable", "-cp", classPath, "org.reelgraph.Application");
    }

    private static Path jar(Path folder, Path classes) {
        var jar = folder.resolve(classes.getFileName() + ".jar").toAbsolutePath();
        var code = ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--create", "--file",
                jar.toString(), "--no-compress", "-C", classes.toString(), ".");
        if (code != 0) {
            throw new IllegalStateException("There is no jar of " + classes);
        }
        return jar;
    }

    /** {@return what runs the program with these arguments} */
    public static ProcessBuilder of(String... args) {
        var command = new ArrayList<>(JAVA);
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }
}
