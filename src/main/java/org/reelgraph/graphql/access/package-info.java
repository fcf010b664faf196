/**
 * Who asks, and what they may: rights stand in the schema as {@code @requires} and {@code @public} and are enforced
 * wherever a field or an object is reached.
 */
package org.reelgraph.graphql.access;
