package org.reelgraph.catalog.images;

/** What an image shows. */
public enum ImageKind {
    POSTER, BACKDROP, THUMB, STILL
}
