package org.reelgraph.artwork;

import java.util.Optional;

/**
 * What an image shows: a media item, season, episode or person.
 *
 * @param id       its numeric id
 * @param prefix   of its global id
 * @param mediaId  of the item that it belongs to, or is; empty for a person
 * @param name     for people
 */
record ArtworkOwner(long id, String prefix, Optional<Long> mediaId, String name) {
}
