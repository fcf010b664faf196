package org.reelgraph.graphql.execution;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQLContext;
import graphql.language.OperationDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is known of one request's answer from before: the tags of what its client may have kept, whether the answer can have
 * a tag, and whether it is the same as before; and what the server has kept of it. Used by one thread at a time.
 */
public final class Revalidation {

    /** The result of an operation that isn't executed, since its answer is known. */
    static final ExecutionResult NOT_EXECUTED = new ExecutionResultImpl(null, List.of());

    private static final String ANY = "*";

    /**
     * What an answer might be remembered for.
     *
     * @param request all that it depends on beside the data
     * @param moment  of the data, before it was read
     */
    record Sought(RememberedAnswers.Request request, long moment) {
    }

    /**
     * An answer that is remembered.
     *
     * @param operation whose answer it is
     * @param values    how many values it has
     */
    record Recalled(byte[] body, OperationDefinition operation, long values) {
    }

    private final Set<String> sent;
    private final String form;
    private final boolean isTagged;
    private Optional<Consumer<String>> receiver = Optional.empty();
    private Optional<String> unchanged = Optional.empty();
    private Optional<Sought> sought = Optional.empty();
    private Optional<Consumer<byte[]>> keeper = Optional.empty();
    private Optional<Recalled> recalled = Optional.empty();
    private boolean cacheable;

    /**
     * @param sent the entity tags of the answers that the client has; {@code *} stands for any
     * @param form what the answer looks like beside its content, such as its media type
     */
    public Revalidation(Set<String> sent, String form) {
        this(sent, form, true);
    }

    private Revalidation(Set<String> sent, String form, boolean isTagged) {
        this.sent = sent;
        this.form = form;
        this.isTagged = isTagged;
    }

    /** {@return that of a request whose client has no answer and doesn't want a tag} */
    public static Revalidation untagged() {
        return new Revalidation(Set.of(), "", false);
    }

    static Revalidation of(GraphQLContext context) {
        return Objects.requireNonNull(context.get(Revalidation.class), "Each operation has one.");
    }

    boolean isTagged() {
        return isTagged;
    }

    boolean isConditional() {
        return !sent.isEmpty();
    }

    /** {@return what the answer looks like beside its content} */
    public String form() {
        return form;
    }

    /** Begins an execution, whose answer can't have a tag unless something else is said. */
    void begin() {
        cacheable = false;
        receiver = Optional.empty();
        keeper = Optional.empty();
    }

    /**
     * The answer can have a tag.
     *
     * @param next receives the tag, if the answer is complete
     */
    void expectTag(Consumer<String> next) {
        cacheable = true;
        receiver = Optional.of(next);
    }

    /** The answer may be older than what was last written, so its tag says nothing about the next answer. */
    void ofOlderState() {
        receiver = Optional.empty();
    }

    void leaveUnchanged(String tag) {
        unchanged = Optional.of(tag);
    }

    /** {@return the tag of the client's answer if that is known to be the current one, so that nothing was executed} */
    public Optional<String> unchanged() {
        return unchanged;
    }

    /** The answer isn't remembered yet, and might be. */
    void seek(Sought key) {
        sought = Optional.of(key);
    }

    /** {@return what the answer might be remembered for} */
    Optional<Sought> sought() {
        return sought;
    }

    /**
     * The answer can be remembered.
     *
     * @param next receives its bytes, if it is complete
     */
    void expectBody(Consumer<byte[]> next) {
        keeper = Optional.of(next);
    }

    /** The answer is remembered, so nothing is executed. */
    void recall(Recalled known) {
        recalled = Optional.of(known);
        cacheable = isTagged;
    }

    Optional<Recalled> recalled() {
        return recalled;
    }

    /** {@return the remembered answer, so that nothing was executed; its bytes must not be changed} */
    public Optional<byte[]> remembered() {
        return recalled.map(Recalled::body);
    }

    /** Notes the answer, which has no errors; its bytes must not be changed from now on. */
    public void keep(byte[] body) {
        keeper.ifPresent(next -> next.accept(body));
    }

    /** {@return whether the answer can have a tag, if it has no errors} */
    public boolean isCacheable() {
        return cacheable;
    }

    /** Notes the tag of the answer. */
    public void note(String tag) {
        receiver.ifPresent(next -> next.accept(tag));
    }

    /** {@return whether the client has the answer with this tag} */
    public boolean has(String tag) {
        return sent.contains(tag) || sent.contains(ANY);
    }
}
