package org.reelgraph.changes;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reelgraph.changes.Change.Action;
import org.reelgraph.changes.ChangeRepository.Known;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.limits.ListSize;
import org.reelgraph.graphql.limits.ListSizes;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** What changed since a client last asked. */
@Singleton
class ChangeQueries implements SchemaContributor, ListSizes {

    /** The cursor is too old: what was deleted since is no longer known. */
    private static final ErrorCode CURSOR_EXPIRED = new ErrorCode("CURSOR_EXPIRED", HttpStatus.BAD_REQUEST);

    private static final String CHANGES = "changesSince";
    private static final ListName LIST = ListName.of(CHANGES);

    private final ChangeRepository changes;
    private final Loader<Long, Change> changeByPlace;

    ChangeQueries(ChangeRepository changes) {
        this.changes = changes;
        changeByPlace = new Loader<>("ChangeByPlace", places -> changes.findByPlaces(JsonArray.ofIds(places)).stream()
                .collect(toMap(StoredChange::seq, change -> change.since(change.seq() - 1))));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(changeByPlace));
        schema.query().field(CHANGES, this::page);
        schema.connection("Change");
        schema.node(new NodeType<>("Change", "change", Change.class, Change::seq, changeByPlace::load))
                .property("mediaId", (Change change) -> change.kind().globalId(change.mediaId()))
                .field("media", env -> media(schema, env));
    }

    @Override
    public Collection<ListSize> measured() {
        return List.of(ListSize.paged("Query." + CHANGES, changes.countAfter(0, 0, 0)));
    }

    private Connection<Change> page(DataFetchingEnvironment env) {
        var known = changes.known().orElse(new Known(0, 0));
        var forgotten = known.forgotten();
        var page = PageRequest.of(env, LIST, ChangeCursor.values());
        var place = page.from().map(cursor -> ChangeCursor.of(cursor, known.last()))
                .orElseGet(() -> ChangeCursor.start(known.last(), forgotten));
        if (place.isExpired(forgotten, known.last())) {
            throw new RequestException(CURSOR_EXPIRED,
                    "What was deleted since this cursor is no longer known. Begin anew, without 'after'.");
        }
        var found = changes.findAfter(place.seq(), place.known(), place.begun(), page.limit());
        var last = found.isEmpty() || found.size() > page.size() ? 0 : found.getLast().seq();
        var cursors = found.stream().collect(toMap(StoredChange::seq,
                change -> change.seq() == last ? ChangeCursor.end(known.last(), forgotten) : place.within(change)));
        return Connection.of(found.stream().map(change -> change.since(place.known())).toList(), page,
                change -> Objects.requireNonNull(cursors.get(change.seq()), "Each change has one.").cursor(LIST),
                count -> changes.countAfter(place.seq(), place.known(), place.begun()));
    }

    private static @Nullable Object media(SchemaAssembly schema, DataFetchingEnvironment env) {
        Change change = Required.source(env);
        return change.action() == Action.DELETED
                ? null
                : schema.nodeOf(prefix(change)).find().apply(env, change.mediaId());
    }

    private static String prefix(Change change) {
        return change.kind().prefix();
    }
}
