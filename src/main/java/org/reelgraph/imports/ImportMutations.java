package org.reelgraph.imports;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.SchemaAssembly;
import org.reelgraph.graphql.SchemaPart;
import org.reelgraph.graphql.UserError;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.imports.merge.OptionsInput;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.imports.records.Mistakes;

/** The mutations importSeries and importMovies. */
@Singleton
class ImportMutations implements SchemaPart {

    private final ImportService imports;

    ImportMutations(ImportService imports) {
        this.imports = imports;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("importSeries", env -> importTrees(env, MediaKind.SERIES, "series"))
                .field("importMovies", env -> importTrees(env, MediaKind.MOVIE, "movies"));
        schema.type("ImportSeriesPayload", ImportReport.class).field("series", items(schema, "series"));
        schema.type("ImportMoviesPayload", ImportReport.class).field("movies", items(schema, "movie"));
        schema.type("ImportResult", Result.class);
        schema.type("UserError", UserError.class);
    }

    private ImportReport importTrees(DataFetchingEnvironment env, MediaKind kind, String list) {
        Map<String, Object> input = env.getArgument("input");
        @SuppressWarnings("unchecked")
        var trees = (List<Map<String, Object>>) input.get(list);
        var mistakes = new Mistakes();
        var options = OptionsInput.read(input, mistakes);
        if (!mistakes.all().isEmpty()) {
            return ImportReport.refused(trees.size(), mistakes.all());
        }
        return imports.importTrees(Actor.of(Caller.of(env)), kind, trees, OptionsInput.PLACE.below(list), options);
    }

    private static DataFetcher<?> items(SchemaAssembly schema, String prefix) {
        return env -> schema.nodes().get(prefix).findAll(env, env.<ImportReport>getSource().results().stream()
                .map(Result::mediaId).filter(Objects::nonNull).toList())
                // What was taken in may be removed again by now.
                .thenApply(found -> found.stream().filter(Objects::nonNull).toList());
    }
}
