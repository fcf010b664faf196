package org.reelgraph.commands;

import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The names of formats, in any case. They come from the schema, so help needs no beans. */
abstract class FormatNames implements Iterable<String>, ITypeConverter<String> {

    /** Those of imports. */
    static final class OfImports extends FormatNames {

        OfImports() {
            super("ImportFormat");
        }
    }

    /** Those of exports. */
    static final class OfExports extends FormatNames {

        OfExports() {
            super("ExportFormat");
        }
    }

    private final String type;

    private FormatNames(String type) {
        this.type = type;
    }

    @Override
    public Iterator<String> iterator() {
        return names().iterator();
    }

    @Override
    public String convert(String text) {
        var name = text.toUpperCase(Locale.ROOT);
        if (!names().contains(name)) {
            throw new TypeConversionException("expected one of " + names() + " (case-insensitive) but was '" + text
                    + "'");
        }
        return name;
    }

    private List<String> names() {
        try (var schema = new InputStreamReader(FormatNames.class.getResourceAsStream("/schema.graphqls"),
                StandardCharsets.UTF_8)) {
            return new SchemaParser().parse(schema).getType(type, EnumTypeDefinition.class).orElseThrow()
                    .getEnumValueDefinitions().stream().map(EnumValueDefinition::getName).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
