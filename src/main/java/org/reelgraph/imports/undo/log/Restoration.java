package org.reelgraph.imports.undo.log;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.imports.undo.log.Restored.Outcome;
import org.reelgraph.storage.tables.Table;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

/**
 * Puts back what a batch of a job changed, as its entry of the undo log has it. What was changed since by anybody else
 * is refused: an item's time of last change tells, which moves with anything below it and is put back too.
 */
@Singleton
public class Restoration {

    private static final List<String> EXTERNAL_IDS_AND_KEY = List.of("rating_key", "imdb", "tmdb", "tvdb", "plex",
            "musicbrainz", "isbn");
    private static final String ATTACHED = "Something was attached to it since.";

    /** What is put back of an entry. */
    public sealed interface Part {

        /** All of it. */
        record All() implements Part {
        }

        /** One item, or one entry of a file. */
        record Item(long id) implements Part {
        }

        /** All but the items. */
        record Rest() implements Part {
        }

        /** {@return whether it has this item, or this entry of a file} */
        default boolean has(long item) {
            return this instanceof All || this instanceof Item one && one.id() == item;
        }

        /** {@return whether it has the people, and when things were seen} */
        default boolean hasRest() {
            return !(this instanceof Item);
        }
    }

    private final UndoLog log;
    private final RowStore store;
    private final ImageCapture images;
    private final RestorationWriter writer;
    private final EntryRestoration entries;

    Restoration(UndoLog log, RowStore store, ImageCapture images, RestorationWriter writer,
            EntryRestoration entries) {
        this.log = log;
        this.store = store;
        this.images = images;
        this.writer = writer;
        this.entries = entries;
    }

    /**
     * Who undoes a job.
     *
     * @param job   the job that does
     * @param force whether to overwrite what was changed since
     */
    public record Undoer(long job, Actor actor, boolean force) {

        /** {@return the same, whatever was changed since} */
        public Undoer forced() {
            return new Undoer(job, actor, true);
        }
    }

    /** {@return the items and entries of files in an entry, in order} */
    public List<Long> items(long job, int position) {
        var entry = log.entry(job, position);
        return Stream.concat(entry.items().stream().map(ItemImage::id), entry.entries().stream().map(EntryImage::id))
                .toList();
    }

    /**
     * Puts back part of an entry in the caller's transaction, and keeps what was there before in the log of another job.
     *
     * @param job     the job that is undone
     * @param refused items and people that stay as they are, because something later was refused
     * @return what became of each item, and of each person who has a fate of their own
     */
    public List<Restored> restore(long job, int position, Undoer by, Part part, Set<Long> refused) {
        var entry = log.entry(job, position);
        // They may belong to items that go.
        var ofFiles = entries.restore(wanted(entry, part, refused), by.actor(), by.force(), false);
        log.keepEntries(by.job(), ofFiles.inverse());
        if (entry.isOfEntries()) {
            return ofFiles.results();
        }
        var judgement = judge(entry, part, refused, by.force(), Map.of());
        var inverse = images.capture(touched(entry, judgement));
        if (!by.force()) {
            judgement.refuseAttached(entry, inverse, store.schema());
            inverse = inverse.without(judgement.refusedItems());
        }
        log.append(by.job(), writer.write(entry, judgement, part.hasRest(), inverse));
        return Stream.concat(ofFiles.results().stream(), judgement.results().stream()).toList();
    }

    private static List<EntryImage> wanted(UndoEntry entry, Part part, Set<Long> refused) {
        return entry.entries().stream().filter(image -> part.has(image.id()) && !refused.contains(image.id()))
                .toList();
    }

    /**
     * {@return what would become of each item, person and entry of a file in an entry}
     *
     * @param assumed when items and people would have been updated, as far as later entries would have changed that;
     *                this entry's are added
     */
    public List<Restored> tell(long job, int position, Undoer by, Set<Long> refused, Map<Long, Long> assumed) {
        var entry = log.entry(job, position);
        var ofFiles = entries.restore(wanted(entry, new Part.All(), refused), by.actor(), by.force(), true);
        var judgement = judge(entry, new Part.All(), refused, by.force(), assumed);
        judgement.items().forEach(image -> assumed.put(image.id(), image.before()));
        judgement.people().forEach(image -> assumed.put(image.id(), image.before()));
        return Stream.concat(ofFiles.results().stream(), judgement.results().stream()).toList();
    }

    /** {@return which of an item's keys and ids another item has by now, and which one; empty if none has} */
    public Optional<String> whoseKeys(long job, int position, long item) {
        var entry = log.entry(job, position);
        var media = store.schema().media();
        return entry.items().stream().filter(image -> image.id() == item)
                .flatMap(image -> entry.rows(media, image.rows(media.name())).stream())
                .flatMap(row -> EXTERNAL_IDS_AND_KEY.stream().flatMap(column -> taken(media, row, column).stream()))
                .findFirst();
    }

    private Optional<String> taken(Table media, Row item, String column) {
        var value = item.get(column);
        if (value == null) {
            return Optional.empty();
        }
        var isKey = column.equals("rating_key");
        var others = isKey
                ? store.findByRatingKey(media, item, value)
                : store.findByExternalId(media, item, column, value);
        return others.stream().findFirst().map(other -> "Its " + (isKey ? "ratingKey" : column) + " '" + value
                + "' belongs to '" + other.get("title") + "' ("
                + GlobalId.of(MediaKind.valueOf(String.valueOf(other.get("kind"))).prefix(), other.id()) + ") now.");
    }

    private Judgement judge(UndoEntry entry, Part part, Set<Long> refused, boolean force, Map<Long, Long> assumed) {
        var schema = store.schema();
        var wanted = entry.items().stream().filter(image -> part.has(image.id())).toList();
        var judgement = new Judgement(
                byId(store.find(schema.media(), wanted.stream().map(ItemImage::id).toList())),
                byId(store.find(schema.people(), Stream.concat(entry.people().stream(), entry.credited().stream())
                        .map(ItemImage::id).toList())));
        for (var image : wanted) {
            if (!refused.contains(image.id())) {
                var now = judgement.currentItems().get(image.id());
                var row = now == null ? target(entry, schema.media().name(), image, schema) : now;
                judge(judgement, image, describe(row, image, null), assumed.getOrDefault(image.id(), time(now)), force);
            }
        }
        if (part.hasRest()) {
            for (var image : entry.people()) {
                if (!refused.contains(image.id())) {
                    judgePerson(judgement, image, assumed, force);
                }
            }
        }
        return judgement;
    }

    private static @Nullable Row target(UndoEntry entry, String table, ItemImage image, LibrarySchema schema) {
        return entry.rows(schema.media(), image.rows(table)).stream().findFirst().orElse(null);
    }

    private static Map<Long, Row> byId(List<Row> rows) {
        return rows.stream().collect(toMap(Row::id, row -> row));
    }

    private static long time(@Nullable Row row) {
        return row == null ? ItemImage.ABSENT : row.number("updated_at");
    }

    // What was created and is gone again is known by its id alone.
    private static Restored describe(@Nullable Row row, ItemImage image, @Nullable String type) {
        var name = row == null ? null : row.get(type == null ? "title" : "name");
        var kind = type != null ? type : row == null ? null : row.get("kind");
        return new Restored(image.id(), kind == null ? "SERIES" : (String) kind, name == null ? "" : (String) name,
                image.isCreation() ? Outcome.DELETED : Outcome.RESTORED);
    }

    private static void judge(Judgement judgement, ItemImage image, Restored done, long now, boolean force) {
        if (now == image.before()) {
            if (!done.title().isEmpty()) {
                judgement.result(new Restored(done.id(), done.type(), done.title(), Outcome.UNCHANGED));
            }
        } else if (now == image.after() || force && now != ItemImage.ABSENT) {
            judgement.accept(image, done);
        } else {
            judgement.result(done.refused(now == ItemImage.ABSENT
                    ? Restored.GONE
                    : image.isRemoval() ? Restored.IS_BACK : Restored.CHANGED));
        }
    }

    // People come and go with their credits; only changes to them are worth a result.
    private static void judgePerson(Judgement judgement, ItemImage image, Map<Long, Long> assumed, boolean force) {
        var row = judgement.currentPeople().get(image.id());
        var now = assumed.getOrDefault(image.id(), time(row));
        if (image.isCreation() || now == ItemImage.ABSENT) {
            if (now == image.after()) {
                judgement.accept(image);
            }
        } else if (now == image.after() || force && now != image.before()) {
            judgement.accept(image);
            judgement.result(describe(row, image, Restored.PERSON));
        } else if (now != image.before()) {
            judgement.result(describe(row, image, Restored.PERSON).refused(Restored.CHANGED));
        }
    }

    private Touched touched(UndoEntry entry, Judgement judgement) {
        var schema = store.schema();
        var touched = new Touched();
        for (var image : judgement.items()) {
            if (image.isCreation()) {
                touched.removes(image.id());
            } else if (!judgement.currentItems().containsKey(image.id())) {
                touched.items.put(image.id(), image.before());
                touched.created.add(image.id());
            } else {
                touched.items.put(image.id(), image.before());
                touch(schema, touched, entry, image);
            }
        }
        for (var image : judgement.people()) {
            if (image.isCreation()) {
                touched.credited.add(image.id());
            } else {
                touched.people.put(image.id(), image.before());
            }
        }
        return touched;
    }

    private static void touch(LibrarySchema schema, Touched touched, UndoEntry entry, ItemImage image) {
        for (var table : List.of(schema.seasons(), schema.episodes())) {
            var keys = image.keys(table.name());
            (table == schema.seasons() ? touched.seasons : touched.episodes).addAll(keys);
            keys.forEach(key -> touched.itemOf.put(key, image.id()));
            var there = entry.rows(table, image.rows(table.name())).stream().map(Row::id).collect(toSet());
            keys.stream().filter(key -> !there.contains(key)).forEach(touched.gone::add);
        }
        schema.attachments().forEach(each -> touched.replaces(each.name(), image.keys(each.name())));
    }

    /** Which items and people of an entry are put back. */
    static final class Judgement {

        private final Map<Long, Row> currentItems;
        private final Map<Long, Row> currentPeople;
        private final List<ItemImage> items = new ArrayList<>();
        private final List<ItemImage> people = new ArrayList<>();
        private final List<Restored> results = new ArrayList<>();
        private final Set<Long> refusedItems = new HashSet<>();

        Judgement(Map<Long, Row> currentItems, Map<Long, Row> currentPeople) {
            this.currentItems = currentItems;
            this.currentPeople = currentPeople;
        }

        Map<Long, Row> currentItems() {
            return currentItems;
        }

        Map<Long, Row> currentPeople() {
            return currentPeople;
        }

        List<ItemImage> items() {
            return items;
        }

        List<ItemImage> people() {
            return people;
        }

        List<Restored> results() {
            return results;
        }

        Set<Long> refusedItems() {
            return refusedItems;
        }

        private void accept(ItemImage image, Restored done) {
            items.add(image);
            results.add(done);
        }

        private void accept(ItemImage image) {
            people.add(image);
        }

        private void result(Restored result) {
            results.add(result);
        }

        // What imports don't write belongs to somebody else, and would go with what the job had created.
        private void refuseAttached(UndoEntry entry, UndoEntry inverse, LibrarySchema schema) {
            var foreign = schema.attachments().stream().filter(each -> !each.isOfImports()).toList();
            var own = items.stream().collect(toMap(ItemImage::id, image -> image));
            for (var image : inverse.items()) {
                var before = Objects.requireNonNull(own.get(image.id()), "It was captured for this one.");
                for (var attachment : foreign) {
                    var there = inverse.rows(attachment.table(), image.rows(attachment.name()));
                    if (!entry.rows(attachment.table(), before.rows(attachment.name())).containsAll(there)) {
                        refusedItems.add(image.id());
                    }
                }
            }
            items.removeIf(image -> refusedItems.contains(image.id()));
            results.replaceAll(result -> refusedItems.contains(result.id()) ? result.refused(ATTACHED) : result);
        }
    }
}
