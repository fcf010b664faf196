/** The HTTP endpoints: requests, responses, and which hosts and origins may use them. */
package org.reelgraph.graphql.http;
