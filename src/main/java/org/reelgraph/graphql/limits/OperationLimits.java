package org.reelgraph.graphql.limits;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.util.stream.LongStream;
import org.reelgraph.settings.declaration.Setting;

/**
 * How much one operation may ask for. The catalogue has circles (series → seasons → series), so that a short document
 * can ask for more than any machine holds. Fields of fragments count wherever these are used.
 */
@Introspected
@ConfigurationProperties("reelgraph.limits")
public record OperationLimits(
        @Setting(description = "Bytes of a document.", defaultValue = "102400", storable = true) int document,
        @Setting(description = "Tokens of a document.", defaultValue = "5000", storable = true) int tokens,
        @Setting(description = "Characters of a number in a document.", defaultValue = "1000",
                storable = true) int digits,
        @Setting(description = "Nested rules of the grammar in a document.", defaultValue = "200",
                storable = true) int recursion,
        @Setting(description = "Levels of fields.", defaultValue = "18", storable = true) int depth,
        @Setting(description = "Fields of an operation.", defaultValue = "2000", storable = true) int fields,
        @Setting(description = "Aliases of an operation.", defaultValue = "30", storable = true) int aliases,

        @Setting(description = "Root fields of an operation.", defaultValue = "20", storable = true) int rootFields,
        @Setting(description = "Directives of an operation.", defaultValue = "50", storable = true) int directives,
        @Setting(description = "Levels of nested fragments in a document.", defaultValue = "30",
                storable = true) int fragments,
        @Setting(description = "Comparisons of a document's fields, in all its operations.", defaultValue = "20000",
                storable = true) int comparisons,
        @Setting(description = "Objects that an operation is expected to find.", defaultValue = "1000000",
                storable = true) long nodes,
        @Setting(description = "Values in a response.", defaultValue = "1000000", storable = true) long values,
        @Setting(description = "Approximate bytes of a response.", defaultValue = "10485760",
                storable = true) long answer,

        @Setting(description = "Bytes of memory for the rows that an operation reads.", defaultValue = "33554432",
                storable = true) long read,
        @Setting(description = "How long a query may take.", defaultValue = "10s", storable = true) Duration time) {

    /** Checks that all limits are positive. */
    public OperationLimits {
        var least = LongStream
                .of(document, tokens, digits, recursion, depth, fields, aliases, rootFields, directives, fragments,
                        comparisons, nodes, values, answer, read)
                .min().orElseThrow();
        if (least < 1 || !time.isPositive()) {
            throw new ConfigurationException("The settings REELGRAPH_LIMITS_… must be greater than 0.");
        }
    }
}
