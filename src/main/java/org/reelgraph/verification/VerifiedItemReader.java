package org.reelgraph.verification;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.lists.FilterReader;
import org.reelgraph.catalog.lists.TitleIndex;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SortKey;
import org.reelgraph.verification.checks.Phase;

/** Reads the items that are to be verified. */
@Singleton
class VerifiedItemReader {

    private static final Columns<VerifiedItem> COLUMNS = new Columns<>("id, kind, title, duration_seconds, metadata",
            row -> new VerifiedItem(row.getLong(1), MediaKind.valueOf(Rows.text(row, 2)), Rows.text(row, 3),
                    Rows.integer(row, 4), Rows.textOrNull(row, 5)));
    private static final List<SortKey> BY_ID = List.of(SortKey.of("id", false));
    private static final String PERSON = "person";

    private final SelectReader reader;
    private final SortKeys sortKeys;
    private final TitleIndex titles;
    private final Clock clock;

    VerifiedItemReader(SelectReader reader, SortKeys sortKeys, TitleIndex titles, Clock clock) {
        this.reader = reader;
        this.sortKeys = sortKeys;
        this.titles = titles;
        this.clock = clock;
    }

    /**
     * {@return what an input selects}
     *
     * @throws RequestException if its filter is invalid
     */
    Select select(VerifyInput input) {
        var conditions = new ArrayList<Condition>();
        input.ids().ifPresent(ids -> conditions.add(Condition.any(
                Stream.of(MediaKind.values()).map(kind -> ofKind(kind, ids)).toList())));
        input.filter().ifPresent(filter -> conditions.add(FilterReader.of(VerifiedItemReader::personId, sortKeys,
                titles, clock).read(filter, Optional.empty()).ofEach()));
        input.kind().ifPresent(kind -> conditions.add(MediaRepository.isOfKind(kind)));
        return Select.from("media_items").where(Condition.all(conditions));
    }

    private static Condition ofKind(MediaKind kind, List<String> globalIds) {
        return Condition.all(List.of(MediaRepository.isOfKind(kind), Condition.oneOf("id",
                globalIds.stream().flatMap(id -> GlobalId.find(kind.prefix(), id).stream()).toList())));
    }

    private static long personId(String text) {
        return GlobalId.find(PERSON, text)
                .orElseThrow(() -> RequestException.badInput("'" + text + "' isn't an id of the type Person."));
    }

    /** {@return those of these global ids that are of items} */
    Set<String> findExisting(List<String> globalIds) {
        var input = new VerifyInput(Optional.of(globalIds), Optional.empty(), Optional.empty(), Phase.ALL,
                Optional.empty());
        return Set.copyOf(reader.read(select(input), new Columns<>("id, kind",
                row -> MediaKind.valueOf(Rows.text(row, 2)).globalId(row.getLong(1)))));
    }

    /** {@return how many items an input selects} */
    int count(VerifyInput input) {
        return reader.count(select(input));
    }

    /** {@return items that an input selects: those after one, by id} */
    List<VerifiedItem> findAfter(VerifyInput input, long id, int most) {
        return reader.read(select(input).orderBy(BY_ID).after(List.of(id)).limit(most), COLUMNS);
    }
}
