package org.reelgraph.quality;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** Quality profiles with what belongs to them. */
@Singleton
class QualityQueries implements SchemaContributor {

    static final String QUALITIES = "QualitiesByProfile";
    private static final String PROFILES = "qualityProfiles";

    private final QualityProfileRepository profiles;
    private final Loader<Long, QualityProfile> profileById;
    private final Loader<Long, List<RankedQuality>> qualitiesByProfile;
    private final Loader<Long, List<MediaKind>> kindsByProfile;

    QualityQueries(QualityProfileRepository profiles, QualityReader reader) {
        this.profiles = profiles;
        profileById = new Loader<>("QualityProfileById", ids -> profiles.findByIds(JsonArray.ofIds(ids)).stream()
                .collect(toMap(QualityProfile::id, profile -> profile)));
        qualitiesByProfile = Loader.ofLists(QUALITIES, reader::qualities);
        kindsByProfile = Loader.ofLists("KindsByQualityProfile", reader::kinds);
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(profileById, qualitiesByProfile, kindsByProfile));
        schema.connection("QualityProfile");
        schema.type("ProfileQuality", RankedQuality.class);
        schema.query().field(PROFILES, this::profiles).field("qualityProfile",
                env -> schema.nodeOf(QualityProfile.PREFIX).find(env, Required.argument(env, "id")));
        schema.node(new NodeType<>("QualityProfile", QualityProfile.PREFIX, QualityProfile.class, QualityProfile::id,
                profileById::load))
                .property("minSizeBytes", (QualityProfile profile) -> bytes(profile.minSize()))
                .property("maxSizeBytes", (QualityProfile profile) -> bytes(profile.maxSize()))
                .field("qualities", env -> qualitiesByProfile.load(env, id(env)))
                .field("isDefaultFor", env -> kindsByProfile.load(env, id(env)));
    }

    private static long id(DataFetchingEnvironment env) {
        return Required.<QualityProfile>source(env).id();
    }

    private static @Nullable Double bytes(@Nullable Long size) {
        return size == null ? null : (Double) size.doubleValue();
    }

    private Connection<QualityProfile> profiles(DataFetchingEnvironment env) {
        var filter = QualityProfileFilter.of(env.getArgument("filter"));
        var order = QualityProfileFilter.ORDER.order(env.getArgument("orderBy"));
        return Connection.inOrder(env, ListName.of(PROFILES, filter, order), order,
                (way, from, most) -> profiles.findPage(filter, way, from, most), count -> profiles.count(filter));
    }
}
