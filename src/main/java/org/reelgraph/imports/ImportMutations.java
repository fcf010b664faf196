package org.reelgraph.imports;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.imports.merge.OptionsInput;
import org.reelgraph.imports.merge.Result;
import org.reelgraph.imports.records.Validation;

/** The mutations that import data from their input: importSeries, importMovies, importAlbums and importBooks. */
@Singleton
class ImportMutations implements SchemaContributor {

    private final ImportService imports;

    ImportMutations(ImportService imports) {
        this.imports = imports;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        for (var kind : MediaKind.values()) {
            var list = kind.plural().toLowerCase(Locale.ROOT);
            schema.mutation().field("import" + kind.plural(), env -> importTrees(env, kind, list));
            schema.type("Import" + kind.plural() + "Payload", ImportReport.class).field(list,
                    items(schema, kind.prefix()));
        }
        schema.type("ImportResult", Result.class);
    }

    private ImportReport importTrees(DataFetchingEnvironment env, MediaKind kind, String list) {
        Map<String, Object> input = Required.argument(env, "input");
        List<Map<String, Object>> trees = Required.member(input, list);
        var validation = Validation.ofRequest();
        var options = OptionsInput.read(input, validation);
        if (!validation.errors().isEmpty()) {
            return ImportReport.refused(trees.size(), validation.errors());
        }
        return imports.importTrees(Actor.of(Caller.of(env)), kind, trees, OptionsInput.PLACE.below(list), options);
    }

    private static DataFetcher<?> items(SchemaAssembly schema, String prefix) {
        return env -> schema.nodeOf(prefix).findAll(env, Required.<ImportReport>source(env).results().stream()
                .map(Result::mediaId).filter(Objects::nonNull).toList())
                // An imported item may have been removed by now.
                .thenApply(found -> found.stream().filter(Objects::nonNull).toList());
    }
}
