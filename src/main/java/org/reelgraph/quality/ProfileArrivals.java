package org.reelgraph.quality;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.sql.JsonArray;

/**
 * Keeps the quality profiles of another program, many at once, in the current transaction. How many statements read doesn't
 * depend on how many profiles there are.
 */
@Singleton
public class ProfileArrivals {

    private final QualityProfileStore profiles;
    private final DefaultArrivals defaults;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    ProfileArrivals(QualityProfileStore profiles, DefaultArrivals defaults, AuditTrail audit, Ids ids, Clock clock) {
        this.profiles = profiles;
        this.defaults = defaults;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Creates and changes profiles. Each is the row that it became earlier, if that is still there, or else the one of its
     * name.
     *
     * @return what became of each, in order
     */
    public List<Arrived> keep(List<Arriving<ProfileContent>> arriving, Actor actor, boolean dryRun) {
        var known = known(arriving);
        var plan = new ProfilePlan(known, profiles.contents(known.values()), ids::next, clock.instant());
        var arrived = arriving.stream().map(plan::add).toList();
        if (dryRun) {
            return arrived.stream().map(Arrived::withoutNewId).toList();
        }
        if (!plan.isEmpty()) {
            audit.within(actor, "importQualityProfiles", () -> write(plan), done -> Optional.of(done.inWords()));
        }
        return arrived;
    }

    private ProfilePlan write(ProfilePlan plan) {
        profiles.saveAll(plan.created());
        profiles.updateAll(plan.updated());
        profiles.write(plan.qualities());
        return plan;
    }

    private Map<Long, QualityProfile> known(List<Arriving<ProfileContent>> arriving) {
        var rows = arriving.stream().flatMap(each -> each.rowId().stream()).toList();
        var names = arriving.stream().map(each -> QualityProfile.key(each.value().name())).distinct().toList();
        var known = new LinkedHashMap<Long, QualityProfile>();
        profiles.findByIds(JsonArray.ofIds(rows)).forEach(profile -> known.put(profile.id(), profile));
        profiles.findByNameKeys(JsonArray.of(names)).forEach(profile -> known.put(profile.id(), profile));
        return known;
    }

    /** {@return the profiles after a row, in the order of their ids; none that is only the default of a kind} */
    public Map<Long, ProfileContent> findAfter(long rowId, int most) {
        return profiles.contents(profiles.findAfter(rowId, most));
    }

    /** {@return these profiles; none that is only the default of a kind} */
    public Map<Long, ProfileContent> find(Collection<Long> rowIds) {
        return profiles.contents(profiles.findInTheirOwnRight(JsonArray.ofIds(rowIds)));
    }

    /** Deletes profiles. A kind whose default is deleted keeps what it said. */
    public void delete(Collection<Long> rowIds, Actor actor) {
        var rows = profiles.findByIds(JsonArray.ofIds(rowIds));
        if (rows.isEmpty()) {
            return;
        }
        var contents = profiles.contents(rows);
        audit.within(actor, "deleteQualityProfiles", () -> {
            defaults.detach(contents);
            profiles.delete(JsonArray.ofIds(contents.keySet()));
            return rows;
        }, done -> Optional.of(String.join(", ", done.stream().map(QualityProfile::name).toList())));
    }
}
