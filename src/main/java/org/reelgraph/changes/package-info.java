/** What was created, changed or deleted of the library, in order, for clients that keep a copy. */
package org.reelgraph.changes;
