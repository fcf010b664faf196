package org.reelgraph.imports.deletion;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import org.reelgraph.settings.declaration.Form;
import org.reelgraph.settings.declaration.Setting;

/** How much may be deleted without confirmation because a source no longer contains it. */
@Introspected
@ConfigurationProperties("reelgraph.deletions")
record DeletionSettings(
        @Setting(description = "How many percent of a series' episodes, or of a source's items, an import may delete"
                + " without `confirmDeletions` because its source no longer contains them.", defaultValue = "20",
                form = DeletionSettings.Percent.class, storable = true) int maxPercent,
        @Setting(description = "How many episodes, and how many items, an import may delete without"
                + " `confirmDeletions` because its source no longer contains them.", defaultValue = "50", min = 0,
                storable = true) int maxNumber) {

    private static final int ALL = 100;

    DeletionSettings {
        if (maxPercent > ALL) {
            throw new ConfigurationException("REELGRAPH_DELETIONS_MAX_PERCENT must be at most 100.");
        }
    }

    /** A share. */
    public record Percent() implements Form {

        private static final Form NUMBER = new WholeNumber(0, ALL);

        @Override
        public boolean fits(String value) {
            return NUMBER.fits(value);
        }

        @Override
        public String description() {
            return NUMBER.description();
        }
    }

    /** {@return how many of so many items may go} */
    int limit(int of) {
        return Math.min(maxNumber, (int) ((long) of * maxPercent / ALL));
    }
}
