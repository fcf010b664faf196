package org.reelgraph.graphql.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.execution.Revalidation.Recalled;
import org.reelgraph.graphql.execution.Revalidation.Sought;
import org.reelgraph.graphql.plan.ResultObject;
import org.reelgraph.graphql.schema.OfItem;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.DatabaseHealth;
import org.reelgraph.storage.Freshness;
import org.reelgraph.storage.StorageException;

/**
 * Remembers whole answers, for as long as what they were made from is unchanged: the media items that the operation's root
 * fields gave, if it depends on nothing else ({@link Cacheability}), or all of the database. Answers are those of anybody with
 * the same role. Where anything of the viewer's own was asked for, or anything failed, nothing is remembered.
 */
@Introspected
@Context
@Requires(property = "reelgraph.serves", value = "true")
public class RememberedAnswers {

    private static final String SETTING = "reelgraph.cache";
    private static final String ON = "on";

    private static final int PERCENT = 100;
    // What an entry takes beside its answer: objects of the key, of the entry and of the cache.
    private static final int BYTES_OF_AN_ENTRY = 500;
    private static final int BYTES_OF_AN_ITEM = 8;
    // One answer doesn't take the place of all others.
    private static final int FEWEST = 16;
    private static final int MOST_ITEMS = 20;
    private static final int LATELY = 1 << 16;

    /**
     * All that an answer depends on beside the data.
     *
     * @param document the document's number
     * @param role     of the caller; empty if nobody is signed in
     */
    record Request(long document, Optional<String> operation, Map<String, Object> variables,
            Optional<Role> role) {
    }

    /**
     * An answer.
     *
     * @param values how many values it has, as limits count them
     * @param moment before it was read
     * @param items  that it depends on; empty if it depends on anything
     */
    private record Kept(byte[] body, long values, long moment, Optional<long[]> items) {

        int weight() {
            return BYTES_OF_AN_ENTRY + body.length + items.map(ids -> ids.length * BYTES_OF_AN_ITEM).orElse(0);
        }
    }

    private final Optional<Freshness> freshness;
    private final DatabaseHealth health;
    private final ParsedDocuments documents;
    private final long most;
    private final Cache<Request, Kept> kept;
    private final AtomicIntegerArray asked;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    RememberedAnswers(Optional<Freshness> freshness, DatabaseHealth health, ParsedDocuments documents,
            @Setting(description = "Whether answers are remembered until the data they were made from changes.",
                    defaultValue = "off", oneOf = {ON, "off"}, storable = true) @Property(name = SETTING) String state,
            @Setting(description = "Percent of the heap for remembered answers.", defaultValue = "10",
                    storable = true) @Property(name = "reelgraph.cache-share") int share) {
        if (share < 1 || share > PERCENT / 2) {
            throw new ConfigurationException("REELGRAPH_CACHE_SHARE must be from 1 to 50 percent, not " + share + ".");
        }
        this.freshness = state.equals(ON) ? freshness : Optional.empty();
        this.asked = new AtomicIntegerArray(isOn() ? LATELY : 1);
        this.health = health;
        this.documents = documents;
        this.most = Runtime.getRuntime().maxMemory() / PERCENT * share;
        this.kept = Caffeine.newBuilder().maximumWeight(most).recordStats()
                .<Request, Kept>weigher((request, answer) -> answer.weight()).build();
    }

    /** {@return whether answers are remembered} */
    boolean isOn() {
        return freshness.isPresent();
    }

    /**
     * Looks for the answer to a request, which may be anything, and notes it in what is known of the answer. The caller's
     * credential and the limits are looked at, the rate isn't.
     *
     * @return whether it is remembered
     */
    boolean recall(GraphQlRequest request, Caller caller, Revalidation answer) {
        if (freshness.isEmpty() || caller.credentialError().isPresent() || !isPlain(request)) {
            return false;
        }
        var operation = documents.find(request);
        if (operation.isEmpty()) {
            return false;
        }
        var key = new Request(operation.get().document(), request.operationName(), request.variables(),
                caller.viewer().map(Viewer::role));
        var found = kept.getIfPresent(key);
        if (found != null && isCurrent(found) && operation.get().isAllowed(request.variables())) {
            answer.recall(new Recalled(found.body(), operation.get().definition(), found.values()));
            return true;
        }
        moment().ifPresent(moment -> answer.seek(new Sought(key, moment)));
        return false;
    }

    /** Counts an answer that is given because it is remembered. */
    void countHit() {
        hits.increment();
        documents.countHit();
    }

    // What else a request has may be meant for whatever stands between the client and the server.
    private static boolean isPlain(GraphQlRequest request) {
        return (request.extensions().isEmpty() || request.namesDocument())
                && VariableSize.isSmall(request.variables());
    }

    private boolean isCurrent(Kept answer) {
        // Where the database can't be used, the read that follows fails, and says why.
        try {
            return health.absence().isEmpty() && (answer.items().isPresent()
                    ? freshness.orElseThrow().isCurrent(answer.moment(), answer.items().get())
                    : freshness.orElseThrow().isCurrent(answer.moment()));
        } catch (StorageException e) {
            return false;
        }
    }

    private Optional<Long> moment() {
        try {
            return Optional.of(freshness.orElseThrow().moment());
        } catch (StorageException e) {
            return Optional.empty();
        }
    }

    /** Has the answer to a query remembered once it is written, if it may be. */
    void note(ExecutionContext context, ExecutionResult result) {
        if (!isOn()) {
            return;
        }
        var answer = Revalidation.of(context.getGraphQLContext());
        var sought = answer.sought();
        if (sought.isEmpty()) {
            return;
        }
        var cacheability = context.getGraphQLContext().<Cacheability>get(Cacheability.class);
        if (cacheability == null || !cacheability.holds(context) || Caller.wasAsked(context.getGraphQLContext())) {
            return;
        }
        misses.increment();
        if (!result.getErrors().isEmpty() || !isAskedAgain(sought.get().request())) {
            return;
        }
        var items = cacheability.isOfItems(context) ? itemsOf(result) : Optional.<long[]>empty();
        var values = Budget.of(context.getGraphQLContext()).values();
        answer.expectBody(body -> {
            if (body.length < most / FEWEST) {
                kept.put(sought.get().request(), new Kept(body, values, sought.get().moment(), items));
            }
        });
    }

    // What is asked for once isn't worth its memory. Now and then two requests are taken for one, and one is kept too early.
    private boolean isAskedAgain(Request request) {
        var hash = request.hashCode();
        return asked.getAndSet((hash ^ hash >>> Short.SIZE) & asked.length() - 1, hash) == hash;
    }

    // If an item isn't found, any change may bring it into being.
    private static Optional<long[]> itemsOf(ExecutionResult result) {
        if (!(result.getData() instanceof ResultObject data) || data.size() > MOST_ITEMS) {
            return Optional.empty();
        }
        var found = new long[data.size()];
        for (var i = 0; i < found.length; i++) {
            if (!(data.sourceOf(i) instanceof OfItem object)) {
                return Optional.empty();
            }
            found[i] = object.itemId();
        }
        return Optional.of(found);
    }

    /** {@return how many answers were remembered} */
    long hits() {
        return hits.sum();
    }

    /** {@return how many answers could have been remembered, and were not} */
    long misses() {
        return misses.sum();
    }

    /** {@return how many answers gave way to others} */
    long evictions() {
        return kept.stats().evictionCount();
    }

    /** {@return how many bytes the answers take, about} */
    long bytes() {
        return kept.policy().eviction().map(bounds -> bounds.weightedSize().orElse(0)).orElse(0L);
    }
}
