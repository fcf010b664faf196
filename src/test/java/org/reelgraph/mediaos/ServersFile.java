package org.reelgraph.mediaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.Layout;
import org.reelgraph.mediaos.files.MediaOsFile;

/** A file with a list, a member of its own and secrets, whose rows are in memory. */
@Singleton
@Requires(property = ServersFile.PROPERTY)
class ServersFile implements MediaOsFile<ServersFile.Server> {

    static final String PROPERTY = "reelgraph.test.mediaos-servers";

    /** A server. */
    record Server(String url, Optional<String> apiKey) {
    }

    final Map<Long, Server> rows = new TreeMap<>();

    @Override
    public String name() {
        return "servers";
    }

    @Override
    public Layout layout() {
        return Layout.list("servers").and("main");
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public Set<String> members() {
        return Set.of("url", "apiKey");
    }

    @Override
    public Set<String> secrets() {
        return Set.of("apiKey");
    }

    @Override
    public Optional<Server> read(EntryKey key, ObjectNode entry, Consumer<UserError> errors) {
        return Optional.of(new Server(entry.path("url").asText(),
                Optional.of(entry.path("apiKey").asText()).filter(text -> !text.isEmpty())));
    }

    @Override
    public ObjectNode write(Server value) {
        var entry = JsonNodeFactory.instance.objectNode().put("url", value.url());
        value.apiKey().ifPresent(key -> entry.put("apiKey", key));
        return entry;
    }

    @Override
    public EntryKey newKey(Stored<Server> stored) {
        return new EntryKey("servers", "s" + stored.rowId());
    }

    @Override
    public List<Kept> keep(List<Incoming<Server>> entries, Actor actor, boolean dryRun) {
        var kept = new ArrayList<Kept>();
        for (var entry : entries) {
            var row = entry.rowId().orElse(rows.size() + 1L);
            var outcome = entry.rowId().isEmpty()
                    ? Outcome.CREATED
                    : entry.value().equals(rows.get(row)) ? Outcome.UNCHANGED : Outcome.UPDATED;
            if (!dryRun) {
                rows.put(row, entry.value());
            }
            kept.add(new Kept(outcome, dryRun && entry.rowId().isEmpty() ? Optional.empty() : Optional.of(row),
                    List.of()));
        }
        return kept;
    }

    @Override
    public List<Stored<Server>> findAfter(long rowId, int most) {
        return rows.entrySet().stream().filter(row -> row.getKey() > rowId).limit(most)
                .map(row -> new Stored<>(row.getKey(), row.getValue())).toList();
    }

    @Override
    public Map<Long, Server> find(Collection<Long> rowIds) {
        var found = new TreeMap<>(rows);
        found.keySet().retainAll(rowIds);
        return found;
    }

    @Override
    public void delete(Collection<Long> rowIds, Actor actor) {
        rows.keySet().removeAll(rowIds);
    }

    @Override
    public Set<String> tables() {
        return Set.of();
    }
}
