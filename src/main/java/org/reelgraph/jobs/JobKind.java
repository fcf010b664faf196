package org.reelgraph.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;

/** A kind of work that is done as jobs, such as an import. Every bean of this type takes part. */
public interface JobKind {

    /** {@return its name: unique, in capitals, as in {@code IMPORT}} */
    String name();

    /** {@return the schema's type of its jobs, which implements {@code Job}} */
    String typeName();

    /** {@return the prefix of its jobs' global ids} */
    String idPrefix();

    /** {@return the role that is needed to schedule such jobs, and for all that has to do with the schedule} */
    default Role role() {
        return Role.MODERATOR;
    }

    /** {@return the role that is needed to have a job's work taken back, or done again} */
    default Role role(Job job) {
        return role();
    }

    /** {@return of which jobs only one runs at a time, over all programs that share the library} */
    default String group() {
        return "library";
    }

    /** {@return how often a job may be begun without coming further: one that ends its program must not do so for ever} */
    default int attempts() {
        return 3;
    }

    /**
     * {@return what is wrong with an input before it is queued or scheduled; empty if nothing is}
     *
     * Paths are relative to the input.
     */
    List<UserError> check(Map<String, Object> input);

    /** {@return one piece of work: a request with the key of a job that hasn't ended joins it; empty to start another} */
    default Optional<String> key(Map<String, Object> input) {
        return Optional.empty();
    }

    /**
     * {@return what a program finds at the source of such a job: another one that finds the same can do the job as well;
     * empty if only one program can}
     *
     * Nothing is opened.
     *
     * @param owner decides what it may read
     */
    default Optional<String> source(JobOwner.Kind owner, Map<String, Object> input) {
        return Optional.of("library");
    }

    /** {@return whether this program may do such a job, rather than another one that alone has what it needs} */
    default boolean isForHere(Map<String, Object> input) {
        return true;
    }

    /** Adds what belongs to a new job, in its transaction. */
    default void queued(Job job, Map<String, Object> input) {
    }

    /**
     * {@return what keeps what belongs to a job that hasn't ended, once another state of the library has taken the place of
     * the job's own}
     *
     * Both are done in the transaction that replaces it. The job is there again then, cancelled; what it had done to the library isn't.
     */
    default Runnable replaced(Job job) {
        return () -> {
        };
    }

    /**
     * Does the work, on a thread of its own. If it throws, the job fails, or begins again later if it can
     * ({@link org.reelgraph.storage.StorageFailure}).
     */
    JobEnd run(JobRun run);

    /** Takes note of the end of a job, in the transaction that ends it. */
    default void ended(Job job) {
    }

    /** {@return what to ask for to have taken back what a job has done; empty if that can't be done} */
    default Optional<JobRequest> reversal(Job job, JobOwner owner) {
        return Optional.empty();
    }

    /** {@return the input of a job that does what this one, which has ended, failed to do; empty if there is nothing} */
    default Optional<Map<String, Object>> retry(Job ended, Map<String, Object> input) {
        return ended.state() == JobState.FAILED || ended.state() == JobState.CANCELLED
                ? Optional.of(input)
                : Optional.empty();
    }
}
