package org.reelgraph.quality.releases;

/** How the pictures of a release are encoded. */
public enum VideoCodec {
    H264, H265, H266, AV1, VP9, VC1, MPEG2, XVID, DIVX
}
