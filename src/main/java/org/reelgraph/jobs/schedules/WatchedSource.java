package org.reelgraph.jobs.schedules;

import java.util.Map;

/** Tells what jobs of a kind read, so that a schedule can wait for it to change. A bean for each such kind. */
public interface WatchedSource {

    /** {@return the name of the kind of jobs} */
    String kind();

    /** {@return what a job with this input would find; it is looked at often, so nothing is opened} */
    SourceState look(Map<String, Object> input);
}
