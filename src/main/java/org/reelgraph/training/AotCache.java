package org.reelgraph.training;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file in which this JVM finds classes that are linked already, and profiles of methods (JEP 483 and 515).
 *
 * @param named the file that {@code -XX:AOTCache} names
 * @param beside where the file of this program's jar is, or would be; empty if the program doesn't run from a jar
 * @param used whether the JVM uses the file that is named
 */
public record AotCache(Optional<Path> named, Optional<Path> beside, boolean used) {

    private static final String OPTION = "AOTCache";
    private static final String JAR = ".jar";

    /** {@return that of this JVM} */
    public static AotCache ofThisJvm() {
        var named = Optional.of(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption(OPTION)
                .getValue()).filter(path -> !path.isEmpty()).map(Path::of);
        // A JVM that refuses the file which is named shares no classes at all, not even those of Java's own archive.
        var shares = System.getProperty("java.vm.info", "").contains("sharing");
        return new AotCache(named, jar().map(AotCache::of), named.isPresent() && shares);
    }

    /**
     * {@return the jar that this program runs from; empty if it runs from folders of classes} Classes of a cache can't tell:
     * they have no location unless the jar with which it was made is still there.
     */
    public static Optional<Path> jar() {
        return Optional.of(System.getProperty("java.class.path", ""))
                .filter(path -> path.endsWith(JAR) && !path.contains(File.pathSeparator))
                .map(path -> Path.of(path).toAbsolutePath());
    }

    /** {@return where a jar's cache is} */
    static Path of(Path jar) {
        var name = jar.getFileName().toString();
        return jar.resolveSibling(name.substring(0, name.length() - JAR.length()) + ".aot");
    }

    /** {@return whether it is used, and if not, why, as a sentence for the log} */
    public String inWords() {
        return named.map(this::ofNamed)
                .or(() -> beside.filter(Files::exists)
                        .map("The AOT cache isn't used: -XX:AOTCache=%s is missing"::formatted))
                .orElse("No AOT cache is used"
                        + (beside.isPresent() ? ": there is none, the command train makes one" : ""));
    }

    private String ofNamed(Path file) {
        if (used) {
            return "The AOT cache " + file + " is used";
        }
        return "The AOT cache " + file + " isn't used: " + (Files.exists(file)
                ? "it was made for another jar, by another build of Java or with other options, as the first lines say;"
                        + " the command train makes it anew"
                : "there is no such file");
    }
}
