package org.reelgraph.graphql.limits;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How much one operation may ask for. The catalogue has circles (series → seasons → series), so that a short document can
 * ask for more than any machine holds. Fields of fragments count wherever these are used.
 *
 * @param document   bytes of the document in UTF-8 ({@code REELGRAPH_LIMITS_DOCUMENT})
 * @param tokens     of the document ({@code REELGRAPH_LIMITS_TOKENS})
 * @param recursion  rules of the grammar in each other ({@code REELGRAPH_LIMITS_RECURSION})
 * @param depth      fields below each other ({@code REELGRAPH_LIMITS_DEPTH})
 * @param fields     of the operation ({@code REELGRAPH_LIMITS_FIELDS})
 * @param aliases    of the operation ({@code REELGRAPH_LIMITS_ALIASES})
 * @param rootFields of the operation ({@code REELGRAPH_LIMITS_ROOT_FIELDS})
 * @param directives of the operation ({@code REELGRAPH_LIMITS_DIRECTIVES})
 * @param nodes      objects that the answer would have if all lists were as long as asked for or declared
 *                   ({@code REELGRAPH_LIMITS_NODES})
 * @param values     how many fields an answer may have in all ({@code REELGRAPH_LIMITS_VALUES})
 * @param time       how long a query may take ({@code REELGRAPH_LIMITS_TIME})
 */
@ConfigurationProperties("reelgraph.limits")
public record OperationLimits(int document, int tokens, int recursion, int depth, int fields, int aliases,
        int rootFields, int directives, long nodes, long values, Duration time) {
}
