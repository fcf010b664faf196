package org.reelgraph.quality.releases;

/**
 * What a word or several say about a release.
 *
 * @param value which one of its kind, such as the name of a codec
 * @param sure  whether the words say this wherever they stand; others can be words of a title
 * @param words how many words there are
 */
record Tag(Kind kind, String value, boolean sure, int words) {

    /** What tags are about. */
    enum Kind {
        RESOLUTION, IMPLIED_RESOLUTION, SOURCE, REMUX, CODEC, HDR, AUDIO, CHANNELS, LANGUAGE, MULTIPLE, EDITION, SERVICE, PROPER, REPACK, STEREOSCOPIC, SAMPLE, NOTHING
    }

    /** The tag's place among the words of a name. */
    record Place(int from, Tag tag) {

        int end() {
            return from + tag.words();
        }
    }
}
