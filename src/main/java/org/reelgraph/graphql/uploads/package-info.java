/**
 * Requests that bring files.
 *
 * @see <a href="https://github.com/jaydenseric/graphql-multipart-request-spec">GraphQL multipart request specification</a>
 */
@NullMarked
package org.reelgraph.graphql.uploads;

import org.jspecify.annotations.NullMarked;
