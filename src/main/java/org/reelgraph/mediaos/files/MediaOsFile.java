package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.errors.UserError;

/**
 * A JSON file of MediaOS. Every bean of this type takes part.
 *
 * Its entries have a meaning, which is what the database keeps. {@link #read} and {@link #write} are inverse to each other as
 * far as meaning goes, so that entries can be compared by it. What an entry holds beyond that is kept as it is by whoever
 * calls.
 *
 * @param <T> what an entry means: a record whose {@code equals} compares all of it
 */
public interface MediaOsFile<T> {

    /** {@return its name without {@code .json}} */
    String name();

    /** {@return where its entries stand} */
    Layout layout();

    /** {@return its place among the files: what its entries refer to comes before} */
    int order();

    /** {@return the members of an entry that have a meaning here; any other is kept as it is} */
    Set<String> members();

    /** {@return the members that are encrypted in the file; they are in clear wherever this type is concerned} */
    default Set<String> secrets() {
        return Set.of();
    }

    /** {@return the members that nobody is shown, whether or not they are encrypted in the file} */
    default Set<String> hidden() {
        return secrets();
    }

    /** {@return the members that stay as they are in the file as long as {@link #write} has nothing for them} */
    default Set<String> lasting() {
        return Set.of();
    }

    /** {@return the members that change without anybody changing the entry, such as the time of a sign-in} */
    default Set<String> incidental() {
        return Set.of();
    }

    /** {@return what an entry that was not made by MediaOS holds beside its meaning; the {@code id} of an entry of a list} */
    default ObjectNode fresh(EntryKey key) {
        var fresh = JsonNodeFactory.instance.objectNode();
        return key.list().isEmpty() ? fresh : fresh.put("id", key.key());
    }

    /**
     * {@return what an entry means; empty if it can't be kept}
     *
     * @param entry  a copy of the entry, with its secrets in clear
     * @param errors takes what is wrong, with paths within the entry
     */
    Optional<T> read(EntryKey key, ObjectNode entry, Consumer<UserError> errors);

    /** {@return the members that have a meaning here; those that it lacks are absent} */
    ObjectNode write(T value);

    /** {@return the key of an entry that was not made by MediaOS} */
    EntryKey newKey(Stored<T> stored);

    /**
     * Keeps entries in the database, in the current transaction, with their entries in the audit trail. A dry run writes
     * nothing. The number of statements that read doesn't depend on the number of entries.
     *
     * @return what became of each, in order
     */
    List<Kept> keep(List<Incoming<T>> entries, Actor actor, boolean dryRun);

    /**
     * Keeps entries of a file that is the truth: what it says holds, whatever the database had. Otherwise the same as
     * {@link #keep}.
     */
    default List<Kept> follow(List<Incoming<T>> entries, Actor actor) {
        return keep(entries, actor, false);
    }

    /**
     * {@return whether a row is what its entry became, rather than something that was here before and is of the same name}
     * Rows that aren't don't follow the file.
     */
    default boolean isFrom(T value, ObjectNode entry) {
        return true;
    }

    /** {@return whether rows that the file doesn't know are its business, too} */
    default boolean isWhole() {
        return true;
    }

    /** {@return which of some rows, with what their entries said, go if a file that is the truth lacks the entries} */
    default Set<Long> leaving(Map<Long, ObjectNode> entries) {
        return entries.keySet();
    }

    /** {@return what the database has, by the ids of the rows: those after one, in order} Reads on the writer's connection. */
    List<Stored<T>> findAfter(long rowId, int most);

    /** {@return what the database has of these rows, by id} Reads on the writer's connection. */
    Map<Long, T> find(Collection<Long> rowIds);

    /** Deletes rows, in the current transaction, with entries in the audit trail. */
    void delete(Collection<Long> rowIds, Actor actor);

    /** {@return whether the rows of its entries are put back by whoever puts the entries back} */
    default boolean isPutBack() {
        return true;
    }

    /** {@return the tables whose rows are the file's entries, so that whoever watches them sees every change} */
    Set<String> tables();

    /**
     * What the database has.
     *
     * @param rowId the id of the row; unique within the file
     */
    record Stored<T>(long rowId, T value) {
    }

    /**
     * An entry to be kept.
     *
     * @param rowId the row that the entry became earlier, if it was imported before and is still there
     */
    record Incoming<T>(EntryKey key, T value, Optional<Long> rowId) {
    }

    /** What becomes of an entry. */
    enum Outcome {
        CREATED, UPDATED, UNCHANGED, FAILED
    }

    /**
     * What became of an entry.
     *
     * @param rowId  the row; empty if there is none, such as for a failed entry, or a new one in a dry run
     * @param errors why it failed, with paths within the entry
     */
    record Kept(Outcome outcome, Optional<Long> rowId, List<UserError> errors) {

        /** {@return that an entry can't be kept} */
        public static Kept failed(UserError error) {
            return new Kept(Outcome.FAILED, Optional.empty(), List.of(error));
        }
    }
}
