package org.reelgraph.settings;

/** By what a setting has its value; each wins over those after it. */
enum Origin {
    ENVIRONMENT, DATABASE, DEFAULT
}
