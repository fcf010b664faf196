package org.reelgraph.graphql.http;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQLError;
import io.micronaut.configuration.graphql.GraphQLController;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.AuthenticationCheck;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.ErrorCodes;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.execution.Engine;
import org.reelgraph.graphql.execution.GraphQlRequest;
import org.reelgraph.graphql.execution.ReadPlace;
import org.reelgraph.graphql.execution.ReadPlaces;
import org.reelgraph.graphql.queue.Clients;
import org.reelgraph.graphql.queue.RequestQueues;
import org.reelgraph.graphql.wire.ReceivedRequest;

/** The endpoint, following the GraphQL over HTTP specification (draft): queries by GET and POST, mutations by POST. */
@Controller("${graphql.path}")
@Replaces(GraphQLController.class)
@Produces(MediaType.ALL)
class GraphQlController {

    private static final LongConsumer NOT_COUNTED = bytes -> {
    };
    // After the first error, Apollo Client and urql send full texts from then on; Apollo's clients for Kotlin and iOS
    // look for the second.
    private static final ExecutionResult NO_QUERIES_ARE_KEPT = new ExecutionResultImpl(
            Stream.of("PersistedQueryNotSupported", "PersistedQueryNotFound")
                    .<GraphQLError>map(message -> new ApiError(ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED, message))
                    .toList());

    private final Engine engine;
    private final RequestBody bodies;
    private final Responses responses;
    private final Authentication authentication;
    private final AuthenticationCheck credentials;
    private final RequestQueues queues;
    private final Clients clients;
    private final ReadPlaces places;

    GraphQlController(Engine engine, RequestBody bodies, Responses responses, Authentication authentication,
            AuthenticationCheck credentials, RequestQueues queues, Clients clients, ReadPlaces places) {
        this.engine = engine;
        this.bodies = bodies;
        this.responses = responses;
        this.authentication = authentication;
        this.credentials = credentials;
        this.queues = queues;
        this.clients = clients;
        this.places = places;
    }

    @Get
    CompletionStage<HttpResponse<byte[]>> get(HttpRequest<?> request) {
        return answer(request, quick(() -> parametersOf(request)), caller -> parametersOf(request));
    }

    @Post
    @Consumes(MediaType.ALL)
    CompletionStage<HttpResponse<byte[]>> post(HttpRequest<?> request) {
        var received = ReceivedRequest.of(request).filter(whole -> whole.body().claim());
        try {
            var quick = received.filter(bodies::isSmall)
                    .flatMap(small -> quick(() -> bodyOf(request, () -> bodies.preview(small))));
            return answer(request, quick, caller -> bodyOf(request, () -> read(received, caller)))
                    .whenComplete((answer, failure) -> received.ifPresent(whole -> whole.body().close()));
        } catch (RuntimeException e) {
            received.ifPresent(whole -> whole.body().close());
            throw e;
        }
    }

    // What can't be read is read once more in the request's turn, which reports the error.
    private Optional<GraphQlRequest> quick(Supplier<GraphQlRequest> reader) {
        try {
            return Optional.of(reader.get()).filter(engine::isQuick);
        } catch (RequestException e) {
            return Optional.empty();
        }
    }

    private CompletionStage<HttpResponse<byte[]>> answer(HttpRequest<?> http, Optional<GraphQlRequest> quick,
            Function<Caller, GraphQlRequest> reader) {
        var type = ResponseType.accepted(http.getHeaders());
        if (type.isEmpty()) {
            return CompletableFuture.completedFuture(responses.refused(http, ResponseType.JSON,
                    new RequestException(ErrorCode.NOT_ACCEPTABLE,
                            "Responses are application/graphql-response+json or application/json;"
                                    + " the request accepts neither.")));
        }
        var atOnce = authentication.asksDatabase(http) ? Optional.<GraphQlRequest>empty() : quick;
        return queues.requests().submit(clients.of(http),
                atOnce.map(request -> () -> executed(http, type.get(), caller -> request)),
                () -> executed(http, type.get(), reader),
                overloaded -> responses.refused(http, type.get(), overloaded));
    }

    private CompletionStage<HttpResponse<byte[]>> executed(HttpRequest<?> http, ResponseType type,
            Function<Caller, GraphQlRequest> reader) {
        var caller = authentication.caller(http);
        try {
            var request = reader.apply(caller);
            return request.isHashOnly()
                    ? CompletableFuture.completedFuture(respond(http, type, NO_QUERIES_ARE_KEPT, NOT_COUNTED))
                    : execute(http, type, request, caller);
        } catch (RequestException e) {
            return CompletableFuture.completedFuture(responses.refused(http, type,
                    credentials.refusal(caller).orElse(e)));
        }
    }

    private CompletionStage<HttpResponse<byte[]>> execute(HttpRequest<?> http, ResponseType type,
            GraphQlRequest request, Caller caller) {
        var client = clients.of(http, caller);
        var place = places.of(http, caller, client);
        var budget = engine.budget();
        try {
            return engine
                    .execute(request, caller, client, http.getMethod() != HttpMethod.POST, budget, place)
                    .thenApply(result -> positioned(respond(http, type, result, budget::write), place))
                    .whenComplete((response, failure) -> budget.close());
        } catch (RuntimeException e) {
            budget.close();
            throw e;
        }
    }

    private static HttpResponse<byte[]> positioned(MutableHttpResponse<byte[]> response, ReadPlace place) {
        var position = place.shown();
        return position.isPresent()
                ? response.header(ReadPlaces.HEADER, Long.toString(position.getAsLong()))
                : response;
    }

    private MutableHttpResponse<byte[]> respond(HttpRequest<?> http, ResponseType type, ExecutionResult result,
            LongConsumer meter) {
        try {
            return written(http, type, result, meter);
        } catch (RequestException e) {
            return written(http, type, new ExecutionResultImpl(ApiError.of(e, List.of(), List.of())), NOT_COUNTED);
        }
    }

    private MutableHttpResponse<byte[]> written(HttpRequest<?> http, ResponseType type, ExecutionResult result,
            LongConsumer meter) {
        if (result.isDataPresent()) {
            return responses.of(http, HttpStatus.OK, type, result, meter);
        }
        // An error that rejects an operation is short, so it is sent however much memory the operation has used.
        var status = ErrorCodes.codeOf(result.getErrors().getFirst()).status();
        var masked = type == ResponseType.JSON && status == HttpStatus.BAD_REQUEST;
        var response = responses.of(http, masked ? HttpStatus.OK : status, type, result, NOT_COUNTED);
        return status == HttpStatus.METHOD_NOT_ALLOWED ? response.header(HttpHeaders.ALLOW, "POST") : response;
    }

    private @Nullable Object read(Optional<ReceivedRequest> received, Caller caller) {
        return bodies.read(
                received.orElseThrow(() -> new RequestException(ErrorCode.BAD_REQUEST, "The body is empty.")), caller);
    }

    private static GraphQlRequest bodyOf(HttpRequest<?> http, Supplier<@Nullable Object> body) {
        var type = http.getContentType().orElse(null);
        if (type == null || !type.getName().equalsIgnoreCase(MediaType.APPLICATION_JSON)) {
            throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be application/json" + (type == null ? "." : ", not " + type.getName() + "."));
        }
        if (!ResponseType.isUtf8(type)) {
            throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "JSON must be encoded in UTF-8.");
        }
        return GraphQlRequest.of(body.get());
    }

    private GraphQlRequest parametersOf(HttpRequest<?> http) {
        var parameters = http.getParameters();
        Map<String, Object> members = new HashMap<>();
        parameters.getFirst("query").ifPresent(text -> members.put("query", text));
        parameters.getFirst("operationName").ifPresent(name -> members.put("operationName", name));
        for (var name : new String[]{"variables", "extensions"}) {
            parameters.getFirst(name).filter(text -> !text.isEmpty())
                    .ifPresent(text -> members.put(name, bodies.read(text, name)));
        }
        return GraphQlRequest.of(members);
    }
}
