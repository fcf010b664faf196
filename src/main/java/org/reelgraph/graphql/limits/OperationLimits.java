package org.reelgraph.graphql.limits;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * How much one operation may ask for. The catalogue has circles (series → seasons → series), so that a short document can
 * ask for more than any machine holds. Fields of fragments count wherever these are used.
 *
 * @param document   bytes of the document in UTF-8 ({@code REELGRAPH_LIMITS_DOCUMENT})
 * @param tokens     of the document ({@code REELGRAPH_LIMITS_TOKENS})
 * @param digits     of a number in the document, with its sign, point and exponent ({@code REELGRAPH_LIMITS_DIGITS})
 * @param recursion  rules of the grammar in each other ({@code REELGRAPH_LIMITS_RECURSION})
 * @param depth      fields below each other ({@code REELGRAPH_LIMITS_DEPTH})
 * @param fields     of the operation ({@code REELGRAPH_LIMITS_FIELDS})
 * @param aliases    of the operation ({@code REELGRAPH_LIMITS_ALIASES})
 * @param rootFields of the operation ({@code REELGRAPH_LIMITS_ROOT_FIELDS})
 * @param directives of the operation ({@code REELGRAPH_LIMITS_DIRECTIVES})
 * @param fragments  within each other ({@code REELGRAPH_LIMITS_FRAGMENTS})
 * @param comparisons of fields that may be one in the answer, in the whole document
 *                   ({@code REELGRAPH_LIMITS_COMPARISONS})
 * @param nodes      objects that the answer is expected to have, by what is asked for and what the library holds
 *                   ({@code REELGRAPH_LIMITS_NODES})
 * @param values     how many values an answer may have in all; an object counts as two more ({@code REELGRAPH_LIMITS_VALUES})
 * @param answer     how many bytes an answer may have ({@code REELGRAPH_LIMITS_ANSWER})
 * @param read       how many bytes of memory the rows may take that an operation reads ({@code REELGRAPH_LIMITS_READ})
 * @param time       how long a query may take ({@code REELGRAPH_LIMITS_TIME})
 */
@ConfigurationProperties("reelgraph.limits")
public record OperationLimits(int document, int tokens, int digits, int recursion, int depth, int fields, int aliases,
        int rootFields, int directives, int fragments, int comparisons, long nodes, long values, long answer,
        long read, Duration time) {

    /** Checks that each leaves something to ask for. */
    public OperationLimits {
        var least = LongStream
                .of(document, tokens, digits, recursion, depth, fields, aliases, rootFields, directives, fragments,
                        comparisons, nodes, values, answer, read)
                .min().orElseThrow();
        if (least < 1 || !time.isPositive()) {
            throw new ConfigurationException("The settings REELGRAPH_LIMITS_… are more than 0.");
        }
    }
}
