package org.reelgraph.jobs;

import java.util.Optional;

/**
 * Which jobs can be paused together.
 *
 * @param text as it is stored
 */
public record JobScope(String text) {

    private static final String KIND = "KIND ";
    private static final String GROUP = "GROUP ";

    /** All jobs. */
    public static final JobScope ALL = new JobScope("");

    /** {@return the jobs of a kind} */
    public static JobScope ofKind(String kind) {
        return new JobScope(KIND + kind);
    }

    /** {@return the jobs of a group} */
    public static JobScope ofGroup(String group) {
        return new JobScope(GROUP + group);
    }

    /** {@return which jobs, for people} */
    public String inWords() {
        return kind().map(kind -> "jobs of the kind " + kind)
                .or(() -> group().map(group -> "jobs of the group " + group)).orElse("all jobs");
    }

    Optional<String> kind() {
        return after(KIND);
    }

    Optional<String> group() {
        return after(GROUP);
    }

    private Optional<String> after(String beginning) {
        return text.startsWith(beginning) ? Optional.of(text.substring(beginning.length())) : Optional.empty();
    }
}
