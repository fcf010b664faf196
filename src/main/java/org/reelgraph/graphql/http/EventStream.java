package org.reelgraph.graphql.http;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.subscriptions.ResultStream;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A response that is a stream of events. */
final class EventStream implements ResultStream {

    private final Caller caller;
    private final BooleanSupplier isConnected;
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private final Sinks.Empty<Void> finished = Sinks.empty();
    private volatile Optional<End> reason = Optional.empty();

    EventStream(Caller caller, BooleanSupplier isConnected) {
        this.caller = caller;
        this.isConnected = isConnected;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public boolean isOpen() {
        return isConnected.getAsBoolean();
    }

    @Override
    public void end(End why) {
        reason = Optional.of(why);
        ended.tryEmitEmpty();
    }

    /** {@return why the server ends it; empty if it doesn't} */
    Optional<End> reason() {
        return reason;
    }

    /** {@return what is done once the server ends it} */
    Mono<Void> ended() {
        return ended.asMono();
    }

    /** {@return what is done once its answer has ended} */
    Mono<Void> finished() {
        return finished.asMono();
    }

    /** Notes that its answer has ended. */
    void finish() {
        finished.tryEmitEmpty();
    }
}
