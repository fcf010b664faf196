package org.reelgraph.graphql.access;

import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.UserErrorCode;

/**
 * The event that a mutation wasn't done, or that somebody was kept from something.
 *
 * @param action the mutation's field, or the other field's coordinates; {@code authenticate}, {@code mutation} or
 *               {@code query} where no field was reached
 * @param code   an {@link ErrorCode} or {@link UserErrorCode}; {@code INTERNAL_ERROR} where it failed
 */
public record RequestDenied(Caller caller, String action, String code) {
}
