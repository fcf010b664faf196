package org.reelgraph.graphql.access;

import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.UserErrorCode;

/**
 * The event that a mutation wasn't carried out, or that a caller was denied access.
 *
 * @param action the mutation's field, or another field's coordinates; {@code authenticate}, {@code document},
 *               {@code mutation} or {@code query} if no field was reached
 * @param code   an {@link ErrorCode} or {@link UserErrorCode}; {@code INTERNAL_ERROR} if it failed
 */
public record RequestDenied(Caller caller, String action, String code) {
}
