/**
 * The benchmark from the outside: a server in a process of its own, a driver over HTTP, and beside each figure the floor, a
 * server that does nothing but one JSON-building statement. {@code mvn -Pbench verify} runs it.
 */
package org.reelgraph.bench;
