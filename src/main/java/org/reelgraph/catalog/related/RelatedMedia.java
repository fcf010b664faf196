package org.reelgraph.catalog.related;

import java.util.List;
import org.reelgraph.catalog.MediaKind;

/**
 * An item that has something in common with another one.
 *
 * @param score   how much they have in common, from 0 to 1, where 1 is everything
 * @param reasons what they have in common, most significant first
 */
public record RelatedMedia(MediaKind kind, long mediaId, double score, List<RelatedReason> reasons) {
}
