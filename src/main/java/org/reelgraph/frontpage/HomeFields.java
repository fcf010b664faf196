package org.reelgraph.frontpage;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.CatalogLoaders;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.frontpage.HomeContent.Entry;
import org.reelgraph.frontpage.HomeContent.Episodes;
import org.reelgraph.frontpage.HomeContent.Item;
import org.reelgraph.frontpage.HomeContent.Reference;
import org.reelgraph.frontpage.HomeRows.Filled;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.InputBinding;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The fields home and homeRowSettings, and the mutation updateHomeRows. */
@Singleton
class HomeFields implements SchemaContributor {

    /** The rows of a start page. */
    public record Home(List<HomeRow> rows) {
    }

    /**
     * A row.
     *
     * @param items media, and new episodes
     */
    public record HomeRow(String kind, @Nullable String title, @Nullable MediaItem subject, List<Object> items) {

        /** {@return the kind's name in the form of ids; there is one row of a kind} */
        public String id() {
            return kind.toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The input of {@code updateHomeRows}. */
    @Introspected
    record UpdateHomeRowsInput(List<Map<String, Object>> rows) {
    }

    /** All rows, or why they weren't arranged. */
    public record UpdateHomeRowsPayload(@Nullable List<HomeRowSettings> rows, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    private static final InputBinding<HomeRowInput> ROW = InputBinding.to(HomeRowInput.class);

    private final HomeRows rows;
    private final CatalogLoaders loaders;

    HomeFields(HomeRows rows, CatalogLoaders loaders) {
        this.rows = rows;
        this.loaders = loaders;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.enumeration("HomeRowKind", rows.kinds());
        schema.query().field("home", this::home).field("homeRowSettings", env -> rows.settings());
        schema.mutation().field("updateHomeRows", UpdateHomeRowsInput.class, this::arrange);
        schema.type("Home", Home.class);
        schema.type("HomeRow", HomeRow.class);
        schema.type("NewEpisodes", NewEpisodes.class);
        schema.type("HomeRowSettings", HomeRowSettings.class);
        schema.type("UpdateHomeRowsPayload", UpdateHomeRowsPayload.class);
    }

    // The media that rows only refer to are read in one statement, whichever rows these are.
    private CompletableFuture<Home> home(DataFetchingEnvironment env) {
        var filled = rows.fill();
        return loaders.mediaById.loadAll(env, filled.stream().flatMap(row -> references(row.content())).toList())
                .thenApply(media -> new Home(filled.stream().map(row -> row(row, media))
                        .filter(row -> !row.items().isEmpty()).toList()));
    }

    private static Stream<Long> references(HomeContent content) {
        return Stream.concat(content.subjectId().stream(), content.entries().stream()
                .flatMap(entry -> entry instanceof Reference(var id) ? Stream.of(id) : Stream.empty()));
    }

    private static HomeRow row(Filled row, Map<Long, MediaItem> loaded) {
        var subject = row.content().subjectId().map(loaded::get).orElse(null);
        return new HomeRow(row.settings().kind(), row.settings().title(), subject,
                row.content().entries().stream().flatMap(entry -> shown(entry, loaded).stream()).toList());
    }

    private static Optional<Object> shown(Entry entry, Map<Long, MediaItem> loaded) {
        return switch (entry) {
            case Item(var media) -> Optional.of(media);
            case Episodes(var episodes) -> Optional.of(episodes);
            case Reference(var id) -> Optional.ofNullable(loaded.get(id));
        };
    }

    private UpdateHomeRowsPayload arrange(UpdateHomeRowsInput input, DataFetchingEnvironment env) {
        var changed = rows.arrange(Actor.of(Caller.of(env)), input.rows().stream().map(ROW::bind).toList());
        return new UpdateHomeRowsPayload(changed.rows().orElse(null), changed.errors());
    }
}
