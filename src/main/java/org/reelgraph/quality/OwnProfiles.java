package org.reelgraph.quality;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

/** Finds the profiles that say what is wanted of kinds, and makes them where there is none. */
@Singleton
class OwnProfiles {

    private static final int MOST_NAMES = 100;

    private final QualityProfileStore profiles;
    private final Ids ids;
    private final Clock clock;

    OwnProfiles(QualityProfileStore profiles, Ids ids, Clock clock) {
        this.profiles = profiles;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * {@return the profile that says what is wanted, by kind: an equal one, or the one that was made for the kind, changed, or
     * a new one}
     *
     * @param defaults the defaults so far
     */
    Map<MediaKind, Long> forDefaults(List<DefaultQuality> wanted, Collection<QualityDefault> defaults) {
        var equal = equal(wanted);
        var own = own(defaults);
        var changed = wanted.stream().filter(each -> !equal.containsKey(each.kind()) && own.containsKey(each.kind()))
                .toList();
        change(changed, own);
        var found = new EnumMap<MediaKind, Long>(MediaKind.class);
        found.putAll(make(wanted.stream()
                .filter(each -> !equal.containsKey(each.kind()) && !own.containsKey(each.kind())).toList()));
        changed.forEach(each -> Optional.ofNullable(own.get(each.kind()))
                .ifPresent(row -> found.put(each.kind(), row.id())));
        found.putAll(equal);
        return found;
    }

    private Map<MediaKind, Long> equal(List<DefaultQuality> wanted) {
        var rows = profiles
                .findByCutoffs(JsonArray.of(wanted.stream().map(DefaultQuality::cutoff).distinct().toList()));
        var contents = profiles.contents(rows).entrySet();
        var equal = new EnumMap<MediaKind, Long>(MediaKind.class);
        for (var each : wanted) {
            contents.stream().filter(content -> each.isThatOf(content.getValue())).findFirst()
                    .ifPresent(content -> equal.put(each.kind(), content.getKey()));
        }
        return equal;
    }

    // A profile that has become the default of another kind, too, stays as it is.
    private Map<MediaKind, QualityProfile> own(Collection<QualityDefault> defaults) {
        var kinds = defaults.stream().collect(toMap(QualityDefault::profileId, each -> 1, Integer::sum));
        var of = defaults.stream().collect(toMap(QualityDefault::profileId, QualityDefault::kind, (one, other) -> one));
        var own = new EnumMap<MediaKind, QualityProfile>(MediaKind.class);
        profiles.findByIds(JsonArray.ofIds(of.keySet())).stream()
                .filter(row -> row.ownKind() != null && row.ownKind() == of.get(row.id())
                        && Integer.valueOf(1).equals(kinds.get(row.id())))
                .forEach(row -> Optional.ofNullable(of.get(row.id())).ifPresent(kind -> own.put(kind, row)));
        return own;
    }

    private void change(List<DefaultQuality> changed, Map<MediaKind, QualityProfile> own) {
        var rows = new ArrayList<QualityProfile>();
        var qualities = new LinkedHashMap<Long, List<RankedQuality>>();
        for (var each : changed) {
            Optional.ofNullable(own.get(each.kind())).ifPresent(row -> {
                var content = each.content(row.name());
                rows.add(QualityProfile.of(row.id(), content, Optional.of(each.kind()), row.createdAt(),
                        clock.instant()));
                qualities.put(row.id(), content.qualities());
            });
        }
        save(List.of(), rows, qualities);
    }

    /** {@return new profiles that say what is wanted, by kind} */
    Map<MediaKind, Long> make(List<DefaultQuality> wanted) {
        var made = new EnumMap<MediaKind, Long>(MediaKind.class);
        if (wanted.isEmpty()) {
            return made;
        }
        var taken = takenNames(wanted);
        var rows = new ArrayList<QualityProfile>();
        var qualities = new LinkedHashMap<Long, List<RankedQuality>>();
        for (var each : wanted) {
            var name = names(each.kind()).filter(free -> taken.add(QualityProfile.key(free))).findFirst().orElseThrow();
            var content = each.content(name);
            var now = clock.instant();
            var row = QualityProfile.of(ids.next(), content, Optional.of(each.kind()), now, now);
            rows.add(row);
            qualities.put(row.id(), content.qualities());
            made.put(each.kind(), row.id());
        }
        save(rows, List.of(), qualities);
        return made;
    }

    private void save(List<QualityProfile> made, List<QualityProfile> changed,
            Map<Long, List<RankedQuality>> qualities) {
        profiles.saveAll(made);
        profiles.updateAll(changed);
        profiles.write(qualities);
    }

    private Set<String> takenNames(List<DefaultQuality> wanted) {
        var keys = wanted.stream().flatMap(each -> names(each.kind())).map(QualityProfile::key).toList();
        return profiles.findByNameKeys(JsonArray.of(keys)).stream().map(QualityProfile::nameKey).collect(
                toCollection(HashSet::new));
    }

    private static Stream<String> names(MediaKind kind) {
        var name = "Default of " + kind.plural().toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(name), IntStream.rangeClosed(2, MOST_NAMES).mapToObj(n -> name + " " + n));
    }
}
