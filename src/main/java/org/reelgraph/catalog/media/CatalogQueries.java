package org.reelgraph.catalog.media;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaCard;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The queries for a single item, by id or key. */
@Singleton
public class CatalogQueries implements SchemaContributor {

    // Each is the name of a query and the prefix of its ids.
    private static final List<String> ONE_BY_ID = List.of("series", "season", "episode", "movie", "album", "book",
            "person");

    private final MediaRepository media;

    CatalogQueries(MediaRepository media) {
        this.media = media;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        ONE_BY_ID.forEach(name -> schema.query().field(name,
                env -> schema.nodeOf(name).find(env, Required.argument(env, "id"))));
        schema.query().field("media", env -> mediaBy(schema, env));
    }

    /**
     * {@return the type of the item with this global id}
     *
     * @throws RequestException if it is the id of something else, or not an id
     */
    public static NodeType<?> mediaType(SchemaAssembly schema, String id) {
        var type = schema.nodes().get(GlobalId.parse(id).prefix());
        if (type == null || type.source() != MediaCard.class) {
            throw RequestException.badInput("'" + id + "' is not the id of a series, movie, album or book.");
        }
        return type;
    }

    private @Nullable Object mediaBy(SchemaAssembly schema, DataFetchingEnvironment env) {
        Map<String, String> by = Required.argument(env, "by");
        var key = by.entrySet().iterator().next();
        if (key.getKey().equals("id")) {
            return mediaType(schema, key.getValue()).find(env, key.getValue());
        }
        return preferred(env.getArgument("kind"), key.getKey(),
                find(Optional.ofNullable(env.getArgument("source")), key.getKey(), key.getValue()));
    }

    private List<MediaItem> find(Optional<String> source, String name, String key) {
        if (name.equals("ratingKey")) {
            return media.findByRatingKey(source, key);
        }
        var scheme = ExternalIdScheme.valueOf(name.toUpperCase(Locale.ROOT));
        try {
            return media.findByExternalId(source, scheme, scheme.canonical(key));
        } catch (IllegalArgumentException e) {
            throw RequestException.badInput(String.valueOf(e.getMessage()));
        }
    }

    // Several items of one kind share a key if several sources know it, or if it has several editions.
    private static @Nullable MediaItem preferred(@Nullable String kind, String key, List<MediaItem> found) {
        var meant = found.stream().filter(item -> kind == null || item.kind().name().equals(kind)).toList();
        if (meant.stream().map(MediaItem::kind).distinct().count() > 1) {
            throw RequestException.badInput(
                    "Items of several kinds share this " + key + ": use the argument 'kind' to say which is meant.");
        }
        return meant.stream().min(Comparator
                .comparing((MediaItem item) -> !item.source().equals(MediaItem.DEFAULT_SOURCE))
                .thenComparing(item -> item.edition() != null).thenComparing(MediaItem::id)).orElse(null);
    }
}
