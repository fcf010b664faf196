package org.reelgraph.commands;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows with columns that are as wide as their longest value. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... head) {
        rows.add(List.of(head));
    }

    /** Adds a row with as many values as the head has. */
    TextTable row(Object... values) {
        rows.add(List.of(values).stream().map(String::valueOf).toList());
        return this;
    }

    /** Prints the head and all rows. */
    void print(PrintWriter out) {
        rows.forEach(row -> {
            var line = new StringBuilder();
            for (var column = 0; column < row.size(); column++) {
                var value = row.get(column);
                line.append(value).append(" ".repeat(width(column) - value.length())).append(GAP);
            }
            out.println(line.toString().stripTrailing());
        });
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
