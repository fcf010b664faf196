package org.reelgraph.wanted;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.In;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.Subquery;

/**
 * Finds the library's items that were wanted: those of the kind that have an external id in common, or else the title and
 * the year, if no external ids contradict each other.
 */
@Singleton
class WantedMediaReader {

    /** An item of the library. */
    record Found(long id, MediaKind kind) {
    }

    private record Candidate(Found found, String folded, @Nullable Integer year, boolean isOfDefaultSource,
            boolean isEdition, Map<ExternalIdScheme, String> ids) {
    }

    private static final String TABLE = "media_items";
    private static final Columns<Candidate> COLUMNS = new Columns<>(
            "id, kind, folded_title, year, source, edition, imdb, tmdb, tvdb, plex, musicbrainz, isbn",
            WantedMediaReader::read);
    // As Query.media prefers.
    private static final Comparator<Candidate> PREFERRED = Comparator
            .comparing((Candidate candidate) -> !candidate.isOfDefaultSource()).thenComparing(Candidate::isEdition)
            .thenComparing(candidate -> candidate.found().id());

    private final SelectReader reader;

    WantedMediaReader(SelectReader reader) {
        this.reader = reader;
    }

    /** {@return the library's item of each wanted item that has one, by one statement} */
    Map<WantedItem, Found> find(Collection<WantedItem> wanted) {
        var candidates = candidates(wanted);
        var byTitle = new HashMap<String, List<Candidate>>();
        var byId = new HashMap<String, List<Candidate>>();
        for (var candidate : candidates) {
            byTitle.computeIfAbsent(candidate.folded(), key -> new ArrayList<>()).add(candidate);
            candidate.ids().forEach(
                    (scheme, id) -> byId.computeIfAbsent(scheme + id, key -> new ArrayList<>()).add(candidate));
        }
        var found = new HashMap<WantedItem, Found>();
        for (var item : wanted) {
            var sharing = item.details().idsByScheme().entrySet().stream()
                    .flatMap(id -> byId.getOrDefault(id.getKey() + id.getValue(), List.of()).stream());
            preferred(item, sharing).or(() -> preferred(item, byTitle.getOrDefault(item.foldedTitle(), List.of())
                    .stream().filter(candidate -> agree(item, candidate))))
                    .ifPresent(candidate -> found.put(item, candidate.found()));
        }
        return found;
    }

    private static Optional<Candidate> preferred(WantedItem item, Stream<Candidate> candidates) {
        return candidates.filter(candidate -> candidate.found().kind() == item.kind()).min(PREFERRED);
    }

    private static boolean agree(WantedItem item, Candidate candidate) {
        return item.year() != null && item.year().equals(candidate.year())
                && item.details().idsByScheme().entrySet().stream().allMatch(
                        id -> candidate.ids().getOrDefault(id.getKey(), id.getValue()).equals(id.getValue()));
    }

    private List<Candidate> candidates(Collection<WantedItem> wanted) {
        var queries = new ArrayList<Subquery>();
        query(queries, "folded_title", wanted, item -> item.year() == null ? null : item.foldedTitle());
        for (var scheme : ExternalIdScheme.values()) {
            query(queries, scheme.fieldName(), wanted, item -> item.details().externalIds().of(scheme));
        }
        return queries.isEmpty()
                ? List.of()
                : reader.read(Select.from(TABLE).where(new In("id", List.copyOf(queries))), COLUMNS);
    }

    private static void query(List<Subquery> queries, String column, Collection<WantedItem> wanted,
            Function<WantedItem, @Nullable String> value) {
        var values = wanted.stream().map(value).filter(Objects::nonNull).distinct().toList();
        if (!values.isEmpty()) {
            queries.add(new Subquery("id", TABLE, Condition.oneOf(column, values)));
        }
    }

    private static Candidate read(ResultSet row) throws SQLException {
        var ids = new HashMap<ExternalIdScheme, String>();
        for (var scheme : ExternalIdScheme.values()) {
            var id = Rows.textOrNull(row, 7 + scheme.ordinal());
            if (id != null) {
                ids.put(scheme, id);
            }
        }
        return new Candidate(new Found(row.getLong(1), MediaKind.valueOf(Rows.text(row, 2))), Rows.text(row, 3),
                Rows.integer(row, 4), Rows.text(row, 5).equals(MediaItem.DEFAULT_SOURCE),
                Rows.textOrNull(row, 6) != null, ids);
    }
}
