package org.reelgraph.graphql.http;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQLError;
import io.micronaut.configuration.graphql.GraphQLController;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpParameters;
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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.AuthenticationCheck;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.documents.DocumentException;
import org.reelgraph.graphql.documents.Documents;
import org.reelgraph.graphql.errors.ApiError;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.ErrorCodes;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.execution.Budget;
import org.reelgraph.graphql.execution.Engine;
import org.reelgraph.graphql.execution.GraphQlRequest;
import org.reelgraph.graphql.execution.ReadPlace;
import org.reelgraph.graphql.execution.ReadPlaces;
import org.reelgraph.graphql.execution.Revalidation;
import org.reelgraph.graphql.queue.Client;
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
    // GraphiQL's page sends it.
    private static final String CLIENT = "graphql-client-name";
    private static final String GRAPHIQL = "graphiql";

    private final Engine engine;
    private final Documents documents;
    private final RequestBody bodies;
    private final Responses responses;
    private final Authentication authentication;
    private final AuthenticationCheck credentials;
    private final RequestQueues queues;
    private final Clients clients;
    private final ReadPlaces places;
    private final AnswerCaching caching;
    private final EventStreams events;
    private final MultipartRequests uploads;

    GraphQlController(Engine engine, Documents documents, RequestBody bodies, Responses responses,
            Authentication authentication, AuthenticationCheck credentials, RequestQueues queues, Clients clients,
            ReadPlaces places, AnswerCaching caching, EventStreams events, MultipartRequests uploads) {
        this.engine = engine;
        this.documents = documents;
        this.bodies = bodies;
        this.responses = responses;
        this.authentication = authentication;
        this.credentials = credentials;
        this.queues = queues;
        this.clients = clients;
        this.places = places;
        this.caching = caching;
        this.events = events;
        this.uploads = uploads;
    }

    // JSON is named because the route of WebSockets has the same path and this type, and would seem to fit better.
    @Get
    @Produces({MediaType.ALL, MediaType.APPLICATION_JSON})
    CompletionStage<HttpResponse<byte[]>> get(HttpRequest<?> request) {
        return answer(request, preview(() -> parametersOf(request)), caller -> parametersOf(request));
    }

    @Post
    @Consumes(MediaType.ALL)
    CompletionStage<HttpResponse<byte[]>> post(HttpRequest<?> request) {
        var received = ReceivedRequest.of(request).filter(whole -> whole.body().claim());
        try {
            var preview = received.filter(bodies::isSmall)
                    .flatMap(small -> preview(() -> bodyOf(request, () -> bodies.preview(small))));
            return answer(request, preview, caller -> bodyOf(request, () -> read(received, caller)))
                    .whenComplete((answer, failure) -> received.ifPresent(whole -> whole.body().close()));
        } catch (RuntimeException e) {
            received.ifPresent(whole -> whole.body().close());
            throw e;
        }
    }

    // Slow clients have a thread of their own here, and a turn only once all has come.
    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @ExecuteOn(TaskExecutors.BLOCKING)
    CompletionStage<HttpResponse<byte[]>> upload(HttpRequest<?> request) {
        var type = ResponseType.accepted(request.getHeaders());
        if (type.isEmpty()) {
            return answer(request, Optional.empty(), caller -> parametersOf(request)); // which is a refusal
        }
        try {
            var received = uploads.read(request);
            try {
                return answer(request, Optional.empty(), caller -> received.operation())
                        .whenComplete((answer, failure) -> received.close());
            } catch (RuntimeException e) {
                received.close();
                throw e;
            }
        } catch (RequestException e) {
            return CompletableFuture.completedFuture(responses.refused(request,
                    type.get() == ResponseType.EVENTS ? ResponseType.GRAPHQL : type.get(), e));
        }
    }

    /**
     * A request that was read before its turn.
     *
     * @param text    the same with its document's text
     * @param isQuick whether it is expected to be answered soon
     */
    private record Preview(GraphQlRequest request, GraphQlRequest text, boolean isQuick) {
    }

    // What can't be read is read once more in the request's turn, which reports the error.
    private Optional<Preview> preview(Supplier<GraphQlRequest> reader) {
        try {
            var request = reader.get();
            return documents.preview(request).map(text -> new Preview(request, text, engine.isQuick(text)))
                    .filter(preview -> preview.isQuick() || engine.recallsAtOnce());
        } catch (RequestException e) {
            return Optional.empty();
        }
    }

    private CompletionStage<HttpResponse<byte[]>> answer(HttpRequest<?> http, Optional<Preview> preview,
            Function<Caller, GraphQlRequest> reader) {
        var type = ResponseType.accepted(http.getHeaders());
        if (type.isEmpty()) {
            return CompletableFuture.completedFuture(responses.refused(http, ResponseType.JSON,
                    new RequestException(ErrorCode.NOT_ACCEPTABLE,
                            "Responses are application/graphql-response+json, application/json or"
                                    + " text/event-stream; the request accepts none of them.")));
        }
        if (type.get() == ResponseType.EVENTS) {
            return queues.requests().submit(clients.of(http), () -> streamed(http, reader),
                    overloaded -> responses.refused(http, ResponseType.GRAPHQL, overloaded));
        }
        var client = clients.of(http);
        var atOnce = authentication.asksDatabase(http) ? Optional.<Preview>empty() : preview;
        return atOnce.filter(known -> !known.isQuick())
                .flatMap(known -> queues.requests().tryHere(client, () -> remembered(http, type.get(), known)))
                .orElseGet(() -> queued(http, type.get(), client, atOnce.filter(Preview::isQuick), reader));
    }

    private CompletionStage<HttpResponse<byte[]>> queued(HttpRequest<?> http, ResponseType type, Client client,
            Optional<Preview> quick, Function<Caller, GraphQlRequest> reader) {
        return queues.requests().submit(client,
                quick.map(known -> () -> executed(http, type, caller -> known.request())),
                () -> executed(http, type, reader),
                overloaded -> responses.refused(http, type, overloaded));
    }

    private Optional<CompletionStage<HttpResponse<byte[]>>> remembered(HttpRequest<?> http, ResponseType type,
            Preview known) {
        var before = caching.begin(http, type);
        var asking = authentication.caller(http);
        return engine.recalls(known.text(), asking, before)
                ? Optional.of(begun(http, type, asking, caller -> known.request(),
                        (request, caller) -> execute(http, type, request, caller, before)))
                : Optional.empty();
    }

    private CompletionStage<HttpResponse<byte[]>> executed(HttpRequest<?> http, ResponseType type,
            Function<Caller, GraphQlRequest> reader) {
        return begun(http, type, authentication.caller(http), reader,
                (request, caller) -> execute(http, type, request, caller, caching.begin(http, type)));
    }

    private CompletionStage<HttpResponse<byte[]>> streamed(HttpRequest<?> http,
            Function<Caller, GraphQlRequest> reader) {
        return begun(http, ResponseType.GRAPHQL, authentication.caller(http), reader,
                (request, caller) -> events.answer(http, request, caller));
    }

    private CompletionStage<HttpResponse<byte[]>> begun(HttpRequest<?> http, ResponseType type, Caller caller,
            Function<Caller, GraphQlRequest> reader,
            BiFunction<GraphQlRequest, Caller, CompletionStage<HttpResponse<byte[]>>> execution) {
        try {
            return execution.apply(documents.resolved(reader.apply(caller), caller, isGraphiQl(http)), caller);
        } catch (DocumentException e) {
            var refusal = e.asksForText() ? Optional.<RequestException>empty() : credentials.refusal(caller);
            return CompletableFuture.completedFuture(refusal
                    .map(unauthenticated -> responses.refused(http, type, unauthenticated))
                    .orElseGet(() -> written(http, type, errorsOf(e), NOT_COUNTED)));
        } catch (RequestException e) {
            return CompletableFuture.completedFuture(responses.refused(http, type,
                    credentials.refusal(caller).orElse(e)));
        }
    }

    private static boolean isGraphiQl(HttpRequest<?> http) {
        return GRAPHIQL.equals(http.getHeaders().get(CLIENT));
    }

    private static ExecutionResult errorsOf(DocumentException e) {
        return new ExecutionResultImpl(
                e.messages().stream().<GraphQLError>map(message -> new ApiError(e.code(), message)).toList());
    }

    private CompletionStage<HttpResponse<byte[]>> execute(HttpRequest<?> http, ResponseType type,
            GraphQlRequest request, Caller caller, Revalidation before) {
        var client = clients.of(http, caller);
        var place = places.of(http, caller, client);
        var budget = engine.budget();
        try {
            return engine
                    .execute(request, caller, client, http.getMethod() != HttpMethod.POST, budget, place, before)
                    .thenApply(result -> positioned(answered(http, type, result, budget, before, caller), place))
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

    private MutableHttpResponse<byte[]> answered(HttpRequest<?> http, ResponseType type, ExecutionResult result,
            Budget budget, Revalidation before, Caller caller) {
        if (before.unchanged().isPresent()) {
            return caching.unchanged(http, before.unchanged().get(), caller);
        }
        if (before.remembered().isPresent() && result.getErrors().isEmpty()) {
            return caching.tagged(http, responses.of(http, type, before.remembered().get()), before, caller);
        }
        try {
            var response = written(http, type, result, budget::write);
            return result.isDataPresent() && result.getErrors().isEmpty()
                    ? caching.kept(http, response, before, caller)
                    : response;
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
        for (var name : new String[]{"query", "documentId", "operationName"}) {
            only(parameters, name).ifPresent(text -> members.put(name, text));
        }
        for (var name : new String[]{"variables", "extensions"}) {
            only(parameters, name).filter(text -> !text.isEmpty())
                    .ifPresent(text -> members.put(name, bodies.read(text, name)));
        }
        return GraphQlRequest.of(members);
    }

    private static Optional<String> only(HttpParameters parameters, String name) {
        var values = parameters.getAll(name);
        if (values.size() > 1) {
            throw new RequestException(ErrorCode.BAD_REQUEST, "The parameter '" + name + "' is given more than once.");
        }
        return values.stream().findAny();
    }
}
