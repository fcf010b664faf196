package org.reelgraph.imports.formats;

/** The importable formats, as named in the schema. */
public enum ImportFormat {
    PLEX_EXPORTER, TAUTULLI_EXPORT, TAUTULLI_API, JSON_LINES
}
