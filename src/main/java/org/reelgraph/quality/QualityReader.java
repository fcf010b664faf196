package org.reelgraph.quality;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.StatementRunner;
import org.reelgraph.storage.sql.Statements;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

/** Reads what belongs to quality profiles. */
@Singleton
class QualityReader {

    private static final String QUALITIES = "SELECT profile_id, quality, allowed, preferred"
            + " FROM quality_profile_qualities WHERE profile_id" + JsonArray.IN + " ORDER BY profile_id, position";
    private static final String KINDS = "SELECT profile_id, kind FROM quality_defaults WHERE profile_id"
            + JsonArray.IN + " ORDER BY profile_id, kind";
    private static final String DEFAULTS = "SELECT kind, profile_id FROM quality_defaults WHERE kind" + JsonArray.IN;

    private record OfProfile<T>(long profileId, T value) {
    }

    private final Statements statements;

    QualityReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return the qualities of profiles, best first} */
    Map<Long, List<RankedQuality>> qualities(Collection<Long> profileIds) {
        return qualities(statements, profileIds);
    }

    static Map<Long, List<RankedQuality>> qualities(StatementRunner statements, Collection<Long> profileIds) {
        return byProfile(Rows.read(statements, QUALITIES, JsonArray.ofIds(profileIds),
                row -> new OfProfile<>(row.getLong(1),
                        new RankedQuality(Rows.text(row, 2), row.getInt(3) == 1, row.getInt(4) == 1))));
    }

    /** {@return the kinds whose default a profile is, by profile} */
    Map<Long, List<MediaKind>> kinds(Collection<Long> profileIds) {
        return byProfile(Rows.read(statements, KINDS, JsonArray.ofIds(profileIds),
                row -> new OfProfile<>(row.getLong(1), MediaKind.valueOf(Rows.text(row, 2)))));
    }

    /** {@return the default profiles of these kinds} */
    Map<MediaKind, Long> defaults(Collection<MediaKind> kinds) {
        return Rows.read(statements, DEFAULTS, JsonArray.of(kinds),
                row -> Map.entry(MediaKind.valueOf(Rows.text(row, 1)), row.getLong(2))).stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static <T> Map<Long, List<T>> byProfile(List<OfProfile<T>> rows) {
        return rows.stream().collect(groupingBy(OfProfile::profileId, mapping(OfProfile::value, toList())));
    }
}
