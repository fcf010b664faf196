package org.reelgraph.graphql.http;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.execution.Engine;
import org.reelgraph.graphql.execution.GraphQlRequest;
import org.reelgraph.graphql.execution.ReadPlace;
import org.reelgraph.graphql.execution.Revalidation;
import org.reelgraph.graphql.queue.Client;

/** The engine and the writer of its responses, for measurements without HTTP. */
@Singleton
public class Answers {

    private final Engine engine;
    private final ResponseWriter writer;

    Answers(Engine engine, ResponseWriter writer) {
        this.engine = engine;
        this.writer = writer;
    }

    /** {@return the body of the response to a query} */
    public byte[] of(String query, Map<String, Object> variables) {
        try (var budget = engine.budget()) {
            return writer.write(engine.execute(new GraphQlRequest(query, Optional.empty(), variables, Map.of()),
                    new Caller("bench", "127.0.0.1", "", Optional.empty()), new Client("bench", () -> true), true,
                    budget, ReadPlace.ONLY, Revalidation.untagged()).join(), budget::write);
        }
    }
}
