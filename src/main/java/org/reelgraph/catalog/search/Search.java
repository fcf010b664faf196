package org.reelgraph.catalog.search;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.lists.FilterReader;
import org.reelgraph.catalog.lists.TitleIndex;
import org.reelgraph.catalog.search.Lookup.Ranked;
import org.reelgraph.catalog.search.query.SearchQuery;
import org.reelgraph.catalog.search.query.SearchTier;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.Connection.Edge;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The search over all that has a title or a name. */
@Singleton
class Search implements SchemaContributor {

    /** Something found, and what it was found by. */
    record Hit(Ranked ranked, SearchQuery query) {
    }

    /**
     * A page of what is found.
     *
     * @param correction what may have been meant, looked for where a client asks
     */
    record Results(Connection<Hit> page, Supplier<Optional<String>> correction) {

        public List<Edge<Hit>> edges() {
            return page.edges();
        }

        public Connection.PageInfo pageInfo() {
            return page.pageInfo();
        }

        Object totalCount(DataFetchingEnvironment env) {
            return page.total().count(env);
        }

        public @Nullable String didYouMean() {
            return correction.get().orElse(null);
        }
    }

    private final FullTextSearch search;
    private final ScatteredSearch scattered;
    private final Loader<Long, List<String>> textsAround;
    private final Compounds compounds;
    private final Spelling spelling;
    private final SortKeys sortKeys;
    private final TitleIndex titles;
    private final Clock clock;

    Search(FullTextSearch search, ScatteredSearch scattered, SearchReader reader, Compounds compounds,
            Spelling spelling, SortKeys sortKeys, TitleIndex titles, Clock clock) {
        this.search = search;
        this.scattered = scattered;
        textsAround = Loader.ofLists("TextsAroundByEntity", reader::findAround);
        this.compounds = compounds;
        this.spelling = spelling;
        this.sortKeys = sortKeys;
        this.titles = titles;
        this.clock = clock;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(textsAround));
        schema.query().field("search", env -> page(env, schema));
        schema.type("SearchConnection", Results.class).field("totalCount", env -> results(env).totalCount(env));
        schema.type("SearchEdge", Edge.class).field("node", env -> node(env, schema))
                .field("score", env -> hit(env).ranked().tier().score())
                .field("highlight", env -> highlight(env, schema));
        schema.type("HighlightPart", Highlight.Part.class);
    }

    private Results page(DataFetchingEnvironment env, SchemaAssembly schema) {
        String text = Required.argument(env, "query");
        var typed = SearchQuery.of(text);
        var scope = scope(env, schema);
        var list = ListName.of("search", text, scope.types(), env.getArgument("filter"));
        var page = PageRequest.of(env, list, 3);
        var findsNothing = typed.isEmpty() || isOfNoType(env);
        var query = findsNothing ? typed : compounds.addTo(typed);
        var lookup = new Lookup(search, scattered, query, scope);
        var hits = findsNothing ? List.<Hit>of() : hits(lookup, query, page);
        var isFound = findsNothing || !hits.isEmpty() || page.from().isPresent();
        return new Results(Connection.of(hits, page,
                hit -> cursor(list, hit.ranked()),
                count -> findsNothing ? 0 : lookup.count()),
                () -> isFound ? Optional.empty() : spelling.corrected(text, typed, scope));
    }

    private Cursor cursor(ListName list, Ranked hit) {
        return Cursor.of(list, hit.tier().ordinal(), search.placeOf(hit.found().entryId()), hit.found().entityId());
    }

    private List<Hit> hits(Lookup lookup, SearchQuery query, PageRequest page) {
        return lookup.find(page.from().map(cursor -> (int) cursor.number(0)).orElse(0),
                page.from().map(cursor -> search.idAt(cursor.number(1), cursor.number(2))).orElse(-1L), page.limit())
                .stream()
                .map(ranked -> new Hit(ranked, query)).toList();
    }

    private static Results results(DataFetchingEnvironment env) {
        return Required.source(env);
    }

    /** {@return the types that are asked for; all where there are none} */
    static List<SearchType> types(DataFetchingEnvironment env) {
        List<String> types = env.getArgument("types");
        return types == null ? List.of() : types.stream().distinct().map(SearchType::valueOf).toList();
    }

    /** {@return whether no type at all is asked for} */
    static boolean isOfNoType(DataFetchingEnvironment env) {
        return env.getArgument("types") instanceof List<?> types && types.isEmpty();
    }

    private SearchScope scope(DataFetchingEnvironment env, SchemaAssembly schema) {
        Map<String, Object> filter = env.getArgument("filter");
        var condition = FilterReader.of(schema, sortKeys, titles, clock).read(filter, Optional.empty()).inAll();
        var scope = SearchScope.of(types(env));
        return filter == null ? scope : scope.ofMedia(condition);
    }

    private static Hit hit(DataFetchingEnvironment env) {
        return Required.<Edge<Hit>>source(env).node();
    }

    private static CompletableFuture<?> node(DataFetchingEnvironment env, SchemaAssembly schema) {
        var found = hit(env).ranked().found();
        return schema.nodeOf(found.type().prefix()).find().apply(env, found.entityId());
    }

    private CompletableFuture<List<Highlight.Part>> highlight(DataFetchingEnvironment env, SchemaAssembly schema) {
        var hit = hit(env);
        var highlight = new Highlight(hit.query());
        return hit.ranked().tier() == SearchTier.SCATTERED
                ? textsAround.load(env, hit.ranked().found().entityId()).thenCompose(around -> node(env, schema)
                        .thenApply(node -> across(highlight, node, around)))
                : node(env, schema).thenApply(node -> in(highlight, node));
    }

    private static List<Highlight.Part> in(Highlight highlight, @Nullable Object node) {
        return switch (node) {
            case MediaItem item -> highlight.in(given(item.title(), item.originalTitle()),
                    given(item.tagline(), item.summary()));
            case Episode episode -> highlight.in(given(episode.title()), given(episode.summary()));
            case Person person -> highlight.in(given(person.name()), List.of());
            case null, default -> List.of();
        };
    }

    private static List<Highlight.Part> across(Highlight highlight, @Nullable Object node, List<String> around) {
        return switch (node) {
            case MediaItem item -> highlight.across(given(item.title(), item.originalTitle()), Optional.empty(),
                    around);
            case Episode episode ->
                highlight.across(given(episode.title()), Optional.ofNullable(episode.code()), around);
            case null, default -> List.of();
        };
    }

    private static List<String> given(@Nullable String... texts) {
        return Stream.of(texts).filter(Objects::nonNull).toList();
    }
}
