/** The command line: what the program can do besides running the server. */
@NullMarked
package org.reelgraph.commands;

import org.jspecify.annotations.NullMarked;
