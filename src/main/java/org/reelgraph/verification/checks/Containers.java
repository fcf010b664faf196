package org.reelgraph.verification.checks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The names of containers: ffprobe lists all that it reads in one way, such as {@code matroska,webm}. */
public final class Containers {

    private static final String MP4 = "mp4";
    private static final String MKV = "mkv";
    private static final Map<String, String> OTHER_NAMES = Map.of("matroska", MKV, "mpegts", "ts", "mpegps", "mpg",
            "m4v", MP4);
    // The container of a family that is meant unless the ending names another one of it.
    private static final Map<String, String> FAMILIES = Map.of("matroska", MKV, "mov", MP4);
    private static final Set<String> WITH_ENDINGS_OF_THEIR_OWN = Set.of("webm", "mov");

    private Containers() {
    }

    /** {@return a container's usual name} */
    public static String canonical(String name) {
        var lower = name.strip().toLowerCase(Locale.ROOT);
        return OTHER_NAMES.getOrDefault(lower, lower);
    }

    /**
     * {@return the container that ffprobe means}
     *
     * @param names  with commas
     * @param ending of the file's name, without the dot
     */
    public static String of(String names, String ending) {
        var all = List.of(names.toLowerCase(Locale.ROOT).split(","));
        var own = ending.toLowerCase(Locale.ROOT);
        if (all.contains(own) && WITH_ENDINGS_OF_THEIR_OWN.contains(own)) {
            return own;
        }
        return FAMILIES.getOrDefault(all.getFirst(), canonical(all.getFirst()));
    }
}
