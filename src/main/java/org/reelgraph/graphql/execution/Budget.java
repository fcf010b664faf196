package org.reelgraph.graphql.execution;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.limits.MemoryBudget;
import org.reelgraph.graphql.limits.OperationLimits;
import org.reelgraph.storage.StatementListener;
import org.reelgraph.storage.Step;

/**
 * How much of its limits an operation has left, and its share of the memory that all operations have in common. Lives
 * until the response is built. Used only by the thread that runs the operation.
 */
public final class Budget implements AutoCloseable {

    private static final int FIELDS_BETWEEN_LOOKS_AT_THE_CLOCK = 256;
    // Memory is taken in pieces: other operations may be queueing for it.
    private static final int BYTES_AT_ONCE = 65_536;
    private static final int BYTES_OF_A_VALUE = 16;
    // The response is written in blocks, which are then joined.
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
    private long statements;
    private long rows;
    private OperationTrace trace = OperationTrace.NONE;
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
        return Objects.requireNonNull(context.get(Budget.class), "Each operation has a budget.");
    }

    /** Marks the operation as one that is expected to return many objects. */
    void expectLarge() {
        large = true;
    }

    boolean isLarge() {
        return large;
    }

    /**
     * Prepares the operation's second attempt, which counts anew. The memory of the first stays taken.
     *
     * @return whether there may be one; not if the first has exceeded a limit
     */
    boolean restart() {
        values = 0;
        bytes = 0;
        read = 0;
        return !isEnded();
    }

    /** Starts the time limit of a query. Time spent waiting in a queue doesn't count. */
    void begin() {
        deadline = System.nanoTime() + limits.time().toNanos();
    }

    /**
     * Lifts the time limit, and lets the operation exceed the shared memory: by the time its response is built, a
     * mutation has already changed the data. Only one mutation runs at a time.
     */
    void exemptMutation() {
        mutation = true;
    }

    /** Counts values that will be in the response, and cancels the operation once there are too many. */
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

    /** Counts the bytes of a value in the response. */
    void weigh(long further) {
        bytes += further;
    }

    /**
     * Counts the bytes of memory that rows take while they are read.
     *
     * @throws RequestException if there is no room for more; it ends the whole operation
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
     * Counts the bytes of the response while it is written.
     *
     * @throws RequestException if there is no room for more
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

    /** Cancels a query that has no room or time left for the fields it is about to fetch. */
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

    /** Has the operation's statements told to its trace. */
    void follow(OperationTrace traced) {
        trace = traced;
    }

    /** {@return what is to be told of the operation's statements} */
    StatementListener listener() {
        return new StatementListener() {
            @Override
            public void accept(long bytes) {
                read(bytes);
            }

            @Override
            public Step begins(String sql) {
                return trace.executing(sql);
            }

            @Override
            public void executed(long furtherStatements, long furtherRows) {
                statements += furtherStatements;
                rows += furtherRows;
            }
        };
    }

    /** {@return how many statements were run for the operation} */
    long statements() {
        return statements;
    }

    /** {@return how many rows were read for the operation} */
    long rows() {
        return rows;
    }

    /** {@return how many values the answer has so far} */
    long values() {
        return values;
    }

    /** Records that the time limit is exceeded; {@return the error message} */
    String ranOut() {
        exceeded = Optional.of("The answer would take more than " + limits.time().toSeconds() + " s (limit time).");
        return exceeded.get();
    }

    private boolean isEnded() {
        return exceeded.isPresent() || overloaded.isPresent();
    }

    /** {@return whether the operation would succeed if it asked for shorter lists} */
    boolean isOfTooLongLists() {
        return tooLarge && !mutation;
    }

    /** {@return the message to the client about the limit that the operation exceeded} */
    Optional<String> exceeded() {
        return exceeded;
    }

    /** {@return the error of a query that ended because other operations held the memory it needed} */
    Optional<RequestException> overloaded() {
        return overloaded;
    }

    /** Releases the memory. */
    @Override
    public void close() {
        memory.close();
    }
}
