package org.reelgraph.catalog;

/** The departments of a crew. */
public enum CrewDepartment {
    DIRECTING, WRITING, PRODUCTION, CREATION, SOUND, CAMERA, EDITING, ART, OTHER
}
