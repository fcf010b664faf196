package org.reelgraph.graphql.http;

/** A bean of this type serves a page at the server's own address. Without one, browsers are led to GraphiQL there. */
public interface RootPage {
}
