/** The home page: recent additions and statistics. */
package org.reelgraph.catalog.home;
