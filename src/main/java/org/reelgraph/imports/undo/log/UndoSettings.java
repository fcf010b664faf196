package org.reelgraph.imports.undo.log;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.reelgraph.settings.declaration.Form;
import org.reelgraph.settings.declaration.Setting;

/** How much is kept to undo jobs. */
@Introspected
@ConfigurationProperties("reelgraph.undo")
record UndoSettings(
        @Setting(description = "How long an import can be undone.", defaultValue = "30d", form = Form.Days.class,
                storable = true) Duration retention,
        @Setting(description = "How much all that is kept to undo imports may take, in megabytes. The oldest goes"
                + " first; an import that needs more can't be undone. 0 keeps nothing.", defaultValue = "500",
                min = 0, storable = true) int megabytes) {

    private static final long BYTES = 1_000_000;

    UndoSettings {
        if (!retention.isPositive()) {
            throw new ConfigurationException("REELGRAPH_UNDO_RETENTION must be greater than 0.");
        }
    }

    /** {@return the most that all entries together may take} */
    long bytes() {
        return megabytes * BYTES;
    }
}
