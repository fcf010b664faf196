import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Packs files into a zip, in a folder of its name.
 *
 * <p>The JVM takes a cache for that of a jar by the jar's time. Zips once had local times, in steps of two seconds, and
 * Maven's plugins write no others. Java's file system for zips adds the time as such, which unzip and others give back.
 */
final class Archive {

    private Archive() {
    }

    /** @param args the zip, then files, or folders whose files are packed */
    public static void main(String[] args) throws IOException {
        var zip = Path.of(args[0]);
        Files.deleteIfExists(zip);
        try (var archive = FileSystems.newFileSystem(zip,
                Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
            var folder = archive.getPath(zip.getFileName().toString().replaceFirst("\\.zip$", ""));
            Files.createDirectory(folder);
            for (var file : Arrays.stream(args).skip(1).map(Path::of).flatMap(Archive::files).toList()) {
                var packed = folder.resolve(file.getFileName().toString());
                Files.copy(file, packed, StandardCopyOption.COPY_ATTRIBUTES);
                Files.setPosixFilePermissions(packed,
                        PosixFilePermissions.fromString(isScript(file) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static Stream<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        try (var files = Files.list(path)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isScript(Path file) {
        return !file.getFileName().toString().contains(".");
    }
}
