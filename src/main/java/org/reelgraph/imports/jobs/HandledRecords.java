package org.reelgraph.imports.jobs;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.merge.Result.Outcome;

/**
 * The records of a source that need not be handled any more: by earlier runs of the same job or, for a job that does
 * the rest of another, by that one. Of what was written, an import only has to know that it was.
 */
final class HandledRecords {

    /** What is stored of a record. */
    record Handled(int position, String file, @Nullable String ratingKey, @Nullable String title, Outcome outcome) {
    }

    private final Map<Integer, Integer> contents = new HashMap<>();
    private final BitSet failed = new BitSet();
    private int byOtherJobs;

    void addOwn(List<Handled> records) {
        records.forEach(record -> {
            add(record);
            failed.set(record.position(), record.outcome() == Outcome.FAILED);
        });
    }

    void addOfOther(List<Handled> records) {
        records.stream().filter(record -> record.outcome() != Outcome.FAILED).forEach(record -> {
            add(record);
            byOtherJobs++;
        });
    }

    private void add(Handled record) {
        contents.put(record.position(), Objects.hash(record.file(), record.ratingKey(), record.title()));
    }

    boolean isEmpty() {
        return contents.isEmpty();
    }

    boolean contains(int position) {
        return contents.containsKey(position);
    }

    /** {@return whether the record was handled, and not because something was wrong with it} */
    boolean wasTaken(int position) {
        return contains(position) && !failed.get(position);
    }

    /** {@return whether a record that was handled is the one at this position} */
    boolean isSame(int position, SourceRecord record) {
        return Objects.equals(contents.get(position),
                Objects.hash(record.origin().file(), record.key(), record.title()));
    }

    /** {@return the number of records that other jobs handled} */
    int byOtherJobs() {
        return byOtherJobs;
    }

    /** {@return the number of records that the source has at least} */
    int length() {
        return contents.keySet().stream().mapToInt(position -> position + 1).max().orElse(0);
    }
}
