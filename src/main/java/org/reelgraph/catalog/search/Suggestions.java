package org.reelgraph.catalog.search;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.SearchRepository.Named;
import org.reelgraph.graphql.GlobalId;
import org.reelgraph.graphql.PageRequest;
import org.reelgraph.graphql.SchemaAssembly;
import org.reelgraph.graphql.SchemaPart;

/** What a text that is being typed may become. */
@Singleton
class Suggestions implements SchemaPart {

    private static final int SPARE = 4;

    /** A title or name. */
    record Suggestion(String text, SearchType type, String id) {
    }

    private final SearchRepository repository;

    Suggestions(SearchRepository repository) {
        this.repository = repository;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("suggest", env -> suggest(env, schema));
        schema.type("Suggestion", Suggestion.class);
    }

    private List<Suggestion> suggest(DataFetchingEnvironment env, SchemaAssembly schema) {
        String prefix = env.getArgument("prefix");
        var first = PageRequest.first(env);
        var query = SearchQuery.of(prefix);
        if (query.isEmpty() || Search.isOfNoType(env)) {
            return List.of();
        }
        var found = SearchMatch.upTo(query, SearchTier.IN_TITLE_UNFINISHED, Search.types(env)).stream()
                .flatMap(match -> repository.findNames(match, first * SPARE).stream());
        return inOrder(found, SearchText.words(prefix)).limit(first)
                .map(named -> new Suggestion(named.name(), named.type(),
                        GlobalId.of(schema.nodes().get(named.type().token()).prefix(), named.entityId())))
                .toList();
    }

    // What is called so comes first, then what begins so, then what has the words further on; and each but once.
    private static Stream<Named> inOrder(Stream<Named> found, List<String> words) {
        var beginning = String.join(" ", words);
        var seen = new HashSet<String>();
        return found.filter(named -> seen.add(named.name())).sorted(Comparator.comparing(named -> {
            var name = String.join(" ", SearchText.words(named.name()));
            return name.equals(beginning) ? 0 : name.startsWith(beginning) ? 1 : 2;
        }));
    }
}
