package org.reelgraph.storage;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.time.LocalDate;

/** Stores a day as ISO 8601 text, which sorts as the days do and knows no zone. */
@Singleton
public class DateColumn implements AttributeConverter<LocalDate, String> {

    @Override
    public @Nullable String convertToPersistedValue(@Nullable LocalDate day, ConversionContext context) {
        return day == null ? null : day.toString();
    }

    @Override
    public @Nullable LocalDate convertToEntityValue(@Nullable String text, ConversionContext context) {
        return text == null ? null : LocalDate.parse(text);
    }
}
