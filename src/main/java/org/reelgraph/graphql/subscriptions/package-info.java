/** Subscriptions, however their results reach the client: how they are executed, how many there may be, when they end. */
@NullMarked
package org.reelgraph.graphql.subscriptions;

import org.jspecify.annotations.NullMarked;
