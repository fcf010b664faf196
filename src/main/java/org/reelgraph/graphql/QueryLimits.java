package org.reelgraph.graphql;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How much one operation may ask for. The catalogue has circles (series → seasons → series), so that a short document can
 * ask for more than any machine holds.
 *
 * @param values how many fields an answer may have in all ({@code REELGRAPH_LIMITS_VALUES})
 * @param time   how long a query may take ({@code REELGRAPH_LIMITS_TIME})
 */
@ConfigurationProperties("reelgraph.limits")
record QueryLimits(long values, Duration time) {
}
