/**
 * Statements: conditions and orders as trees, the one renderer that makes SQL of them, and how rows and columns are read and written.
 */
package org.reelgraph.storage.sql;
