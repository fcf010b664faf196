package org.reelgraph.connections.downloaders;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.paging.SortField;
import org.reelgraph.graphql.paging.SortField.Type;
import org.reelgraph.graphql.paging.SortFields;
import org.reelgraph.graphql.paging.SortFields.TieBreaker;
import org.reelgraph.storage.sql.Condition.Contains;
import org.reelgraph.storage.sql.Select;

/** Selects downloaders: every condition that is given has to hold. */
record DownloaderFilter(Optional<String> name, Optional<String> kind, Optional<Boolean> enabled) {

    /** What they can be ordered by. */
    static final SortFields<Downloader> ORDER = new SortFields<>(List.of(
            SortField.of("NAME", "name", Type.TEXT, Downloader::name),
            SortField.of("KIND", "kind", Type.TEXT, Downloader::kind),
            SortField.of("CREATED_AT", "created_at", Type.INTEGER, each -> each.createdAt().toEpochMilli())), 3,
            Downloader::id, TieBreaker.ASCENDING);

    static DownloaderFilter of(@Nullable Map<String, Object> input) {
        var given = input == null ? Map.<String, Object>of() : input;
        return new DownloaderFilter(Optional.ofNullable((String) given.get("name")),
                Optional.ofNullable((String) given.get("kind")), Optional.ofNullable((Boolean) given.get("enabled")));
    }

    Select select() {
        return Select.from("downloaders").whereEqual("kind", kind).whereEqual("enabled", enabled.map(is -> is ? 1 : 0))
                .whereGiven(name, text -> new Contains("name", text, true));
    }
}
