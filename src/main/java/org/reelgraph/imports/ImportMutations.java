package org.reelgraph.imports;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.SchemaAssembly;
import org.reelgraph.graphql.SchemaPart;
import org.reelgraph.graphql.UserError;
import org.reelgraph.graphql.UserErrorCode;
import org.reelgraph.imports.ImportOptions.ConflictPolicy;
import org.reelgraph.imports.ImportReport.Result;

/** The mutations importSeries and importMovies. */
@Singleton
class ImportMutations implements SchemaPart {

    private static final int LONGEST_SOURCE = 100;

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
        var options = options(input, source(input, mistakes));
        if (!mistakes.all().isEmpty()) {
            return ImportReport.refused(trees.size(), mistakes.all());
        }
        return imports.importTrees(kind, trees, List.of("input", list), options);
    }

    private static String source(Map<String, Object> input, Mistakes mistakes) {
        if (input.get("source") == null) {
            return MediaItem.DEFAULT_SOURCE;
        }
        var in = new InputObject(input, List.of("input"), mistakes);
        var source = in.required("source", in.text("source"), MediaItem.DEFAULT_SOURCE);
        if (source.length() > LONGEST_SOURCE) {
            in.error(UserErrorCode.OUT_OF_RANGE, "The source takes up to " + LONGEST_SOURCE + " characters.", "source");
        }
        return source;
    }

    // An explicit null counts as the default, which the schema only gives to what is absent.
    private static ImportOptions options(Map<String, Object> input, String source) {
        var policy = Objects.requireNonNullElse(input.get("onConflict"), ConflictPolicy.UPDATE.name()).toString();
        return new ImportOptions(source, ConflictPolicy.valueOf(policy), "REJECT_ALL".equals(input.get("errorPolicy")),
                isTrue(input.get("prune")), isTrue(input.get("dryRun")));
    }

    private static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value);
    }

    private static DataFetcher<?> items(SchemaAssembly schema, String prefix) {
        return env -> schema.nodes().get(prefix).findAll(env, env.<ImportReport>getSource().results().stream()
                .map(Result::mediaId).filter(Objects::nonNull).toList());
    }
}
