package org.reelgraph.changes;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reelgraph.changes.Change.Action;
import org.reelgraph.graphql.limits.ListSize;
import org.reelgraph.graphql.limits.ListSizes;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.toMap;

/** What changed since a client last asked, and what changes from now on. */
@Singleton
class ChangeQueries implements SchemaContributor, ListSizes {

    private static final String CHANGES = "changesSince";

    private final ChangeRepository changes;
    private final ChangeFeed feed;
    private final ChangeWatch watch;
    private final Loader<Long, Change> changeByPlace;

    ChangeQueries(ChangeRepository changes, ChangeFeed feed, ChangeWatch watch) {
        this.changes = changes;
        this.feed = feed;
        this.watch = watch;
        changeByPlace = new Loader<>("ChangeByPlace", places -> changes.findByPlaces(JsonArray.ofIds(places)).stream()
                .collect(toMap(StoredChange::seq, change -> change.since(change.seq() - 1, null))));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(changeByPlace));
        schema.query().field(CHANGES, this::page);
        schema.subscription().stream("libraryChanged", this::follow);
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
        var known = feed.known();
        var page = PageRequest.of(env, ChangeCursor.LIST, ChangeCursor.values());
        var place = feed.place(page.from(), known)
                .orElseGet(() -> ChangeCursor.start(known.last(), known.forgotten()));
        return Connection.of(feed.after(place, known, page.size()), page,
                change -> Objects.requireNonNull(change.place(), "Each change of a page has one.").cursor(),
                count -> changes.countAfter(place.seq(), place.known(), place.begun()));
    }

    private Publisher<Change> follow(DataFetchingEnvironment env) {
        var known = feed.known();
        var after = PageRequest.of(env, ChangeCursor.LIST, ChangeCursor.values()).from();
        return watch.from(feed.place(after, known)
                .orElseGet(() -> ChangeCursor.end(known.last(), known.forgotten())));
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
