/**
 * Benchmarks from the outside: a server in a process of its own, an HTTP client, and, next to each figure, the floor: a
 * server that does nothing but run one statement that builds the JSON. Run it with {@code mvn -Pbench verify}.
 */
package org.reelgraph.bench;
