package org.reelgraph.catalog.collation;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.collation.CollationRepository.Made;
import org.reelgraph.catalog.collation.CollationWriter.Keyed;
import org.reelgraph.settings.declaration.Form;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.copy.ReplacementStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that all sort keys in the database follow the same rules. */
@Introspected
@Setting(property = "reelgraph.sort-language",
        description = "The language by whose rules titles and names are sorted. `und` stands for the rules that"
                + " all languages share, `binary` for the order of code points. With `binary`, filters of "
                + "titles and names ignore case only from A to Z.",
        defaultValue = "und", form = Collation.Language.class, storable = true)
@Factory
public class Collation {

    private static final Logger LOG = LoggerFactory.getLogger(Collation.class);
    private static final int AT_ONCE = 10_000;

    /** A language whose rules are known. */
    public record Language() implements Form {

        @Override
        public boolean fits(String value) {
            return SortKeys.in(value).isPresent();
        }

        @Override
        public boolean isReadable(String value) {
            return true; // keysIn reports the error
        }

        @Override
        public String description() {
            return "a language tag such as de or pt-BR, und for none, or binary";
        }
    }

    /**
     * {@return the rules of sort keys; all stored keys follow them}
     *
     * @param language the configured language ({@code REELGRAPH_SORT_LANGUAGE}); commands use the stored one instead
     * @throws ConfigurationException if there is no such language
     */
    @Context
    SortKeys sortKeys(@Value("${reelgraph.sort-language}") String language,
            @Value("${reelgraph.serves}") boolean serves, CollationRepository known, CollationWriter writer,
            WriteTransactions transactions) {
        var made = known.made();
        var keys = keysIn(serves ? language : made.map(Made::language).orElse(language));
        if (!made.equals(Optional.of(madeWith(keys)))) {
            transactions.within(() -> renew(writer, keys));
        }
        return keys;
    }

    /** {@return what has the keys of another state follow the rules that this program sorts by} */
    @Singleton
    ReplacementStep replacement(SortKeys keys, CollationWriter writer) {
        return () -> () -> {
            if (!writer.follows(keys.language(), keys.version())) {
                renew(writer, keys);
            }
        };
    }

    private static SortKeys keysIn(String language) {
        return SortKeys.in(language).orElseThrow(() -> new ConfigurationException("REELGRAPH_SORT_LANGUAGE names no"
                + " language: '" + language + "'. It is a tag such as de or pt-BR, und for none, or binary."));
    }

    private static Made madeWith(SortKeys keys) {
        return new Made(keys.language(), keys.version());
    }

    /** Makes all stored keys anew, in the transaction that there is. */
    static Made renew(CollationWriter writer, SortKeys keys) {
        var items = renew(writer::media, writer::updateMedia, keys) + renew(writer::people, writer::updatePeople, keys)
                + writer.renewFurther(keys);
        if (items > 0) {
            LOG.info("Titles and names, {} in all, are now sorted as in the language {}", items, keys.language());
        }
        writer.note(keys.language(), keys.version());
        return madeWith(keys);
    }

    private static int renew(BiFunction<Long, Integer, List<Keyed>> read, BiConsumer<List<Keyed>, SortKeys> write,
            SortKeys keys) {
        var count = 0;
        for (var rows = read.apply(0L, AT_ONCE); !rows.isEmpty(); rows = read.apply(rows.getLast().id(), AT_ONCE)) {
            write.accept(rows, keys);
            count += rows.size();
        }
        return count;
    }
}
