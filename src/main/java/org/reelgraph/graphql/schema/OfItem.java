package org.reelgraph.graphql.schema;

/** An object of the schema that belongs to a media item or is one. */
public interface OfItem {

    /** {@return the item's numeric id} */
    long itemId();
}
