package org.reelgraph.catalog.lists;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;

/** The items with which a job is to do something, by their ids or by a filter. */
@Singleton
public class MediaSelectionReader {

    private static final String PERSON = "person";

    private final SelectReader reader;
    private final SortKeys sortKeys;
    private final TitleIndex titles;
    private final Clock clock;

    MediaSelectionReader(SelectReader reader, SortKeys sortKeys, TitleIndex titles, Clock clock) {
        this.reader = reader;
        this.sortKeys = sortKeys;
        this.titles = titles;
        this.clock = clock;
    }

    /**
     * {@return the items that have any of these ids, and that pass the filter; all if neither is given}
     *
     * @param ids    global ids
     * @param filter as {@link StoredFilter} reads it
     * @throws RequestException if the filter is invalid
     */
    public Select select(Optional<List<String>> ids, Optional<Map<String, Object>> filter) {
        var conditions = new ArrayList<Condition>();
        ids.ifPresent(any -> conditions.add(Condition.any(
                Stream.of(MediaKind.values()).map(kind -> ofKind(kind, any)).toList())));
        filter.ifPresent(
                given -> conditions.add(FilterReader.of(MediaSelectionReader::personId, sortKeys, titles, clock)
                        .read(given, Optional.empty()).ofEach()));
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
    public Set<String> findExisting(List<String> globalIds) {
        return Set.copyOf(reader.read(select(Optional.of(globalIds), Optional.empty()), new Columns<>("id, kind",
                row -> MediaKind.valueOf(Rows.text(row, 2)).globalId(row.getLong(1)))));
    }
}
