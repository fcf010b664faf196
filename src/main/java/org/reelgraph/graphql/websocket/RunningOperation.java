package org.reelgraph.graphql.websocket;

import org.reactivestreams.Subscription;
import org.reelgraph.graphql.subscriptions.Outcome;
import org.reelgraph.graphql.subscriptions.RefusedException;
import reactor.core.publisher.BaseSubscriber;

/** An operation that runs over a WebSocket. A result is asked for once the one before is with the client. */
final class RunningOperation extends BaseSubscriber<byte[]> {

    private final String id;
    private final Socket socket;

    RunningOperation(String id, Socket socket) {
        this.id = id;
        this.socket = socket;
    }

    /** {@return the client's name for it} */
    String id() {
        return id;
    }

    /** Sends what becomes of it, unless it was cancelled. */
    void take(Outcome outcome) {
        switch (outcome) {
            case Outcome.Refused refused -> {
                if (socket.finish(this)) {
                    socket.sendErrors(id, refused.errors());
                }
            }
            case Outcome.Result result -> {
                if (socket.finish(this)) {
                    socket.sendNext(id, result.json());
                    socket.sendComplete(id);
                }
            }
            case Outcome.Results results -> results.json().subscribe(this);
        }
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        request(1);
    }

    @Override
    protected void hookOnNext(byte[] result) {
        socket.sendNext(id, result).addListener(sent -> {
            if (sent.isSuccess()) {
                request(1);
            }
        });
    }

    @Override
    protected void hookOnError(Throwable failure) {
        if (failure instanceof RefusedException refused && socket.finish(this)) {
            socket.sendErrors(id, refused.errors());
        }
    }

    @Override
    protected void hookOnComplete() {
        if (socket.finish(this)) {
            socket.sendComplete(id);
        }
    }
}
