package org.reelgraph.imports.merge.stores;

import jakarta.inject.Singleton;

/** The catalogue's tables as the writer sees them. */
@Singleton
public record CatalogStores(MediaStore media, TagStore tags, SeasonStore seasons, EpisodeStore episodes,
        CreditStore credits,
        ImageStore images, PersonStore people, RatingKeyStore ratingKeys, SeenStore seen) {
}
