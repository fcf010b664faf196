package org.reelgraph.frontpage.heroes;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.frontpage.heroes.HeroState.Stored;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Reads the stored pools, the policy, and what was shown. */
@Singleton
class HeroReader {

    private static final String STATE = """
                                        SELECT y.policy, g.last, p.kind, p.version, p.policy_hash, p.seed, p.library_place, p.began_at,
                                          p.created_at, p.expires_at, p.picks,
                                          CASE WHEN EXISTS (SELECT 1 FROM changes AS c WHERE c.seq > p.library_place
                                            AND c.media_kind = p.kind) THEN 1 ELSE 0 END
                                        FROM (SELECT 1 AS one) AS here LEFT JOIN hero_policies AS y ON y.id = 1
                                          LEFT JOIN change_places AS g ON g.id = 1 LEFT JOIN hero_pools AS p ON one = 1""";
    private static final String POLICY = "SELECT policy FROM hero_policies WHERE id = 1";
    private static final String SHOWN = "SELECT media_id, max(shown_at) FROM hero_history WHERE kind = ? AND shown_at >= ?"
            + " AND shown_at < ? GROUP BY media_id ORDER BY 2 DESC, media_id LIMIT ?";

    private record Row(Optional<String> policy, long libraryPlace, Optional<Stored> pool) {
    }

    private final Statements statements;

    HeroReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return what is known, in one statement} */
    HeroState state() {
        var rows = Rows.read(statements, STATE, List.of(), HeroReader::read);
        var policy = rows.getFirst().policy().map(HeroJson::policy).orElse(HeroPolicy.DEFAULT);
        return new HeroState(policy, HeroJson.hash(policy), rows.getFirst().libraryPlace(),
                rows.stream().flatMap(row -> row.pool().stream()).toList());
    }

    /** {@return the policy} */
    HeroPolicy policy() {
        return Rows.read(statements, POLICY, List.of(), row -> HeroJson.policy(Rows.text(row, 1))).stream().findFirst()
                .orElse(HeroPolicy.DEFAULT);
    }

    /** {@return the items that were picked lately, by a time that began before this one} */
    Set<Long> shown(MediaKind kind, HeroPolicy policy, Instant beganAt) {
        return Set.copyOf(Rows.read(statements, SHOWN, List.of(kind.name(), policy.shownSince(beganAt).toEpochMilli(),
                beganAt.toEpochMilli(), policy.historySize()), row -> row.getLong(1)));
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(Optional.ofNullable(Rows.textOrNull(row, 1)), row.getLong(2), pool(row));
    }

    private static Optional<Stored> pool(ResultSet row) throws SQLException {
        var kind = Rows.textOrNull(row, 3);
        if (kind == null) {
            return Optional.empty();
        }
        var pool = HeroPoolBuilder.builder().kind(MediaKind.valueOf(kind)).version(row.getLong(4))
                .policyHash(Rows.text(row, 5)).seed(row.getLong(6)).libraryPlace(row.getLong(7))
                .beganAt(Rows.instant(row, 8)).createdAt(Rows.instant(row, 9)).expiresAt(Rows.instant(row, 10))
                .picks(HeroJson.picks(Rows.text(row, 11))).build();
        return Optional.of(new Stored(pool, row.getInt(12) == 1));
    }
}
