package org.reelgraph.imports.merge;

import jakarta.inject.Singleton;

/** The catalogue's tables as the writer sees them. */
@Singleton
record CatalogStores(MediaStore media, TagStore tags, SeasonStore seasons, EpisodeStore episodes, CreditStore credits,
        ImageStore images, PersonStore people, RatingKeyStore ratingKeys, SeenStore seen) {
}
