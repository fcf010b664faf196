package org.reelgraph.imports.jobs;

import java.util.List;
import java.util.Optional;
import org.reelgraph.audit.Actor;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.Result;

/** Keeps the entries of files that are read entry by entry, whatever they are about. */
public interface EntryMerge {

    /**
     * An entry.
     *
     * @param source has one
     * @param media  what became of the record of media that it is; empty if it is none, or isn't sound
     */
    record Entry(SourceRecord source, Optional<Result> media) {
    }

    /**
     * Keeps entries, in the current transaction; a dry run writes nothing.
     *
     * @param jobId the job in whose undo log goes what was there before
     * @return what became of each, in order
     */
    List<Result> merge(List<Entry> entries, ImportOptions options, Actor actor, long jobId);
}
