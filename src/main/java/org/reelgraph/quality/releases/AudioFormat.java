package org.reelgraph.quality.releases;

/** How the sound of a release is encoded. */
public enum AudioFormat {
    MP3, AAC, OPUS, VORBIS, DOLBY_DIGITAL, DOLBY_DIGITAL_PLUS, DTS, DTS_ES, DTS_HD, DTS_HD_MA, DTS_X, TRUEHD, ATMOS, FLAC, ALAC, PCM
}
