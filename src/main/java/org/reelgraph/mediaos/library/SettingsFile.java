package org.reelgraph.mediaos.library;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.Layout;
import org.reelgraph.mediaos.files.MediaOsFile;

/** MediaOS' {@code settings.json}. Nothing of it has a meaning here, so all of it is kept as it is. */
@Singleton
class SettingsFile implements MediaOsFile<SettingsFile.Nothing> {

    /** What its only entry means. */
    record Nothing() {
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public Layout layout() {
        return Layout.single();
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public Set<String> members() {
        return Set.of();
    }

    @Override
    public Optional<Nothing> read(EntryKey key, ObjectNode entry, Consumer<UserError> errors) {
        return Optional.of(new Nothing());
    }

    @Override
    public ObjectNode write(Nothing value) {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public EntryKey newKey(Stored<Nothing> stored) {
        return EntryKey.ofMember("");
    }

    @Override
    public List<Kept> keep(List<Incoming<Nothing>> entries, Actor actor, boolean dryRun) {
        return entries.stream().map(entry -> new Kept(Outcome.UNCHANGED, Optional.empty(), List.of())).toList();
    }

    @Override
    public List<Stored<Nothing>> findAfter(long rowId, int most) {
        return List.of();
    }

    @Override
    public Map<Long, Nothing> find(Collection<Long> rowIds) {
        return Map.of();
    }

    @Override
    public void delete(Collection<Long> rowIds, Actor actor) {
        // There are no rows.
    }

    @Override
    public Set<String> tables() {
        return Set.of();
    }
}
