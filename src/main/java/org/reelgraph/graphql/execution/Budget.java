package org.reelgraph.graphql.execution;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import java.util.Locale;
import java.util.Optional;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.limits.MemoryBudget;
import org.reelgraph.graphql.limits.OperationLimits;

/**
 * What is left to one operation of its limits, and its share of the memory that all have, until its answer is made.
 * Used by the one thread that runs the operation.
 */
public final class Budget implements AutoCloseable {

    private static final int FIELDS_BETWEEN_LOOKS_AT_THE_CLOCK = 256;
    // Memory is taken in pieces: other operations may be queueing for it.
    private static final int BYTES_AT_ONCE = 65_536;
    private static final int BYTES_OF_A_VALUE = 16;
    // The answer is written in blocks, which are put together then.
    private static final int BYTES_PER_BYTE_WRITTEN = 2;

    private final OperationLimits limits;
    private final MemoryBudget.Share memory;
    private long deadline;
    private long values;
    private long bytes;
    private long read;
    private long written;
    private long untaken;
    private long fieldsSinceTheClock;
    private boolean mutation;
    private boolean large;
    private boolean tooLarge;
    private Optional<String> exceeded = Optional.empty();
    private Optional<RequestException> overloaded = Optional.empty();

    public Budget(OperationLimits limits, MemoryBudget.Share memory) {
        this.limits = limits;
        this.memory = memory;
    }

    static Budget of(GraphQLContext context) {
        return context.get(Budget.class);
    }

    /** Notes that the operation is expected to find much. */
    void expectLarge() {
        large = true;
    }

    boolean isLarge() {
        return large;
    }

    /** Starts the clock of a query: what it waited before doesn't count. */
    void begin() {
        deadline = System.nanoTime() + limits.time().toNanos();
    }

    /**
     * Takes the clock away, and what keeps it waiting for memory: what a mutation changes is changed by the time its
     * answer is put together. There is one at a time.
     */
    void exemptMutation() {
        mutation = true;
    }

    /** Counts values that the answer will have; the operation is cancelled at the first that are too many. */
    void spend(ExecutionContext context, int further) {
        values += further;
        if (values > limits.values()) {
            exceeded = Optional.of(tooMuch("The answer would have", "values", limits.values(), "values"));
        }
        hold((long) further * BYTES_OF_A_VALUE);
        if (isEnded()) {
            context.getExecutionInput().cancel();
        }
    }

    /** Takes note of a value in the answer. */
    void weigh(long further) {
        bytes += further;
    }

    /**
     * Counts bytes of memory that rows take which are read.
     *
     * @throws RequestException where there is no room for more; the whole operation has ended then
     */
    void read(long further) {
        read += further;
        if (read > limits.read()) {
            exceeded = Optional
                    .of(tooMuch("What is read for the answer would take", "bytes of memory", limits.read(), "read"));
        }
        hold(further);
        throwIfEnded();
    }

    /**
     * Counts bytes of the answer that are written.
     *
     * @throws RequestException where there is no room for more
     */
    public void write(long further) {
        written += further;
        if (written > limits.answer()) {
            answerIsTooLong();
        }
        hold(further * BYTES_PER_BYTE_WRITTEN);
        throwIfEnded();
    }

    private void answerIsTooLong() {
        exceeded = Optional.of(tooMuch("The answer would have", "bytes", limits.answer(), "answer"));
    }

    private void hold(long further) {
        untaken += further;
        if (untaken < BYTES_AT_ONCE || isEnded()) {
            return;
        }
        var piece = untaken;
        untaken = 0;
        if (mutation) {
            memory.note(piece);
        } else {
            take(piece);
        }
    }

    private void take(long piece) {
        try {
            memory.take(piece);
        } catch (RequestException e) {
            if (e.code().equals(ErrorCode.OVERLOADED)) {
                overloaded = Optional.of(e);
            } else {
                tooLarge = true;
                exceeded = Optional.of(e.getMessage());
            }
        }
    }

    private void throwIfEnded() {
        overloaded.ifPresent(refused -> {
            throw refused;
        });
        exceeded.ifPresent(limit -> {
            throw new RequestException(ErrorCode.LIMIT_EXCEEDED, limit);
        });
    }

    /** Looks before fields are fetched whether there is room and time for them; otherwise a query is cancelled. */
    void proceed(ExecutionContext context, int fields) {
        fieldsSinceTheClock += fields;
        if (bytes > limits.answer()) {
            answerIsTooLong();
        } else if (!mutation && isTooLate()) {
            ranOut();
        }
        if (isEnded()) {
            context.getExecutionInput().cancel();
        }
    }

    private boolean isTooLate() {
        if (fieldsSinceTheClock < FIELDS_BETWEEN_LOOKS_AT_THE_CLOCK) {
            return false;
        }
        fieldsSinceTheClock = 0;
        return System.nanoTime() > deadline;
    }

    private String tooMuch(String start, String what, long most, String limit) {
        tooLarge = true;
        return String.format(Locale.ENGLISH, "%s more than %,d %s (limit %s).", start, most, what, limit)
                + (mutation ? " What the mutation changed stays changed." : "");
    }

    /** Notes that the time is over; {@return the message about it} */
    String ranOut() {
        exceeded = Optional.of("The answer would take more than " + limits.time().toSeconds() + " s (limit time).");
        return exceeded.get();
    }

    private boolean isEnded() {
        return exceeded.isPresent() || overloaded.isPresent();
    }

    /** {@return whether shorter lists would have had an answer} */
    boolean isOfTooLongLists() {
        return tooLarge && !mutation;
    }

    /** {@return which limit the operation exceeded, for the client} */
    Optional<String> exceeded() {
        return exceeded;
    }

    /** {@return why the operation, a query, was ended for want of memory that others have} */
    Optional<RequestException> overloaded() {
        return overloaded;
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        memory.close();
    }
}
