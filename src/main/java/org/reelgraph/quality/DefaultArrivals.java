package org.reelgraph.quality;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.quality.Arrived.Outcome;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.joining;

/**
 * Keeps what another program wants of each kind of media, in the current transaction. The default of the kind becomes the
 * oldest profile that says the same of what is allowed and what is good enough; if there is none, one is made for the kind.
 */
@Singleton
public class DefaultArrivals {

    private final QualityProfileStore profiles;
    private final QualityDefaultStore defaults;
    private final OwnProfiles ownProfiles;
    private final AuditTrail audit;
    private final Ids ids;

    DefaultArrivals(QualityProfileStore profiles, QualityDefaultStore defaults, OwnProfiles ownProfiles,
            AuditTrail audit, Ids ids) {
        this.profiles = profiles;
        this.defaults = defaults;
        this.ownProfiles = ownProfiles;
        this.audit = audit;
        this.ids = ids;
    }

    /** {@return what became of each, in order} */
    public List<Arrived> keep(List<Arriving<DefaultQuality>> arriving, Actor actor, boolean dryRun) {
        var before = byKind(defaults.findAll());
        var known = contents(before.values().stream().map(QualityDefault::profileId).toList());
        var seen = EnumSet.noneOf(MediaKind.class);
        var arrived = new ArrayList<Arrived>();
        var changed = new ArrayList<DefaultQuality>();
        var rows = new EnumMap<MediaKind, Long>(MediaKind.class);
        for (var each : arriving) {
            var result = outcome(each.value(), Optional.ofNullable(before.get(each.value().kind())), known, seen);
            arrived.add(dryRun ? result.withoutNewId() : result);
            if (result.outcome() == Outcome.CREATED || result.outcome() == Outcome.UPDATED) {
                changed.add(each.value());
                rows.put(each.value().kind(), result.rowId().orElseThrow());
            }
        }
        if (!dryRun && !changed.isEmpty()) {
            audit.within(actor, "importDefaultQualities", () -> {
                write(changed, before, rows);
                return changed;
            }, done -> Optional.of(done.stream().map(each -> each.kind().name()).collect(joining(", "))));
        }
        return arrived;
    }

    private Arrived outcome(DefaultQuality value, Optional<QualityDefault> before, Map<Long, ProfileContent> known,
            Set<MediaKind> seen) {
        if (!seen.add(value.kind())) {
            return Arrived.failed(UserError.of(UserErrorCode.DUPLICATE).at(List.of())
                    .saying("What is wanted of " + value.kind() + " is there twice."));
        }
        return before.map(row -> Arrived.of(
                isSaid(value, known.get(row.profileId())) ? Outcome.UNCHANGED : Outcome.UPDATED, row.id()))
                .orElseGet(() -> Arrived.of(Outcome.CREATED, ids.next()));
    }

    private static boolean isSaid(DefaultQuality value, @Nullable ProfileContent content) {
        return content != null && value.isThatOf(content);
    }

    private void write(List<DefaultQuality> changed, Map<MediaKind, QualityDefault> before,
            Map<MediaKind, Long> rows) {
        var chosen = ownProfiles.forDefaults(changed, before.values());
        chosen.forEach((kind, profileId) -> {
            var row = new QualityDefault(Objects.requireNonNull(rows.get(kind)), kind, profileId);
            if (before.containsKey(kind)) {
                defaults.update(row);
            } else {
                defaults.save(row);
            }
        });
        profiles.deleteUnused();
    }

    /** Lets the kinds whose defaults are to be deleted keep what those say. */
    void detach(Map<Long, ProfileContent> deleted) {
        var before = defaults.findAll().stream().filter(each -> deleted.containsKey(each.profileId())).toList();
        var kept = before.stream().map(each -> of(each, deleted)).flatMap(Optional::stream).toList();
        var rows = byKind(before);
        ownProfiles.make(kept).forEach((kind, profileId) -> Optional.ofNullable(rows.get(kind)).ifPresent(
                row -> defaults.update(new QualityDefault(row.id(), kind, profileId))));
    }

    /** {@return what is wanted of the kinds after a row, in the order of the rows} */
    public Map<Long, DefaultQuality> findAfter(long rowId, int most) {
        return wanted(defaults.findAll().stream().filter(each -> each.id() > rowId).limit(most));
    }

    /** {@return what is wanted of the kinds with these rows} */
    public Map<Long, DefaultQuality> find(Collection<Long> rowIds) {
        return wanted(defaults.findAll().stream().filter(each -> rowIds.contains(each.id())));
    }

    private Map<Long, DefaultQuality> wanted(Stream<QualityDefault> some) {
        var rows = some.toList();
        var contents = contents(rows.stream().map(QualityDefault::profileId).toList());
        var wanted = new LinkedHashMap<Long, DefaultQuality>();
        rows.forEach(row -> of(row, contents).ifPresent(value -> wanted.put(row.id(), value)));
        return wanted;
    }

    private static Optional<DefaultQuality> of(QualityDefault row, Map<Long, ProfileContent> contents) {
        return Optional.ofNullable(contents.get(row.profileId()))
                .map(content -> new DefaultQuality(row.kind(), content.allowed(), content.cutoff()));
    }

    /** Deletes defaults, so that their kinds have none. */
    public void delete(Collection<Long> rowIds, Actor actor) {
        var rows = defaults.findAll().stream().filter(each -> rowIds.contains(each.id())).toList();
        if (!rows.isEmpty()) {
            audit.within(actor, "deleteDefaultQualities", () -> {
                defaults.delete(JsonArray.ofIds(rows.stream().map(QualityDefault::id).toList()));
                profiles.deleteUnused();
                return rows;
            }, done -> Optional.of(done.stream().map(each -> each.kind().name()).collect(joining(", "))));
        }
    }

    private Map<Long, ProfileContent> contents(Collection<Long> profileIds) {
        return profiles.contents(profiles.findByIds(JsonArray.ofIds(profileIds)));
    }

    private static Map<MediaKind, QualityDefault> byKind(Collection<QualityDefault> rows) {
        var byKind = new EnumMap<MediaKind, QualityDefault>(MediaKind.class);
        rows.forEach(row -> byKind.put(row.kind(), row));
        return byKind;
    }
}
