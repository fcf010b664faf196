package org.reelgraph.accounts;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.reelgraph.graphql.errors.UserError;

/** Answers mutations about accounts: what a service refuses becomes the user error of the payload. */
public final class AccountAnswers {

    private AccountAnswers() {
    }

    /**
     * {@return the payload}
     *
     * @param payload what the mutation does; an {@link AccountException} refuses it
     * @param refused makes the payload of a refusal
     */
    public static <P> P answer(Supplier<P> payload, Function<UserError, P> refused) {
        try {
            return payload.get();
        } catch (AccountException e) {
            return refused.apply(e.error());
        }
    }

    /**
     * {@return the payload of a mutation whose work goes on in other threads}
     *
     * @param payload what the mutation does; an {@link AccountException} refuses it, now or later
     * @param refused makes the payload of a refusal
     */
    public static <P> CompletionStage<P> answerLater(Supplier<CompletionStage<P>> payload,
            Function<UserError, P> refused) {
        return answer(() -> payload.get().exceptionally(failure -> refusalOf(failure, refused)),
                error -> CompletableFuture.completedFuture(refused.apply(error)));
    }

    private static <P> P refusalOf(Throwable failure, Function<UserError, P> refused) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof AccountException refusal) {
            return refused.apply(refusal.error());
        }
        throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
    }
}
