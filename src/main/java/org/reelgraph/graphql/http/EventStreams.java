package org.reelgraph.graphql.http;

import graphql.ExecutionResultImpl;
import graphql.GraphQLError;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.RequestIds;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.ErrorCodes;
import org.reelgraph.graphql.execution.GraphQlRequest;
import org.reelgraph.graphql.execution.ReadPlaces;
import org.reelgraph.graphql.queue.Clients;
import org.reelgraph.graphql.subscriptions.Operations;
import org.reelgraph.graphql.subscriptions.Operations.Asked;
import org.reelgraph.graphql.subscriptions.Outcome;
import org.reelgraph.graphql.subscriptions.RefusedException;
import org.reelgraph.graphql.subscriptions.ResultStreams;
import org.reelgraph.graphql.subscriptions.SubscriptionSettings;
import reactor.core.publisher.Flux;

/**
 * Answers an operation by a stream of events: {@code next} for each result, and {@code complete}.
 *
 * @see <a href="https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverSSE.md">GraphQL over Server-Sent
 * Events, "Distinct connections mode"</a>
 */
@Singleton
class EventStreams {

    // A comment. The first one has the headers sent at once.
    private static final byte[] SILENCE = bytes(":\n\n");
    private static final byte[] COMPLETE = bytes("event: complete\ndata:\n\n");
    private static final byte[] NEXT = bytes("event: next\ndata: ");
    private static final byte[] END = bytes("\n\n");

    private static final ApiError ACCESS_LOST = new ApiError(ErrorCode.UNAUTHENTICATED,
            "The session or API key has ended in the meantime, or its role is lower now. Sign in again.");

    private final Operations operations;
    private final ResultStreams streams;
    private final SubscriptionSettings settings;
    private final Clients clients;
    private final ReadPlaces places;
    private final RequestIds requests;
    private final Responses responses;
    private final ResponseWriter writer;

    EventStreams(Operations operations, ResultStreams streams, SubscriptionSettings settings, Clients clients,
            ReadPlaces places, RequestIds requests, Responses responses, ResponseWriter writer) {
        this.operations = operations;
        this.streams = streams;
        this.settings = settings;
        this.clients = clients;
        this.places = places;
        this.requests = requests;
        this.responses = responses;
        this.writer = writer;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * {@return the response to an operation; its body goes on as long as the operation does}
     *
     * @throws org.reelgraph.graphql.errors.RequestException if the caller has too many streams
     */
    CompletionStage<HttpResponse<byte[]>> answer(HttpRequest<?> http, GraphQlRequest request, Caller caller) {
        var client = clients.of(http, caller);
        var stream = new EventStream(caller, client.isConnected());
        var place = places.of(http, caller, client);
        streams.add(stream);
        return operations.begin(new Asked(request, caller, client), http.getMethod() != HttpMethod.POST, place)
                .thenApply(outcome -> rejection(http, caller, outcome).map(rejected -> {
                    streams.remove(stream);
                    return rejected;
                }).orElseGet(() -> response(http, body(outcome, stream))));
    }

    // As everywhere, the status tells that the token is invalid: clients renew it and ask again.
    private Optional<HttpResponse<byte[]>> rejection(HttpRequest<?> http, Caller caller, Outcome outcome) {
        return outcome instanceof Outcome.Refused(var errors) && caller.credentialError().isPresent()
                && ErrorCodes.codeOf(errors.getFirst()) == ErrorCode.UNAUTHENTICATED
                        ? Optional.of(responses.of(http, HttpStatus.UNAUTHORIZED, ResponseType.GRAPHQL,
                                new ExecutionResultImpl(errors), bytes -> {
                                }))
                        : Optional.empty();
    }

    // Each element of the body is written as the body of a response is, so the type that is declared is theirs.
    @SuppressWarnings("unchecked")
    private HttpResponse<byte[]> response(HttpRequest<?> http, Publisher<byte[]> body) {
        HttpResponse<?> response = HttpResponse.ok(body)
                .header(HttpHeaders.CONTENT_TYPE, ResponseType.EVENTS.contentType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store").header("X-Accel-Buffering", "no")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT).header(RequestIds.HEADER, requests.of(http));
        return (HttpResponse<byte[]>) response;
    }

    private Publisher<byte[]> body(Outcome outcome, EventStream stream) {
        var results = switch (outcome) {
            case Outcome.Refused refused -> Flux.just(next(refused.errors()));
            case Outcome.Result result -> Flux.just(next(result.json()));
            case Outcome.Results of -> of.json().map(EventStreams::next).onErrorResume(RefusedException.class,
                    refused -> Flux.just(next(refused.errors())));
        };
        var answer = results.takeUntilOther(stream.ended()).concatWith(Flux.defer(() -> end(stream)))
                .doFinally(signal -> {
                    stream.finish();
                    streams.remove(stream);
                });
        // Requested one by one: what is ready before it can be sent would wait in memory.
        return Flux.concat(Flux.just(SILENCE), Flux.merge(1, answer, silence(stream)));
    }

    private Flux<byte[]> silence(EventStream stream) {
        return Flux.interval(settings.ping()).onBackpressureDrop().map(tick -> SILENCE)
                .takeUntilOther(stream.finished());
    }

    // A client whose stream breaks off begins anew; after 'complete', it doesn't.
    private Flux<byte[]> end(EventStream stream) {
        return stream.reason().map(reason -> switch (reason) {
            case ACCESS_LOST ->
                Flux.just(next(ErrorCodes.named(List.of(ACCESS_LOST), stream.caller().requestId())), COMPLETE);
            case SERVER_STOPS -> Flux.<byte[]>empty();
        }).orElseGet(() -> Flux.just(COMPLETE));
    }

    private byte[] next(List<? extends GraphQLError> errors) {
        return next(writer.write(new ExecutionResultImpl(errors), bytes -> {
        }));
    }

    private static byte[] next(byte[] json) {
        var event = new ByteArrayOutputStream(NEXT.length + json.length + END.length);
        event.writeBytes(NEXT);
        event.writeBytes(oneLine(json));
        event.writeBytes(END);
        return event.toByteArray();
    }

    // Values that are stored as JSON may have line breaks between their parts, which would end the event's data.
    private static byte[] oneLine(byte[] json) {
        for (var i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                json[i] = ' ';
            }
        }
        return json;
    }
}
