package org.reelgraph.connections.indexers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.paging.SortField;
import org.reelgraph.graphql.paging.SortField.Type;
import org.reelgraph.graphql.paging.SortFields;
import org.reelgraph.graphql.paging.SortFields.TieBreaker;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Contains;
import org.reelgraph.storage.sql.Select;

/** Selects indexers: every condition that is given has to hold. */
record IndexerFilter(Optional<String> name, Optional<String> kind, Optional<Protocol> protocol,
        Optional<Boolean> enabled) {

    private static final String OF_BOTH = "PROWLARR";

    /** What they can be ordered by. */
    static final SortFields<Indexer> ORDER = new SortFields<>(List.of(
            SortField.of("PRIORITY", "priority", Type.INTEGER, Indexer::priority),
            SortField.of("NAME", "name", Type.TEXT, Indexer::name),
            SortField.of("CREATED_AT", "created_at", Type.INTEGER, each -> each.createdAt().toEpochMilli())), 3,
            Indexer::id, TieBreaker.ASCENDING);

    static IndexerFilter of(@Nullable Map<String, Object> input) {
        var given = input == null ? Map.<String, Object>of() : input;
        return new IndexerFilter(Optional.ofNullable((String) given.get("name")),
                Optional.ofNullable((String) given.get("kind")),
                Optional.ofNullable((String) given.get("protocol")).map(Protocol::valueOf),
                Optional.ofNullable((Boolean) given.get("enabled")));
    }

    Select select() {
        return Select.from("indexers").whereEqual("kind", kind).whereEqual("enabled", enabled.map(is -> is ? 1 : 0))
                .whereGiven(protocol, IndexerFilter::ofProtocol)
                .whereGiven(name, text -> new Contains("name", text, true));
    }

    private static Condition ofProtocol(Protocol protocol) {
        var kinds = new ArrayList<>(protocol.kinds());
        kinds.add(OF_BOTH);
        return Condition.oneOf("kind", kinds);
    }
}
