/** The HTTP endpoints: requests, responses, and which hosts and origins may use them. */
@NullMarked
package org.reelgraph.graphql.http;

import org.jspecify.annotations.NullMarked;
