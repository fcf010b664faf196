package org.reelgraph.storage.sql;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Stores an instant as milliseconds since 1970-01-01T00:00Z, truncated. */
@Singleton
public class InstantColumn implements AttributeConverter<Instant, Long> {

    /** {@return the current instant, with the precision of the column} */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public @Nullable Long convertToPersistedValue(@Nullable Instant instant, ConversionContext context) {
        return instant == null ? null : instant.toEpochMilli();
    }

    @Override
    public @Nullable Instant convertToEntityValue(@Nullable Long millis, ConversionContext context) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
