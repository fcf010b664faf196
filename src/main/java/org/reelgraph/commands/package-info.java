/** The command line: what the program can do besides serving. */
package org.reelgraph.commands;
