package org.reelgraph.graphql.access;

import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;

/**
 * Where a request comes from, and as whom.
 *
 * @param address   the client's address
 * @param userAgent what its program calls itself; empty where it doesn't say
 * @param viewer    who is signed in
 */
public record Caller(String address, String userAgent, Optional<Viewer> viewer) {

    /** {@return who asks for this field} */
    public static Caller of(DataFetchingEnvironment environment) {
        return environment.getGraphQlContext().get(Caller.class);
    }

    /** {@return whether someone is signed in who may what this role may} */
    public boolean is(Role role) {
        return viewer.filter(known -> known.role().covers(role)).isPresent();
    }
}
