/** Media items: their fields, external ids, lookups and deletion. */
package org.reelgraph.catalog.media;
