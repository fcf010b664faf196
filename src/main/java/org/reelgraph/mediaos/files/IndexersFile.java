package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.reelgraph.audit.Actor;
import org.reelgraph.connections.ServerUrl;
import org.reelgraph.connections.indexers.IndexerDraft;
import org.reelgraph.connections.indexers.IndexerEntries;
import org.reelgraph.connections.indexers.IndexerEntries.Entry;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.NameInput;

import static java.util.stream.Collectors.toMap;

/**
 * {@code indexers.json}: a list of indexers, and beside it Prowlarr and Jackett, through which some of them are asked. For
 * MediaOS, a higher priority is better, and none is 0. Here, 1 is the best, so 50 less its priority is ours: 25 stays 25. The
 * way back is the same.
 */
@Singleton
class IndexersFile implements MediaOsFile<IndexerDraft> {

    private static final String LIST = "indexers";
    private static final Map<String, String> MANAGERS = Map.of("PROWLARR", "Prowlarr", "JACKETT", "Jackett");
    private static final Map<String, String> PROTOCOLS = Map.of("torrent", "TORZNAB", "usenet", "NEWZNAB");
    private static final String MANUAL = "manual";
    private static final int ZERO = 50;
    private static final int FARTHEST = 1_000_000;

    private final IndexerEntries indexers;

    IndexersFile(IndexerEntries indexers) {
        this.indexers = indexers;
    }

    @Override
    public String name() {
        return "indexers";
    }

    @Override
    public Layout layout() {
        return Layout.list(LIST).and("prowlarr", "jackett");
    }

    @Override
    public int order() {
        return 51;
    }

    @Override
    public Set<String> members() {
        // MediaOS itself has no "manager"; it marks a further Prowlarr or Jackett, which has to stand in the list.
        return Set.of("name", "type", "manager", "protocol", "enabled", "baseUrl", "apiKey", "priority");
    }

    @Override
    public Set<String> secrets() {
        return Set.of("apiKey");
    }

    @Override
    public Optional<IndexerDraft> read(EntryKey key, ObjectNode entry, Consumer<UserError> errors) {
        var failed = new AtomicBoolean();
        var members = new ServerEntry(entry, error -> {
            failed.set(true);
            errors.accept(error);
        });
        var type = members.text("type").orElse(MANUAL).toUpperCase(Locale.ROOT);
        var draft = key.list().isEmpty()
                ? Optional.of(manager(key.key().toUpperCase(Locale.ROOT), members))
                : MANAGERS.containsKey(type) && members.flag("manager")
                        ? Optional.of(further(type, members))
                        : single(type, members);
        draft.ifPresent(read -> indexers.check(read).forEach(members.errors()));
        return failed.get() ? Optional.empty() : draft;
    }

    private static IndexerDraft manager(String kind, ServerEntry members) {
        var name = members.text("name").map(NameInput::normalized)
                .orElseGet(() -> MANAGERS.getOrDefault(kind, kind));
        return draft(name, kind, Optional.empty(), members, IndexerDraft.USUAL_PRIORITY);
    }

    // The one with the usual name has a place of its own.
    private static IndexerDraft further(String kind, ServerEntry members) {
        var manager = manager(kind, members);
        if (manager.name().equals(MANAGERS.get(kind))) {
            members.refuse("name", "A further " + manager.name() + " needs another name than that.");
        }
        return manager;
    }

    private static Optional<IndexerDraft> single(String type, ServerEntry members) {
        var name = members.text("name").map(NameInput::normalized);
        var kind = Optional.ofNullable(PROTOCOLS.get(members.text("protocol").orElse("")));
        if (name.isEmpty()) {
            members.refuse("name", "An indexer needs a name.");
        }
        if (kind.isEmpty()) {
            members.refuse("protocol", "A protocol is torrent or usenet.");
        }
        var managedBy = Optional.of(type).filter(MANAGERS::containsKey);
        if (managedBy.isEmpty() && !type.equalsIgnoreCase(MANUAL)) {
            members.refuse("type", "A type is prowlarr, jackett or manual.");
        }
        return name.flatMap(given -> kind.map(known -> draft(given, known, managedBy, members, ZERO)));
    }

    private static IndexerDraft draft(String name, String kind, Optional<String> managedBy, ServerEntry members,
            int usualPriority) {
        var priority = members.number("priority");
        if (Math.abs((long) priority.orElse(0)) > FARTHEST) {
            members.refuse("priority", "A priority is from " + -FARTHEST + " to " + FARTHEST + ".");
        }
        return new IndexerDraft(name, kind, managedBy, members.flag("enabled"),
                members.text("baseUrl").map(ServerUrl::normalized), members.text("apiKey"),
                priority.isPresent() ? ZERO - priority.getAsInt() : usualPriority);
    }

    @Override
    public ObjectNode write(IndexerDraft value) {
        var entry = JsonNodeFactory.instance.objectNode();
        var isManager = MANAGERS.containsKey(value.kind());
        if (!isManager) {
            entry.put("name", value.name());
            entry.put("type", value.managedBy().orElse(MANUAL).toLowerCase(Locale.ROOT));
            entry.put("protocol", value.kind().equals("NEWZNAB") ? "usenet" : "torrent");
        } else if (!value.name().equals(MANAGERS.get(value.kind()))) {
            entry.put("name", value.name()).put("type", value.kind().toLowerCase(Locale.ROOT)).put("manager", true);
        }
        entry.put("enabled", value.enabled());
        value.baseUrl().ifPresent(url -> entry.put("baseUrl", url));
        value.apiKey().ifPresent(apiKey -> entry.put("apiKey", apiKey));
        if (value.priority() != (isManager ? IndexerDraft.USUAL_PRIORITY : ZERO)) {
            entry.put("priority", ZERO - value.priority());
        }
        return entry;
    }

    @Override
    public EntryKey newKey(Stored<IndexerDraft> stored) {
        var value = stored.value();
        return value.name().equals(MANAGERS.get(value.kind()))
                ? EntryKey.ofMember(value.kind().toLowerCase(Locale.ROOT))
                : new EntryKey(LIST, Long.toString(stored.rowId()));
    }

    @Override
    public List<Kept> keep(List<Incoming<IndexerDraft>> entries, Actor actor, boolean dryRun) {
        var known = new HashMap<Long, IndexerDraft>();
        indexers.findAll().forEach(each -> known.put(each.id(), each.draft()));
        var taken = new HashSet<Long>();
        entries.forEach(entry -> entry.rowId().ifPresent(taken::add));
        var kept = new ArrayList<Kept>();
        for (var entry : entries) {
            var row = entry.rowId().filter(known::containsKey)
                    .or(() -> namesake(entry.value(), known).filter(taken::add));
            kept.add(keep(row, Optional.ofNullable(known.get(row.orElse(-1L))), entry.value(), actor, dryRun));
        }
        return kept;
    }

    // A Prowlarr or Jackett that wasn't imported before is the one that has its name, if there is one.
    private static Optional<Long> namesake(IndexerDraft draft, Map<Long, IndexerDraft> known) {
        return MANAGERS.containsKey(draft.kind())
                ? known.entrySet().stream().filter(each -> each.getValue().kind().equals(draft.kind())
                        && each.getValue().name().equalsIgnoreCase(draft.name())).map(Map.Entry::getKey).findFirst()
                : Optional.empty();
    }

    private Kept keep(Optional<Long> row, Optional<IndexerDraft> before, IndexerDraft draft, Actor actor,
            boolean dryRun) {
        if (row.isEmpty() || before.isEmpty()) {
            return new Kept(Outcome.CREATED, dryRun ? Optional.empty() : Optional.of(indexers.add(actor, draft)),
                    List.of());
        }
        if (before.get().equals(draft)) {
            return new Kept(Outcome.UNCHANGED, row, List.of());
        }
        if (!dryRun) {
            indexers.replace(actor, row.get(), draft);
        }
        return new Kept(Outcome.UPDATED, row, List.of());
    }

    @Override
    public List<Stored<IndexerDraft>> findAfter(long rowId, int most) {
        return indexers.findAfter(rowId, most).stream().map(each -> new Stored<>(each.id(), each.draft())).toList();
    }

    @Override
    public Map<Long, IndexerDraft> find(Collection<Long> rowIds) {
        return indexers.find(rowIds).stream().collect(toMap(Entry::id, Entry::draft));
    }

    @Override
    public void delete(Collection<Long> rowIds, Actor actor) {
        indexers.delete(actor, rowIds);
    }

    @Override
    public Set<String> tables() {
        return Set.of("indexers");
    }
}
