package org.reelgraph.quality;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.quality.releases.Release;
import org.reelgraph.quality.releases.ReleaseParser;

/** What profiles make of the names of releases. */
@Singleton
class ReleaseQueries implements SchemaContributor {

    private static final int LONGEST_TITLE = 500;

    private final ReleaseParser parser;
    private final Loader<MediaKind, Long> defaultOfKind;

    ReleaseQueries(ReleaseParser parser, QualityReader reader) {
        this.parser = parser;
        defaultOfKind = new Loader<>("DefaultQualityProfileByKind", reader::defaults);
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(defaultOfKind));
        schema.query().field("evaluateRelease", env -> evaluate(schema.nodeOf(QualityProfile.PREFIX),
                schema.loader(QualityQueries.QUALITIES), env));
        schema.type("ReleaseEvaluation", ReleaseEvaluation.class);
        schema.type("ReleaseRejection", Rejection.class);
        schema.type("ParsedRelease", Release.class).property("hdr", Release::hdrFormats)
                .property("audio", Release::audioFormats).property("is3D", Release::stereoscopic)
                .property("isProper", Release::proper).property("isRepack", Release::repack)
                .property("isSample", Release::sample).property("isWholeSeasons", Release::wholeSeasons)
                .property("isMultiLanguage", Release::multipleLanguages);
    }

    @SuppressWarnings("unchecked") // the loader and the node are those of the names
    private CompletableFuture<ReleaseEvaluation> evaluate(NodeType<?> profiles, Loader<?, ?> qualities,
            DataFetchingEnvironment env) {
        var title = title(Required.argument(env, "title"));
        var size = size(env.getArgument("sizeBytes"));
        var kind = Optional.<String>ofNullable(env.getArgument("kind")).map(MediaKind::valueOf);
        var release = parser.parse(title);
        return profileId(profiles, kind, env)
                .thenCompose(id -> (CompletableFuture<QualityProfile>) profiles.find().apply(env, id))
                .thenCompose(profile -> ((Loader<Long, List<RankedQuality>>) qualities).load(env, found(profile).id())
                        .thenApply(ranked -> new ReleaseEvaluator(found(profile), ranked).evaluate(release, kind,
                                size)));
    }

    private static QualityProfile found(@Nullable QualityProfile profile) {
        return Optional.ofNullable(profile).orElseThrow(
                () -> RequestException.badInput("The argument 'profile' is the id of no quality profile."));
    }

    private static String title(String title) {
        if (title.isBlank()) {
            throw RequestException.badInput("The argument 'title' is empty: it is the name of a release.");
        }
        if (title.length() > LONGEST_TITLE) {
            throw RequestException.badInput("The argument 'title' has " + title.length() + " characters, and at most "
                    + LONGEST_TITLE + " are read.");
        }
        return title;
    }

    private static Optional<Long> size(@Nullable Double bytes) {
        if (bytes == null) {
            return Optional.empty();
        }
        return Optional.of(Bytes.whole(bytes).orElseThrow(() -> RequestException.badInput(
                "The argument 'sizeBytes' is a whole number from 0 to " + ProfileCheck.LARGEST + ", not " + bytes
                        + ".")));
    }

    private CompletableFuture<Long> profileId(NodeType<?> profiles, Optional<MediaKind> kind,
            DataFetchingEnvironment env) {
        String id = env.getArgument("profile");
        if (id != null) {
            return CompletableFuture.completedFuture(profiles.idOf(id));
        }
        var wanted = kind.orElseThrow(() -> RequestException.badInput(
                "Give 'profile', or 'kind' to use the default profile of a kind."));
        return defaultOfKind.load(env, wanted).thenApply(found -> Optional.ofNullable(found).orElseThrow(
                () -> RequestException.badInput("There is no default quality profile for " + wanted
                        + ": give 'profile', or set one by setDefaultQualityProfile.")));
    }
}
