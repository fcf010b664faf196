package org.reelgraph.storage.copy;

/** Is told how far a copy is. */
public interface CopyListener {

    /** What is being done. */
    enum Step {
        /** Rows are copied. */
        COPY,
        /** What was copied is read again and compared. */
        COMPARISON,
        /** Indexes are made of what was copied; nothing is known of it beforehand. */
        INDEXES
    }

    /** So many rows of all are done. */
    void progress(Step step, long done, long total);
}
