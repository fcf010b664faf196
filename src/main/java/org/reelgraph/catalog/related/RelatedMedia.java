package org.reelgraph.catalog.related;

import java.util.List;
import org.reelgraph.catalog.MediaKind;

/**
 * An item that has something in common with another.
 *
 * @param score   how much, from 1, all there is, down to 0
 * @param reasons what, the most telling first
 */
record RelatedMedia(MediaKind kind, long mediaId, double score, List<RelatedReason> reasons) {
}
