/** The web page at the server's own address: a browser of the library, made of static files that ask the endpoint. */
@NullMarked
package org.reelgraph.web;

import org.jspecify.annotations.NullMarked;
