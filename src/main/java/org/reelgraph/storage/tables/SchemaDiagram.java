package org.reelgraph.storage.tables;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reelgraph.storage.tables.Table.Column;

/** Draws tables and what they refer to, in Mermaid: one diagram for each table that others refer to. */
public final class SchemaDiagram {

    private static final String OTHERS = "Others";

    private final Map<String, Table> tables;

    private SchemaDiagram(List<Table> tables) {
        this.tables = tables.stream().collect(Collectors.toMap(Table::name, Function.identity()));
    }

    /** {@return the diagrams as Markdown, the same for each kind of database} */
    public static String of(List<Table> tables) {
        return new SchemaDiagram(tables).inMarkdown();
    }

    private String inMarkdown() {
        var groups = tables.values().stream().sorted(Comparator.comparing(Table::name))
                .collect(Collectors.groupingBy(this::root, TreeMap::new, Collectors.toList()));
        var single = groups.values().stream().filter(group -> group.size() == 1).flatMap(List::stream).toList();
        groups.values().removeIf(group -> group.size() == 1);
        var text = new StringBuilder();
        groups.forEach((root, group) -> text.append(section("`" + root + "` and what belongs to it", group)));
        return text.append(section(OTHERS, single)).toString();
    }

    private String root(Table table) {
        var parents = table.parents();
        return parents.isEmpty() || !tables.containsKey(parents.iterator().next())
                ? table.name()
                : root(tables.get(parents.iterator().next()));
    }

    private static String section(String title, List<Table> tables) {
        return "\n## %s\n\n```mermaid\nerDiagram\n%s%s```\n".formatted(title,
                tables.stream().map(SchemaDiagram::entity).collect(Collectors.joining()),
                tables.stream().map(SchemaDiagram::relations).collect(Collectors.joining()));
    }

    private static String entity(Table table) {
        return "  %s {\n%s  }\n".formatted(table.name(), table.columns().stream()
                .sorted(Comparator.comparing((Column column) -> !table.key().contains(column.name()))
                        .thenComparing(Column::name))
                .map(column -> "    %s %s%s\n".formatted(type(column), column.name(), keys(table, column)))
                .collect(Collectors.joining()));
    }

    private static String type(Column column) {
        return switch (column.type()) {
            case WHOLE_NUMBER -> "integer";
            case DECIMAL_NUMBER -> "decimal";
            case TEXT -> "text";
            case BYTES -> "bytes";
        };
    }

    private static String keys(Table table, Column column) {
        var isKey = table.key().contains(column.name());
        var refers = table.references().containsKey(column.name());
        return (isKey ? " PK" : "") + (isKey && refers ? "," : "") + (refers ? " FK" : "");
    }

    private static String relations(Table table) {
        return table.references().entrySet().stream().map(reference -> "  %s ||--o{ %s : %s\n"
                .formatted(reference.getValue(), table.name(), reference.getKey())).collect(Collectors.joining());
    }
}
