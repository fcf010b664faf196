package org.reelgraph.jobs;

/** How much a message of a job matters. */
public enum LogLevel {
    INFO, WARNING, ERROR
}
