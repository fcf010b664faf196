/**
 * What is SQLite's own: how it says what other databases say differently, and connections that keep their statements.
 */
package org.reelgraph.storage.sqlite;
