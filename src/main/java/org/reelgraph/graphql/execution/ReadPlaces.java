package org.reelgraph.graphql.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.queue.Client;
import org.reelgraph.storage.Replicas;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what each operation has to see: what its caller wrote last, or saw in the database itself, through this server or,
 * if the request says so, through another. A caller who isn't signed in is known by IP address, and so is what they wrote
 * before they signed in, such as their session.
 */
@Singleton
public class ReadPlaces {

    /** The header with the position of what an answer shows; clients may send it with later requests. */
    public static final String HEADER = "Reelgraph-Position";

    private static final Pattern POSITION = Pattern.compile("\\d{1,18}");
    private static final int MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReadPlaces.class);

    private final Optional<Replicas> replicas;
    private final AtomicLong ofForgotten = new AtomicLong();
    private final Cache<Object, Long> latest = Caffeine.newBuilder().maximumSize(MAX)
            .evictionListener((key, position, cause) -> forget(Objects.requireNonNull((Long) position))).build();

    ReadPlaces(Optional<Replicas> replicas) {
        this.replicas = replicas;
    }

    // So that nobody is promised less than before, everyone sees what those have seen who are forgotten.
    private void forget(long position) {
        ofForgotten.accumulateAndGet(position, Math::max);
    }

    /**
     * {@return where an operation reads}
     *
     * @throws RequestException if the request has a position that is none
     */
    public ReadPlace of(HttpRequest<?> request, Caller caller, Client client) {
        return replicas.isEmpty()
                ? ReadPlace.ONLY
                : new ReadPlace(replicas.get(), Math.max(named(request), known(caller, client)),
                        caller.viewer().isPresent(),
                        position -> latest.asMap().merge(client.key(), position, Math::max));
    }

    private long known(Caller caller, Client client) {
        var last = Math.max(last(client.key()), last(caller.network()));
        // Asked for after what may have been forgotten meanwhile.
        return Math.max(last,
                found(ofForgotten.get(), now -> ofForgotten.compareAndSet(ReadPlace.UNKNOWN, now)));
    }

    private long last(Object key) {
        return found(Objects.requireNonNullElse(latest.getIfPresent(key), 0L),
                now -> latest.asMap().replace(key, ReadPlace.UNKNOWN, now));
    }

    // What is written by now is behind what could not be found out then.
    private long found(long position, LongConsumer later) {
        if (position != ReadPlace.UNKNOWN) {
            return position;
        }
        try {
            var now = replicas.orElseThrow().position();
            later.accept(now);
            return now;
        } catch (RuntimeException e) {
            LOG.debug("How far the database has written is still unknown", e);
            return position;
        }
    }

    private static long named(HttpRequest<?> request) {
        var text = request.getHeaders().get(HEADER);
        if (text == null) {
            return 0;
        }
        if (!POSITION.matcher(text).matches()) {
            throw new RequestException(ErrorCode.BAD_REQUEST,
                    "The header '" + HEADER + "' must be the number that an answer had there.");
        }
        return Long.parseLong(text);
    }
}
