package org.reelgraph.catalog;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.reelgraph.graphql.GlobalId;
import org.reelgraph.graphql.NodeType;
import org.reelgraph.graphql.RequestException;
import org.reelgraph.graphql.SchemaAssembly;
import org.reelgraph.graphql.SchemaPart;

/** The catalogue's doors to one item: by id or key. */
@Singleton
public class CatalogQueries implements SchemaPart {

    // Each is the name of a query and the prefix of the ids it takes.
    private static final List<String> ONE_BY_ID = List.of("series", "season", "episode", "movie", "album", "book",
            "person");

    private final MediaRepository media;

    CatalogQueries(MediaRepository media) {
        this.media = media;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        ONE_BY_ID.forEach(name -> schema.query().field(name,
                env -> schema.nodes().get(name).find(env, env.getArgument("id"))));
        schema.query().field("media", env -> mediaBy(schema, env));
    }

    /**
     * {@return the type of the item that this global id means}
     *
     * @throws RequestException where it is the id of something else, or none
     */
    public static NodeType<?> mediaType(SchemaAssembly schema, String id) {
        var type = schema.nodes().get(GlobalId.parse(id).prefix());
        if (type == null || type.source() != MediaItem.class) {
            throw RequestException.badInput("'" + id + "' is not the id of a series, movie, album or book.");
        }
        return type;
    }

    private Object mediaBy(SchemaAssembly schema, DataFetchingEnvironment env) {
        Map<String, String> by = env.getArgument("by");
        var key = by.entrySet().iterator().next();
        if (key.getKey().equals("id")) {
            return mediaType(schema, key.getValue()).find(env, key.getValue());
        }
        String source = env.getArgument("source");
        return only(env.getArgument("kind"), key.getKey(),
                find(Objects.requireNonNullElse(source, MediaItem.DEFAULT_SOURCE), key));
    }

    private List<MediaItem> find(String source, Map.Entry<String, String> key) {
        return switch (key.getKey()) {
            case "ratingKey" -> media.findByRatingKey(source, key.getValue());
            case "imdb" -> media.findByImdb(source, key.getValue());
            case "tmdb" -> media.findByTmdb(source, key.getValue());
            case "tvdb" -> media.findByTvdb(source, key.getValue());
            case "plex" -> media.findByPlex(source, key.getValue());
            case "musicbrainz" ->
                media.findByMusicbrainz(source, asStored(key.getValue(), text -> MusicBrainzId.of(text).uuid()));
            case "isbn" -> media.findByIsbn(source, asStored(key.getValue(), text -> Isbn.of(text).digits()));
            default -> throw RequestException.badInput("There is no key '" + key.getKey() + "'.");
        };
    }

    private static String asStored(String key, UnaryOperator<String> spelling) {
        try {
            return spelling.apply(key);
        } catch (IllegalArgumentException e) {
            throw RequestException.badInput(e.getMessage());
        }
    }

    private static @Nullable MediaItem only(@Nullable String kind, String key, List<MediaItem> found) {
        var meant = found.stream().filter(item -> kind == null || item.kind().name().equals(kind)).toList();
        if (meant.size() > 1) {
            throw RequestException.badInput(
                    "Items of several kinds share this " + key + ": the argument 'kind' has to say which is meant.");
        }
        return meant.isEmpty() ? null : meant.getFirst();
    }
}
