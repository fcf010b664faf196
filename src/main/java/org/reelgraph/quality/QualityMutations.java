package org.reelgraph.quality;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.ArgumentValue;
import org.reelgraph.graphql.schema.ExplicitNulls;
import org.reelgraph.graphql.schema.InputBinding;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.NameInput;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.quality.QualityProfiles.Changed;

/** The mutations of quality profiles. */
@Singleton
class QualityMutations implements SchemaContributor {

    /** The input of {@code createQualityProfile}. */
    @Introspected
    record CreateQualityProfileInput(String name, Optional<String> description, boolean upgradeAllowed, String cutoff,
            List<Map<String, Object>> qualities, Optional<Double> minSizeBytes, Optional<Double> maxSizeBytes) {
    }

    /** The input of {@code updateQualityProfile}: what is omitted stays. */
    @Introspected
    record UpdateQualityProfileInput(String id, ArgumentValue<String> name, ArgumentValue<String> description,
            ArgumentValue<Boolean> upgradeAllowed, ArgumentValue<String> cutoff,
            ArgumentValue<List<Map<String, Object>>> qualities, ArgumentValue<Double> minSizeBytes,
            ArgumentValue<Double> maxSizeBytes) {

        List<UserError> nulls() {
            return ExplicitNulls.errors(Map.of("name", name, "upgradeAllowed", upgradeAllowed, "cutoff", cutoff,
                    "qualities", qualities));
        }
    }

    /** A quality of a profile. */
    @Introspected
    record ProfileQualityInput(String quality, boolean allowed, boolean preferred) {
    }

    /** The input of {@code deleteQualityProfile}. */
    @Introspected
    record DeleteQualityProfileInput(String id, Optional<String> replacementId) {
    }

    /** The input of {@code setDefaultQualityProfile}. */
    @Introspected
    record SetDefaultQualityProfileInput(MediaKind kind, Optional<String> profileId) {
    }

    /** A profile, or why nothing was done. */
    public record ProfilePayload(@Nullable QualityProfile qualityProfile, List<UserError> userErrors)
            implements
                MutationPayload {

        static ProfilePayload of(Changed changed) {
            return new ProfilePayload(changed.profile().orElse(null), changed.errors());
        }

        static ProfilePayload refused(List<UserError> errors) {
            return new ProfilePayload(null, errors);
        }
    }

    /** The id of the deleted profile, or why none was deleted. */
    public record DeleteQualityProfilePayload(@Nullable String deletedId, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    private static final InputBinding<ProfileQualityInput> QUALITY = InputBinding.to(ProfileQualityInput.class);

    private final QualityProfiles profiles;

    QualityMutations(QualityProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("createQualityProfile", CreateQualityProfileInput.class, this::create)
                .field("updateQualityProfile", UpdateQualityProfileInput.class,
                        (input, env) -> update(input, idOf(schema, input.id()), env))
                .field("deleteQualityProfile", DeleteQualityProfileInput.class,
                        (input, env) -> delete(idOf(schema, input.id()),
                                input.replacementId().map(id -> idOf(schema, id)), env))
                .field("setDefaultQualityProfile", SetDefaultQualityProfileInput.class,
                        (input, env) -> ProfilePayload.of(profiles.setDefault(actor(env), input.kind(),
                                input.profileId().map(id -> idOf(schema, id)))));
        schema.type("CreateQualityProfilePayload", ProfilePayload.class);
        schema.type("UpdateQualityProfilePayload", ProfilePayload.class);
        schema.type("DeleteQualityProfilePayload", DeleteQualityProfilePayload.class);
        schema.type("SetDefaultQualityProfilePayload", ProfilePayload.class);
    }

    private static long idOf(SchemaAssembly schema, String globalId) {
        return schema.nodeOf(QualityProfile.PREFIX).idOf(globalId);
    }

    private static Actor actor(DataFetchingEnvironment env) {
        return Actor.of(Caller.of(env));
    }

    private ProfilePayload create(CreateQualityProfileInput input, DataFetchingEnvironment env) {
        var errors = new ArrayList<UserError>();
        var content = new ProfileContent(NameInput.normalized(input.name()), description(input.description()),
                input.upgradeAllowed(), NameInput.normalized(input.cutoff()), qualities(input.qualities()),
                size(input.minSizeBytes(), "minSizeBytes", errors), size(input.maxSizeBytes(), "maxSizeBytes", errors));
        return errors.isEmpty()
                ? ProfilePayload.of(profiles.create(actor(env), content))
                : ProfilePayload.refused(errors);
    }

    private ProfilePayload update(UpdateQualityProfileInput input, long id, DataFetchingEnvironment env) {
        var errors = new ArrayList<>(input.nulls());
        var least = size(input.minSizeBytes().value(), "minSizeBytes", errors);
        var most = size(input.maxSizeBytes().value(), "maxSizeBytes", errors);
        return errors.isEmpty()
                ? ProfilePayload.of(profiles.update(actor(env), id, before -> changed(before, input, least, most)))
                : ProfilePayload.refused(errors);
    }

    private static ProfileContent changed(ProfileContent before, UpdateQualityProfileInput input,
            Optional<Long> least, Optional<Long> most) {
        return new ProfileContent(input.name().map(NameInput::normalized).orElse(before.name()),
                description(input.description().or(before.description())),
                input.upgradeAllowed().value().orElse(before.upgradeAllowed()),
                input.cutoff().map(NameInput::normalized).orElse(before.cutoff()),
                input.qualities().map(QualityMutations::qualities).orElse(before.qualities()),
                input.minSizeBytes().given() ? least : before.minSize(),
                input.maxSizeBytes().given() ? most : before.maxSize());
    }

    private static Optional<String> description(Optional<String> given) {
        return given.map(NameInput::normalized).filter(text -> !text.isEmpty());
    }

    private static List<RankedQuality> qualities(List<Map<String, Object>> given) {
        return given.stream().map(QUALITY::bind).map(each -> new RankedQuality(
                NameInput.normalized(each.quality()), each.allowed(), each.preferred())).toList();
    }

    private static Optional<Long> size(Optional<Double> given, String field, List<UserError> errors) {
        var bytes = given.flatMap(Bytes::whole);
        if (given.isPresent() && bytes.isEmpty()) {
            errors.add(UserError.of(UserErrorCode.OUT_OF_RANGE).at("input", field).saying(
                    "A size is a whole number from 0 to " + ProfileCheck.LARGEST + ", not " + given.get() + "."));
        }
        return bytes;
    }

    private DeleteQualityProfilePayload delete(long id, Optional<Long> replacement, DataFetchingEnvironment env) {
        var deleted = profiles.delete(actor(env), id, replacement);
        return new DeleteQualityProfilePayload(deleted.profile().map(QualityProfile::globalId).orElse(null),
                deleted.errors());
    }
}
