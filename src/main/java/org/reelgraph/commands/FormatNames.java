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

/** The names of the import formats, in any case. They come from the schema, so help needs no beans. */
final class FormatNames implements Iterable<String>, ITypeConverter<String> {

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

    private static List<String> names() {
        try (var schema = new InputStreamReader(FormatNames.class.getResourceAsStream("/schema.graphqls"),
                StandardCharsets.UTF_8)) {
            return new SchemaParser().parse(schema).getType("ImportFormat", EnumTypeDefinition.class).orElseThrow()
                    .getEnumValueDefinitions().stream().map(EnumValueDefinition::getName).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
