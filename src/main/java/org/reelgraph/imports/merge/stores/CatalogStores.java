package org.reelgraph.imports.merge.stores;

import jakarta.inject.Singleton;

/** Access to the catalogue's tables on the writer's connection. */
@Singleton
public record CatalogStores(MediaStore media, TagStore tags, SeasonStore seasons, EpisodeStore episodes,
        CreditStore credits,
        ImageStore images, PersonStore people, RatingKeyStore ratingKeys, SeenStore seen,
        SourceIdStore sourceIds) {
}
