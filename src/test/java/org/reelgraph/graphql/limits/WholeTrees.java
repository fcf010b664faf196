package org.reelgraph.graphql.limits;

import java.util.List;

/** Queries for whole trees, as clients send them: a page of a list, a longer one, and a page of what changed. */
final class WholeTrees {

    private static final String SHARED = """
                                         id title summary genres externalIds { imdb tmdb } images { kind path }
                                         cast { character position person { id name } } crew { job person { id name } }""";
    private static final String TREE = """
                                       seasons { id number title externalIds { imdb } images { kind path }
                                         episodes { id code title summary airedOn externalIds { imdb } images { kind path }
                                           cast { character person { id name } } crew { job person { name } } } }""";

    private WholeTrees() {
    }

    static List<String> documents() {
        return List.of("""
                       { allSeries(first: 20) { edges { node { title seasons { number episodes { code title
                         cast { character person { name } } } } } } } }""",
                "{ allSeries(first: 50) { edges { node { title seasons { number episodes { code title airedOn } } } } } }",
                """
                { changesSince(first: 100) { edges { cursor node { kind mediaId media { %s ... on Series { %s } } } }
                  pageInfo { hasNextPage endCursor } } }""".formatted(SHARED, TREE));
    }
}
