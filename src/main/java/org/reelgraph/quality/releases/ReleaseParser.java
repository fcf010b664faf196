package org.reelgraph.quality.releases;

import jakarta.inject.Singleton;

/**
 * Reads the names of releases, in a time that grows with their length alone: each word is looked at a few times, with a few
 * words after it.
 */
@Singleton
public class ReleaseParser {

    private final Vocabulary vocabulary = new Vocabulary();

    /** {@return what a name says} */
    public Release parse(String name) {
        return new Parse(Name.of(name), vocabulary).release();
    }
}
