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
import java.util.stream.Collectors;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.media.MediaDeletion;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.Layout;
import org.reelgraph.mediaos.files.MediaOsFile;

/**
 * MediaOS' {@code library.json}, a list of media items. As records of media they are kept by whatever keeps those, so that
 * this only reads.
 */
@Singleton
public class LibraryFile implements MediaOsFile<LibraryItem> {

    /** The file's name. */
    public static final String NAME = "library";

    /** The source of its items, unless an import says otherwise. */
    public static final String SOURCE = "mediaos";

    private static final Map<MediaKind, String> NAMES = LibraryTrees.KINDS.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private final LibraryItemStore items;
    private final MediaDeletion deletion;
    private final AuditTrail audit;

    LibraryFile(LibraryItemStore items, MediaDeletion deletion, AuditTrail audit) {
        this.items = items;
        this.deletion = deletion;
        this.audit = audit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Layout layout() {
        return Layout.list("items");
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Set<String> members() {
        return Set.of(LibraryTrees.KIND, LibraryTrees.TITLE, LibraryTrees.POSTER, LibraryTrees.BACKGROUND);
    }

    @Override
    public Optional<LibraryItem> read(EntryKey key, ObjectNode entry, Consumer<UserError> errors) {
        return LibraryTrees.media(key, entry, Origin.ofFile(NAME), SOURCE, errors).map(LibraryTrees::item);
    }

    @Override
    public ObjectNode write(LibraryItem item) {
        var entry = JsonNodeFactory.instance.objectNode().put(LibraryTrees.KIND, NAMES.get(item.kind()))
                .put(LibraryTrees.TITLE, item.title());
        item.posterUrl().ifPresent(url -> entry.put(LibraryTrees.POSTER, url));
        item.backgroundUrl().ifPresent(url -> entry.put(LibraryTrees.BACKGROUND, url));
        return entry;
    }

    @Override
    public EntryKey newKey(Stored<LibraryItem> stored) {
        return new EntryKey("items", stored.value().ratingKey()
                .orElseGet(() -> Long.toString(stored.rowId(), Character.MAX_RADIX)));
    }

    @Override
    public List<Kept> keep(List<Incoming<LibraryItem>> entries, Actor actor, boolean dryRun) {
        throw new UnsupportedOperationException("An import of media keeps them.");
    }

    @Override
    public List<Stored<LibraryItem>> findAfter(long rowId, int most) {
        return items.findAfter(rowId, most);
    }

    @Override
    public Map<Long, LibraryItem> find(Collection<Long> rowIds) {
        return items.find(rowIds).stream().collect(Collectors.toMap(Stored::rowId, Stored::value));
    }

    @Override
    public void delete(Collection<Long> rowIds, Actor actor) {
        audit.within(actor, "deleteMedia", null, rowIds.size() + " items of " + NAME + ".json", () -> {
            deletion.delete(List.copyOf(rowIds));
            return true;
        });
    }

    // Media are put back as whole trees.
    @Override
    public boolean isPutBack() {
        return false;
    }

    @Override
    public Set<String> tables() {
        return Set.of("media_items", "images");
    }
}
