package org.reelgraph.graphql;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQLError;
import io.micronaut.configuration.graphql.GraphQLController;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.queue.Clients;
import org.reelgraph.graphql.queue.RequestQueues;

/** The endpoint, after the GraphQL over HTTP specification (draft): queries by GET and POST, mutations by POST. */
@Controller("${graphql.path}")
@Replaces(GraphQLController.class)
@Produces(MediaType.ALL)
class GraphQlController {

    private static final Argument<Object> ANYTHING = Argument.OBJECT_ARGUMENT;

    // On the first error Apollo Client and urql send full texts from then on; Apollo's clients for Kotlin and iOS look for the second.
    private static final ExecutionResult NO_QUERIES_ARE_KEPT = new ExecutionResultImpl(
            Stream.of("PersistedQueryNotSupported", "PersistedQueryNotFound")
                    .<GraphQLError>map(message -> new ApiError(ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED, message))
                    .toList());

    private final Engine engine;
    private final JsonMapper json;
    private final Responses responses;
    private final Authentication authentication;
    private final CredentialCheck credentials;
    private final RequestQueues queues;
    private final Clients clients;

    GraphQlController(Engine engine, JsonMapper json, Responses responses, Authentication authentication,
            CredentialCheck credentials, RequestQueues queues, Clients clients) {
        this.engine = engine;
        this.json = json;
        this.responses = responses;
        this.authentication = authentication;
        this.credentials = credentials;
        this.queues = queues;
        this.clients = clients;
    }

    @Get
    CompletionStage<HttpResponse<byte[]>> get(HttpRequest<?> request) {
        return answer(request, () -> parametersOf(request));
    }

    @Post
    @Consumes(MediaType.ALL)
    CompletionStage<HttpResponse<byte[]>> post(HttpRequest<?> request, @Body @Nullable byte[] body) {
        return answer(request, () -> bodyOf(request, body));
    }

    private CompletionStage<HttpResponse<byte[]>> answer(HttpRequest<?> http, Supplier<GraphQlRequest> reader) {
        var type = ResponseType.accepted(http.getHeaders());
        if (type.isEmpty()) {
            return CompletableFuture.completedFuture(responses.refused(http, ResponseType.JSON,
                    new RequestException(ErrorCode.NOT_ACCEPTABLE,
                            "Answers are application/graphql-response+json or application/json; neither is accepted.")));
        }
        return queues.requests().submit(clients.of(http), () -> executed(http, type.get(), reader),
                overloaded -> responses.refused(http, type.get(), overloaded));
    }

    private CompletionStage<HttpResponse<byte[]>> executed(HttpRequest<?> http, ResponseType type,
            Supplier<GraphQlRequest> reader) {
        var caller = authentication.caller(http);
        try {
            var request = reader.get();
            return request.isHashOnly()
                    ? CompletableFuture.completedFuture(respond(http, type, NO_QUERIES_ARE_KEPT, bytes -> {
                    }))
                    : execute(http, type, request, caller);
        } catch (RequestException e) {
            return CompletableFuture.completedFuture(responses.refused(http, type,
                    credentials.refusal(caller).orElse(e)));
        }
    }

    private CompletionStage<HttpResponse<byte[]>> execute(HttpRequest<?> http, ResponseType type,
            GraphQlRequest request, Caller caller) {
        var budget = engine.budget();
        try {
            return engine
                    .execute(request, caller, clients.of(http, caller), http.getMethod() != HttpMethod.POST, budget)
                    .thenApply(result -> respond(http, type, result, budget::write))
                    .whenComplete((response, failure) -> budget.close());
        } catch (RuntimeException e) {
            budget.close();
            throw e;
        }
    }

    private HttpResponse<byte[]> respond(HttpRequest<?> http, ResponseType type, ExecutionResult result,
            LongConsumer meter) {
        try {
            return written(http, type, result, meter);
        } catch (RequestException e) {
            return responses.refused(http, type, e);
        }
    }

    private HttpResponse<byte[]> written(HttpRequest<?> http, ResponseType type, ExecutionResult result,
            LongConsumer meter) {
        if (result.isDataPresent()) {
            return responses.of(http, HttpStatus.OK, type, result, meter);
        }
        var status = ErrorCodes.codeOf(result.getErrors().getFirst()).status();
        var masked = type == ResponseType.JSON && status == HttpStatus.BAD_REQUEST;
        var response = responses.of(http, masked ? HttpStatus.OK : status, type, result, meter);
        return status == HttpStatus.METHOD_NOT_ALLOWED ? response.header(HttpHeaders.ALLOW, "POST") : response;
    }

    private GraphQlRequest bodyOf(HttpRequest<?> http, @Nullable byte[] body) {
        var type = http.getContentType().orElse(null);
        if (type == null || !type.getName().equalsIgnoreCase(MediaType.APPLICATION_JSON)) {
            throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body has to be application/json" + (type == null ? "." : ", not " + type.getName() + "."));
        }
        if (!ResponseType.isUtf8(type)) {
            throw new RequestException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "JSON is read as UTF-8 only.");
        }
        return GraphQlRequest.of(parse(body == null ? new byte[0] : body, "body"));
    }

    private GraphQlRequest parametersOf(HttpRequest<?> http) {
        var parameters = http.getParameters();
        Map<String, Object> members = new HashMap<>();
        parameters.getFirst("query").ifPresent(text -> members.put("query", text));
        parameters.getFirst("operationName").ifPresent(name -> members.put("operationName", name));
        for (var name : new String[]{"variables", "extensions"}) {
            parameters.getFirst(name).filter(text -> !text.isEmpty()).ifPresent(
                    text -> members.put(name,
                            parse(text.getBytes(StandardCharsets.UTF_8), "parameter '" + name + "'")));
        }
        return GraphQlRequest.of(members);
    }

    private Object parse(byte[] text, String where) {
        try {
            return json.readValue(text, ANYTHING);
        } catch (IOException e) {
            if (e instanceof StreamConstraintsException || e.getCause() instanceof StreamConstraintsException) {
                throw new RequestException(ErrorCode.BAD_REQUEST, "The " + where
                        + " goes beyond what is read: names of 50,000 characters, strings of 20 million, 1,000 levels.");
            }
            throw new RequestException(ErrorCode.BAD_REQUEST, "The " + where + " is not well-formed JSON in UTF-8.");
        }
    }
}
