package org.reelgraph.graphql.access;

import com.github.f4b6a3.tsid.Tsid;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.storage.Ids;

/**
 * Assigns an id to each request, by which its errors are found in the log, or adopts the id set by one of the owner's
 * proxies.
 */
@Singleton
public class RequestIds {

    /** The header that carries the id, in responses and from proxies. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Ids ids;
    private final ClientAddress addresses;

    RequestIds(Ids ids, ClientAddress addresses) {
        this.ids = ids;
        this.addresses = addresses;
    }

    /** {@return the request's id, which never changes} */
    public String of(HttpRequest<?> request) {
        var known = request.getAttribute(RequestIds.class.getName(), String.class);
        if (known.isPresent()) {
            return known.get();
        }
        var id = ofProxy(request).orElseGet(this::next);
        request.setAttribute(RequestIds.class.getName(), id);
        return id;
    }

    /** {@return a new id, for one of several operations that come over one connection} */
    public String next() {
        return Tsid.from(ids.next()).toString();
    }

    private Optional<String> ofProxy(HttpRequest<?> request) {
        return addresses.isOfProxy(request)
                ? Optional.ofNullable(request.getHeaders().get(HEADER)).filter(id -> FORM.matcher(id).matches())
                : Optional.empty();
    }
}
