package org.reelgraph.imports.formats;

/** The formats that can be imported, as the schema names them. */
public enum ImportFormat {
    PLEX_EXPORTER, TAUTULLI_EXPORT, TAUTULLI_API, JSON_LINES
}
