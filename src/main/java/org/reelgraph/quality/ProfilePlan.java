package org.reelgraph.quality;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.quality.Arrived.Outcome;

/** What is to be done about profiles that arrive, one after the other, given those that are there. */
final class ProfilePlan {

    private final Map<Long, QualityProfile> rows;
    private final Map<Long, ProfileContent> contents;
    private final Map<String, QualityProfile> byName = new HashMap<>();
    private final LongSupplier ids;
    private final Instant now;
    private final Set<String> names = new HashSet<>();
    private final Set<Long> taken = new HashSet<>();
    private final List<QualityProfile> created = new ArrayList<>();
    private final List<QualityProfile> updated = new ArrayList<>();
    private final Map<Long, List<RankedQuality>> qualities = new LinkedHashMap<>();

    /**
     * @param rows     the profiles that have the ids or names of those that arrive
     * @param contents what they say
     */
    ProfilePlan(Map<Long, QualityProfile> rows, Map<Long, ProfileContent> contents, LongSupplier ids, Instant now) {
        this.rows = rows;
        this.contents = contents;
        this.ids = ids;
        this.now = now;
        rows.values().forEach(row -> byName.put(row.nameKey(), row));
    }

    Arrived add(Arriving<ProfileContent> arriving) {
        var content = arriving.value();
        var name = QualityProfile.key(content.name());
        var namesake = Optional.ofNullable(byName.get(name));
        var row = arriving.rowId().flatMap(id -> Optional.ofNullable(rows.get(id))).or(() -> namesake);
        if (!names.add(name) || row.filter(same -> !taken.add(same.id())).isPresent()) {
            return Arrived.failed(UserError.of(UserErrorCode.DUPLICATE).at("name")
                    .saying("The profile '" + content.name() + "' is there twice."));
        }
        return namesake.filter(other -> row.isPresent() && other.id() != row.get().id())
                .map(other -> Arrived.failed(taken(other)))
                .orElseGet(() -> row.map(before -> change(before, content)).orElseGet(() -> create(content)));
    }

    /** {@return the error for a name that another profile has} */
    static UserError taken(QualityProfile other) {
        return UserError.of(UserErrorCode.ALREADY_EXISTS).at("name")
                .saying("There is a quality profile '" + other.name() + "' already.");
    }

    private Arrived create(ProfileContent content) {
        var row = QualityProfile.of(ids.getAsLong(), content, Optional.empty(), now, now);
        created.add(row);
        qualities.put(row.id(), content.qualities());
        return Arrived.of(Outcome.CREATED, row.id());
    }

    private Arrived change(QualityProfile before, ProfileContent content) {
        var stored = contents.get(before.id());
        if (content.equals(stored) && before.ownKind() == null) {
            return Arrived.of(Outcome.UNCHANGED, before.id());
        }
        updated.add(QualityProfile.of(before.id(), content, Optional.empty(), before.createdAt(), now));
        if (stored == null || !content.qualities().equals(stored.qualities())) {
            qualities.put(before.id(), content.qualities());
        }
        return Arrived.of(Outcome.UPDATED, before.id());
    }

    List<QualityProfile> created() {
        return created;
    }

    List<QualityProfile> updated() {
        return updated;
    }

    /** {@return the qualities that have to be written} */
    Map<Long, List<RankedQuality>> qualities() {
        return qualities;
    }

    boolean isEmpty() {
        return created.isEmpty() && updated.isEmpty();
    }

    /** {@return what is to be done, for the audit trail} */
    String inWords() {
        return inWords("created ", created) + (created.isEmpty() || updated.isEmpty() ? "" : "; ")
                + inWords("updated ", updated);
    }

    private static String inWords(String deed, List<QualityProfile> profiles) {
        return profiles.isEmpty() ? "" : deed + String.join(", ", profiles.stream().map(QualityProfile::name).toList());
    }
}
