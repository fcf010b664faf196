package org.reelgraph.catalog.media;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.reelgraph.catalog.MediaCard;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

/** The fields of media about their source: all keys from it, and when an import of it last contained the item. */
@Singleton
class MediaOrigin implements SchemaContributor {

    private final Loader<Long, List<String>> furtherRatingKeys;
    private final Loader<Long, Instant> lastSeen;

    MediaOrigin(FurtherRatingKeyRepository keys, MediaSeenRepository seen) {
        furtherRatingKeys = Loader.ofLists("FurtherRatingKeysByMedia",
                ids -> keys.findByMedia(JsonArray.ofIds(ids)).stream().collect(
                        groupingBy(FurtherRatingKey::mediaId, mapping(FurtherRatingKey::ratingKey, toList()))));
        lastSeen = new Loader<>("LastSeenByMedia", ids -> seen.findByMedia(JsonArray.ofIds(ids)).stream()
                .collect(toMap(MediaSeenRepository.Seen::mediaId, each -> Instant.ofEpochMilli(each.at()))));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(furtherRatingKeys, lastSeen));
        for (var kind : MediaKind.values()) {
            schema.type(kind.typeName(), MediaCard.class)
                    .field("ratingKeys", env -> furtherRatingKeys.load(env, item(env).id()).thenApply(
                            further -> Stream.concat(Stream.ofNullable(item(env).ratingKey()), further.stream())
                                    .toList()))
                    .field("lastSeenAt", env -> lastSeen.load(env, item(env).id()));
        }
    }

    private static MediaItem item(DataFetchingEnvironment env) {
        return Required.source(env);
    }
}
