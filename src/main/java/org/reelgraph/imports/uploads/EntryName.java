package org.reelgraph.imports.uploads;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of files that others have given: nothing is trusted that could lead out of a folder, or hide in a message. */
final class EntryName {

    private static final int LONGEST = 255;
    private static final int DEEPEST = 20;
    private static final int SHOWN = 200;
    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private EntryName() {
    }

    /** {@return what is wrong with the path of an entry; empty if nothing is} */
    static Optional<String> faultOf(String path) {
        if (CONTROL.matcher(path).find()) {
            return Optional.of("has a control character in its name");
        }
        if (path.contains("\\")) {
            return Optional.of("has a backslash in its name");
        }
        if (path.startsWith("/") || DRIVE.matcher(path).find()) {
            return Optional.of("has an absolute path");
        }
        var parts = path.split("/");
        if (Stream.of(parts).anyMatch(".."::equals)) {
            return Optional.of("leads out of its folder");
        }
        return parts.length > DEEPEST || Stream.of(parts).anyMatch(EntryName::isTooLong)
                ? Optional.of("has a longer path than " + DEEPEST + " names of " + LONGEST + " bytes")
                : Optional.empty();
    }

    private static boolean isTooLong(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length > LONGEST;
    }

    /** {@return what is wrong with the name of a file that isn't to be in a folder; empty if nothing is} */
    static Optional<String> faultOfFile(String name) {
        return faultOf(name).or(() -> name.contains("/")
                ? Optional.of("has a slash in its name")
                : normalized(name).isEmpty() ? Optional.of("has no name") : Optional.empty());
    }

    /** {@return a path without fault in its shortest form; empty if it is that of the folder itself} */
    static String normalized(String path) {
        return Stream.of(path.split("/")).filter(name -> !name.isEmpty() && !name.equals("."))
                .collect(Collectors.joining("/"));
    }

    /** {@return a name for people, in quotation marks} */
    static String shown(String name) {
        var harmless = CONTROL.matcher(name).replaceAll("�");
        return "'" + (harmless.length() <= SHOWN ? harmless : harmless.substring(0, SHOWN) + "…") + "'";
    }
}
