package org.reelgraph.catalog;

/** What an image shows. */
public enum ImageKind {
    POSTER, BACKDROP, THUMB, STILL
}
