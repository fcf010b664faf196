package org.reelgraph.graphql.http;

import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.execution.Revalidation;
import org.reelgraph.settings.declaration.Setting;

/**
 * Lets clients keep answers and ask whether they are still current (RFC 9110, sections 8.8.3 and 13.1.2; RFC 9111). A tag
 * is a hash of the answer itself. So it is the same wherever the same answer comes from, and another one if anything is
 * different: the library, the schema, the program, or what the caller may see.
 */
@Introspected
@Singleton
class AnswerCaching implements MeterBinder {

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final LongAdder unchanged = new LongAdder();
    private final Hasher128 hash = Hashing.xxh3_128();
    private final Responses responses;
    private final String directive;
    private final String ofAUser;

    /** @param maxAge for how many seconds an answer may be used without asking; 0 means not at all */
    AnswerCaching(@Setting(
            description = "Seconds for which clients and proxies may use an answer about the library without "
                    + "asking whether it has changed. `0` means that they ask each time.",
            defaultValue = "0", min = 0,
            storable = true) @Property(name = "reelgraph.cache-max-age") int maxAge, Responses responses) {
        this.responses = responses;
        directive = maxAge == 0 ? "no-cache" : "max-age=" + maxAge;
        ofAUser = "private, " + directive;
    }

    /**
     * {@return what the client has of the answer to its request} The answer to a POST gets a tag only if the request has a
     * condition: few clients could use one, and tags are 7 % of the work for an answer of 3 KB.
     */
    Revalidation begin(HttpRequest<?> request, ResponseType type) {
        var conditions = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH);
        if (conditions.isEmpty() && request.getMethod() == HttpMethod.POST) {
            return Revalidation.untagged();
        }
        return new Revalidation(conditions.isEmpty() ? Set.of() : EntityTags.known(request),
                type == ResponseType.GRAPHQL ? ".g" : ".j");
    }

    /** {@return the response to a client that has the current answer, so that nothing was executed} */
    MutableHttpResponse<byte[]> unchanged(HttpRequest<?> request, String tag, Caller caller) {
        unchanged.increment();
        return withTag(responses.unchanged(request), tag, caller);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("reelgraph.answers.unchanged", unchanged, LongAdder::sum)
                .description("Answers that the client has already").register(registry);
    }

    /** {@return the response, as below; the answer may be remembered from now on} */
    MutableHttpResponse<byte[]> kept(HttpRequest<?> request, MutableHttpResponse<byte[]> response,
            Revalidation answer, Caller caller) {
        answer.keep(Objects.requireNonNull(response.body(), "Each answer has a body."));
        return tagged(request, response, answer, caller);
    }

    /**
     * {@return the response with a tag, if it can have one; or, if the client has this very answer, the response that says
     * so}
     *
     * @param response without errors
     */
    MutableHttpResponse<byte[]> tagged(HttpRequest<?> request, MutableHttpResponse<byte[]> response,
            Revalidation answer, Caller caller) {
        if (!answer.isCacheable()) {
            return response;
        }
        var tag = tagOf(Objects.requireNonNull(response.body(), "Each answer has a body."), answer.form());
        answer.note(tag);
        return answer.has(tag) ? unchanged(request, tag, caller) : withTag(response, tag, caller);
    }

    private MutableHttpResponse<byte[]> withTag(MutableHttpResponse<byte[]> response, String tag, Caller caller) {
        // A shared cache must not keep what somebody saw who was signed in, even if others may see the same.
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, caller.viewer().isPresent() ? ofAUser : directive);
        // Weak, since the answer has the same tag whether or not it is compressed.
        return response.header(HttpHeaders.ETAG, EntityTags.WEAK + tag);
    }

    private String tagOf(byte[] body, String form) {
        return '"' + TEXT.encodeToString(hash.hashBytesTo128Bits(body).toByteArray()) + form + '"';
    }
}
