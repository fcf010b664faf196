package org.reelgraph.graphql.execution;

import graphql.GraphQLContext;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is known of one request's answer as its client may have kept it: the tags that the client sent, whether the answer
 * can have a tag, and whether it is the same as before. Used by one thread at a time.
 */
public final class Revalidation {

    private static final String ANY = "*";

    private final Set<String> sent;
    private final String form;
    private final boolean isTagged;
    private Optional<Consumer<String>> receiver = Optional.empty();
    private Optional<String> unchanged = Optional.empty();
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
