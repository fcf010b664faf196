package org.reelgraph.settings;

/** Where the value of a setting comes from; each wins over those after it. */
enum Origin {
    ENVIRONMENT, DATABASE, DEFAULT
}
