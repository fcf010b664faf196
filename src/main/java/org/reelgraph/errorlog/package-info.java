/** The error log: which requests met an unexpected error, for whoever looks into it. */
package org.reelgraph.errorlog;
