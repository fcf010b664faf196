package org.reelgraph.catalog.search;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.FullTextSearch.Named;
import org.reelgraph.catalog.search.query.SearchQuery;
import org.reelgraph.catalog.search.query.SearchTier;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** What a text that is being typed may become. */
@Singleton
class Suggestions implements SchemaContributor {

    // What is called so comes first, then what begins so, then what has the words further on.
    private static final List<SearchTier> ORDER = List.of(SearchTier.TITLE, SearchTier.TITLE_VARIANT,
            SearchTier.TITLE_BEGINS, SearchTier.TITLE_BEGINS_UNFINISHED, SearchTier.IN_TITLE,
            SearchTier.IN_TITLE_VARIANT,
            SearchTier.IN_TITLE_UNFINISHED);
    private static final int SPARE = 4;

    /** A title or name. */
    record Suggestion(String text, SearchType type, String id) {
    }

    private final FullTextSearch search;

    Suggestions(FullTextSearch search) {
        this.search = search;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("suggest", env -> suggest(env, schema));
        schema.type("Suggestion", Suggestion.class);
    }

    private List<Suggestion> suggest(DataFetchingEnvironment env, SchemaAssembly schema) {
        String prefix = Required.argument(env, "prefix");
        var first = PageRequest.first(env);
        var query = SearchQuery.of(prefix);
        if (query.isEmpty() || Search.isOfNoType(env)) {
            return List.of();
        }
        var scope = SearchScope.of(Search.types(env));
        return eachOnce(search.findNames(query, ORDER, scope, first * SPARE)).limit(first)
                .map(named -> new Suggestion(named.name(), named.type(),
                        GlobalId.of(schema.nodeOf(named.type().prefix()).prefix(), named.entityId())))
                .toList();
    }

    private static Stream<Named> eachOnce(List<Named> found) {
        var seen = new HashSet<String>();
        return found.stream().filter(named -> seen.add(named.name()));
    }
}
