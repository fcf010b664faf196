package org.reelgraph.frontpage.heroes;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/**
 * Reads candidates: for each slot a few hundred items from the index that has them in its order, so that it takes the same
 * time however large the library is.
 */
@Singleton
class HeroCandidateReader {

    /** How many items are considered for a slot, at most. */
    static final int MOST = 250;

    private static final int MOST_GENRES = 3;
    private static final String COLUMNS = "id, year, last_added_at, rating, shuffle";
    // What is drawn by lot lies in a ring, and its end goes on at the beginning.
    private static final String CANDIDATES = "SELECT slot, " + COLUMNS
            + ", CASE WHEN EXISTS (SELECT 1 FROM images AS i WHERE i.owner_id = candidates.id AND i.kind = 'BACKDROP')"
            + " THEN 1 ELSE 0 END FROM ("
            + part(HeroSlot.NEW, "last_added_at >= ?", "last_added_at DESC, id DESC") + " UNION ALL "
            + part(HeroSlot.TOP_RATED, "rating IS NOT NULL", "rating DESC, id DESC") + " UNION ALL "
            + part(HeroSlot.OLD_BUT_GOLD, "year <= ?", "year, id") + " UNION ALL "
            + part(HeroSlot.RANDOM, "shuffle >= ?", "shuffle, id") + " UNION ALL "
            + part(HeroSlot.RANDOM, "shuffle < ?", "shuffle, id") + ") AS candidates";
    private static final IdQuery GENRES = IdQuery.of("SELECT media_id, name FROM media_tags WHERE media_id = :id"
            + " AND kind = 'GENRE' AND position <= " + MOST_GENRES);

    private record Row(HeroSlot slot, HeroCandidate candidate) {
    }

    private final Statements statements;

    HeroCandidateReader(Statements statements) {
        this.statements = statements;
    }

    private static String part(HeroSlot slot, String condition, String order) {
        return "SELECT * FROM (SELECT %d AS slot, %s FROM media_items WHERE kind = ? AND %s ORDER BY %s LIMIT %d) AS %s_%d"
                .formatted(slot.ordinal(), COLUMNS, condition, order, MOST, slot.name().toLowerCase(Locale.ROOT),
                        condition.length());
    }

    /**
     * {@return the candidates of each slot, the best first}
     *
     * @param now   the time that decides about what is new or old
     * @param seed  of what is drawn by lot
     * @param shown what was picked lately
     */
    Map<HeroSlot, List<HeroCandidate>> read(MediaKind kind, HeroPolicy policy, Instant now, long seed,
            Set<Long> shown) {
        var start = new SplittableRandom(seed).nextLong();
        var rows = Rows.read(statements, CANDIDATES,
                List.of(kind.name(), policy.newSince(now).toEpochMilli(), kind.name(), kind.name(),
                        policy.oldUntil(now), kind.name(), start, kind.name(), start),
                HeroCandidateReader::read);
        var genres = genres(rows);
        var found = new EnumMap<HeroSlot, List<HeroCandidate>>(HeroSlot.class);
        for (var row : rows) {
            var id = row.candidate().id();
            found.computeIfAbsent(row.slot(), slot -> new ArrayList<>()).add(HeroCandidateBuilder
                    .builder(row.candidate()).genres(genres.getOrDefault(id, Set.of())).wasShown(shown.contains(id))
                    .build());
        }
        found.replaceAll((slot, all) -> inOrder(slot, all, seed, start));
        return found;
    }

    private Map<Long, Set<String>> genres(List<Row> rows) {
        var ids = new LinkedHashSet<Long>();
        rows.forEach(row -> ids.add(row.candidate().id()));
        var genres = new HashMap<Long, Set<String>>();
        if (!ids.isEmpty()) {
            Rows.find(statements, GENRES, ids, row -> genres
                    .computeIfAbsent(row.getLong(1), id -> new HashSet<>())
                    .add(Rows.text(row, 2).toLowerCase(Locale.ROOT)));
        }
        return genres;
    }

    private static List<HeroCandidate> inOrder(HeroSlot slot, List<HeroCandidate> candidates, long seed, long start) {
        var byId = Comparator.comparing(HeroCandidate::id);
        return switch (slot) {
            case NEW -> candidates.stream().sorted(Comparator.comparing(HeroCandidate::addedAt).thenComparing(byId)
                    .reversed()).toList();
            case TOP_RATED -> candidates.stream().sorted(Comparator
                    .comparing((HeroCandidate each) -> each.rating().orElseThrow()).thenComparing(byId).reversed())
                    .toList();
            case OLD_BUT_GOLD -> candidates.stream().sorted(Comparator
                    .comparing((HeroCandidate each) -> each.year().orElseThrow()).thenComparing(byId)).toList();
            case RANDOM -> drawn(candidates, seed, start);
        };
    }

    // Otherwise neighbours in the ring would always be drawn together.
    private static List<HeroCandidate> drawn(List<HeroCandidate> candidates, long seed, long start) {
        return candidates.stream()
                .sorted(Comparator.comparing((HeroCandidate each) -> each.shuffle() < start)
                        .thenComparing(HeroCandidate::shuffle).thenComparing(HeroCandidate::id))
                .limit(MOST).sorted(Comparator
                        .comparing((HeroCandidate each) -> new SplittableRandom(seed ^ each.id()).nextLong())
                        .thenComparing(HeroCandidate::id))
                .toList();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(HeroSlot.values()[row.getInt(1)],
                new HeroCandidate(row.getLong(2), Optional.ofNullable(Rows.integer(row, 3)), Rows.instant(row, 4),
                        Optional.ofNullable(Rows.decimal(row, 5)), row.getLong(6), row.getInt(7) == 1, Set.of(),
                        false));
    }
}
