package org.reelgraph.graphql.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.execution.ExecutionContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.storage.DataVersion;
import org.reelgraph.storage.DatabaseHealth;
import org.reelgraph.storage.StorageException;

/**
 * Remembers which tag the answer to a request had, and the version of the data at that time. If a client has the answer with
 * that tag, and nothing was written since, its request need not be executed. If something was, the execution shows whether
 * the answer still is the same.
 */
@Singleton
class AnswerTags {

    private static final int MOST = 10_000;

    /**
     * All that an answer depends on beside the data.
     *
     * @param document the document's number
     * @param user     the user's id; empty if nobody is signed in
     * @param role     the role that applies
     * @param form     its media type
     */
    private record Request(long document, @Nullable String operation, Map<String, Object> variables,
            Optional<Long> user, Optional<Role> role, String form) {
    }

    // The version is taken before the read, so a commit in between makes the tag outdated at once.
    private record Known(long version, String tag) {
    }

    private final DataVersion data;
    private final DatabaseHealth health;
    private final Cache<Request, Known> known = Caffeine.newBuilder().maximumSize(MOST).build();

    AnswerTags(DataVersion data, DatabaseHealth health) {
        this.data = data;
        this.health = health;
    }

    /**
     * Begins a query.
     *
     * @return whether its client has the current answer, so that it need not be executed
     */
    boolean isUnchanged(ExecutionContext context) {
        var answer = Revalidation.of(context.getGraphQLContext());
        answer.begin();
        if (!answer.isTagged()) {
            return false;
        }
        var cacheability = context.getGraphQLContext().<Cacheability>get(Cacheability.class);
        if (cacheability == null || !cacheability.holds(context)) {
            return false;
        }
        var variables = context.getExecutionInput().getRawVariables().toMap();
        var version = VariableSize.isSmall(variables)
                ? version(answer.isConditional())
                : OptionalLong.empty();
        if (version.isEmpty()) {
            answer.expectTag(tag -> {
            });
            return false;
        }
        return isUnchanged(answer, request(context, cacheability, variables, answer.form()), version.getAsLong());
    }

    private boolean isUnchanged(Revalidation answer, Request request, long now) {
        var before = known.getIfPresent(request);
        if (before != null && before.version() == now && answer.has(before.tag())) {
            answer.leaveUnchanged(before.tag());
            return true;
        }
        answer.expectTag(tag -> {
            if (before == null || before.version() != now || !before.tag().equals(tag)) {
                known.put(request, new Known(now, tag));
            }
        });
        return false;
    }

    private static Request request(ExecutionContext context, Cacheability document, Map<String, Object> variables,
            String form) {
        var viewer = Caller.of(context.getGraphQLContext()).viewer();
        return new Request(document.number(), context.getExecutionInput().getOperationName(), variables,
                viewer.map(Viewer::userId), viewer.map(Viewer::role), form);
    }

    private OptionalLong version(boolean exactly) {
        // Where the database can't be used, the read that follows fails, and says why.
        try {
            return health.absence().isPresent() ? OptionalLong.empty() : OptionalLong.of(data.ofAnswers(exactly));
        } catch (StorageException e) {
            return OptionalLong.empty();
        }
    }
}
