package org.reelgraph.quality;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.joining;

/** Creates, changes and deletes quality profiles, for people. */
@Singleton
class QualityProfiles {

    /** The profile after a change, or why nothing was changed. */
    record Changed(Optional<QualityProfile> profile, List<UserError> errors) {

        static Changed to(QualityProfile profile) {
            return new Changed(Optional.of(profile), List.of());
        }

        static Changed refused(List<UserError> errors) {
            return new Changed(Optional.empty(), errors);
        }
    }

    private static final String INPUT = "input";
    private static final ProfileCheck CHECK = new ProfileCheck("minSizeBytes", "maxSizeBytes");

    private final QualityProfileStore profiles;
    private final QualityDefaultStore defaults;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    QualityProfiles(QualityProfileStore profiles, QualityDefaultStore defaults, WriteTransactions transactions,
            AuditTrail audit, Ids ids, Clock clock) {
        this.profiles = profiles;
        this.defaults = defaults;
        this.transactions = transactions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** {@return the new profile, or what is wrong with it} */
    Changed create(Actor who, ProfileContent content) {
        return transactions.within(() -> {
            var errors = errors(content, Optional.empty());
            if (!errors.isEmpty()) {
                return Changed.refused(errors);
            }
            var now = clock.instant();
            var profile = QualityProfile.of(ids.next(), content, Optional.empty(), now, now);
            return audit.within(who, "createQualityProfile", profile.globalId(), profile.name(), () -> {
                profiles.saveAll(List.of(profile));
                profiles.write(Map.of(profile.id(), content.qualities()));
                return Changed.to(profile);
            });
        });
    }

    /** {@return the changed profile, or what is wrong with the change} */
    Changed update(Actor who, long id, UnaryOperator<ProfileContent> change) {
        return transactions.within(() -> withProfile(id, "id", before -> {
            var qualities = profiles.qualities(List.of(id)).getOrDefault(id, List.of());
            var content = change.apply(before.content(qualities));
            var errors = errors(content, Optional.of(id));
            if (!errors.isEmpty()) {
                return Changed.refused(errors);
            }
            var after = QualityProfile.of(id, content, Optional.empty(), before.createdAt(), clock.instant());
            return audit.within(who, "updateQualityProfile", after.globalId(), after.name(), () -> {
                profiles.updateAll(List.of(after));
                if (!content.qualities().equals(qualities)) {
                    profiles.write(Map.of(id, content.qualities()));
                }
                return Changed.to(after);
            });
        }));
    }

    private Changed withProfile(long id, String field, Function<QualityProfile, Changed> work) {
        return profiles.findById(id).map(work).orElseGet(() -> Changed.refused(List.of(unknown(field))));
    }

    private static UserError unknown(String field) {
        return UserError.of(UserErrorCode.NOT_FOUND).at(INPUT, field)
                .saying("There is no quality profile with this id.");
    }

    private List<UserError> errors(ProfileContent content, Optional<Long> id) {
        var taken = profiles.findByNameKeys(JsonArray.of(List.of(QualityProfile.key(content.name())))).stream()
                .filter(other -> id.isEmpty() || other.id() != id.get()).findFirst().map(ProfilePlan::taken);
        return Stream.concat(CHECK.errors(content).stream(), taken.stream()).map(error -> error.below(INPUT)).toList();
    }

    /**
     * {@return the profile that was deleted, or why none was}
     *
     * @param replacement the profile that takes its place wherever it is a default
     */
    Changed delete(Actor who, long id, Optional<Long> replacement) {
        return transactions.within(() -> withProfile(id, "id", profile -> {
            var of = defaults.findAll().stream().filter(each -> each.profileId() == id).toList();
            var error = replacementError(profile, of, replacement);
            return error.map(each -> Changed.refused(List.of(each))).orElseGet(
                    () -> audit.within(who, "deleteQualityProfile", profile.globalId(), profile.name(), () -> {
                        replacement.ifPresent(other -> of.forEach(each -> defaults.update(new QualityDefault(
                                each.id(), each.kind(), other))));
                        profiles.delete(JsonArray.ofIds(List.of(id)));
                        return Changed.to(profile);
                    }));
        }));
    }

    private Optional<UserError> replacementError(QualityProfile profile, List<QualityDefault> of,
            Optional<Long> replacement) {
        if (replacement.isEmpty()) {
            return of.isEmpty()
                    ? Optional.empty()
                    : Optional.of(UserError.of(UserErrorCode.REQUIRED).at(INPUT, "replacementId")
                            .saying("'" + profile.name() + "' is the default of " + of.stream()
                                    .map(each -> each.kind().name()).sorted().collect(joining(", "))
                                    + ". Say which profile takes its place."));
        }
        if (replacement.get() == profile.id()) {
            return Optional.of(UserError.of(UserErrorCode.INVALID).at(INPUT, "replacementId")
                    .saying("A profile can't take its own place."));
        }
        return profiles.findById(replacement.get()).isPresent()
                ? Optional.empty()
                : Optional.of(unknown("replacementId"));
    }

    /**
     * {@return the profile that is the default of a kind from now on}
     *
     * @param id empty if the kind has no default any more
     */
    Changed setDefault(Actor who, MediaKind kind, Optional<Long> id) {
        return transactions.within(() -> {
            var profile = id.flatMap(profiles::findById);
            if (id.isPresent() && profile.isEmpty()) {
                return Changed.refused(List.of(unknown("profileId")));
            }
            var before = defaults.findAll().stream().filter(each -> each.kind() == kind).findFirst();
            return audit.within(who, "setDefaultQualityProfile", profile.map(QualityProfile::globalId).orElse(null),
                    kind + ": " + profile.map(QualityProfile::name).orElse("none"), () -> {
                        before.ifPresent(each -> profiles.release(each.profileId()));
                        replace(kind, before, id);
                        return new Changed(profile, List.of());
                    });
        });
    }

    private void replace(MediaKind kind, Optional<QualityDefault> before, Optional<Long> id) {
        if (id.isEmpty()) {
            before.ifPresent(each -> defaults.delete(JsonArray.ofIds(List.of(each.id()))));
        } else if (before.isPresent()) {
            defaults.update(new QualityDefault(before.get().id(), kind, id.get()));
        } else {
            defaults.save(new QualityDefault(ids.next(), kind, id.get()));
        }
    }
}
