/** The command line: what the program can do besides running the server. */
package org.reelgraph.commands;
