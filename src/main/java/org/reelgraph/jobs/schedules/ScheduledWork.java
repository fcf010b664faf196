package org.reelgraph.jobs.schedules;

import java.util.Locale;
import java.util.Map;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.jobs.JobInput;

/**
 * What a schedule's jobs do, as the one field of {@code ScheduledWorkInput}: it is named like their kind and holds their
 * input.
 */
record ScheduledWork(String field, Map<String, Object> input) {

    @SuppressWarnings("unchecked") // the schema has checked that it is an input object
    static ScheduledWork of(Map<String, Object> work) {
        var given = work.entrySet().iterator().next();
        return new ScheduledWork(given.getKey(), (Map<String, Object>) given.getValue());
    }

    /** {@return the kind's name: UNDO_IMPORT for the field undoImport} */
    String kind() {
        return field.replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    String json() {
        return JobInput.write(input);
    }

    /** {@return an error in the input, with a path from the mutation's argument on} */
    UserError located(UserError error) {
        return error.below("input", "work", field);
    }
}
