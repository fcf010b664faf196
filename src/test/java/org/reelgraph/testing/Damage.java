package org.reelgraph.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Overwrites pages of a database file, as a failing disk may leave them. */
public final class Damage {

    private Damage() {
    }

    /** Overwrites the first page of a table's rows. */
    public static void table(Path dataFolder, String name) throws SQLException {
        page(dataFolder, Integer.parseInt(Tables.query(dataFolder,
                "SELECT rootpage FROM sqlite_master WHERE name = '" + name + "'").getFirst().substring(1)));
    }

    /** {@return the numbers of the pages that hold a table's rows, in their order} */
    public static List<Integer> leaves(Path dataFolder, String table) throws SQLException {
        return Tables.query(dataFolder, "SELECT pageno FROM dbstat WHERE name = '" + table
                + "' AND pagetype = 'leaf' ORDER BY path").stream().map(row -> Integer.valueOf(row.substring(1)))
                .toList();
    }

    /** Overwrites a page; the first has the number 1. */
    public static void page(Path dataFolder, int number) throws SQLException {
        var size = Integer.parseInt(Tables.query(dataFolder, "PRAGMA page_size").getFirst().substring(1));
        var rubbish = new byte[size];
        Arrays.fill(rubbish, (byte) 0xA5);
        try (var file = FileChannel.open(dataFolder.resolve("reelgraph.db"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(rubbish), (number - 1L) * size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
