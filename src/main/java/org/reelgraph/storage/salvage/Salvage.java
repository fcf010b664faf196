package org.reelgraph.storage.salvage;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.reelgraph.storage.copy.CopyListener;
import org.reelgraph.storage.copy.CopyTarget;

/** Puts what can be read of a damaged database into a new library. */
public interface Salvage {

    /**
     * What became of a table.
     *
     * @param rows    how many rows the new library has of it
     * @param unread  what could not be read
     * @param refused what was read and isn't in the new library, since it breaks a rule of the table
     */
    record SalvagedTable(String name, long rows, List<UnreadPart> unread, List<RefusedRow> refused) {

        /** {@return whether nothing of it was lost, as far as that can be told} */
        public boolean isWhole() {
            return unread.isEmpty() && refused.isEmpty();
        }

        /** {@return the same without rows that belong to others which were lost} */
        public SalvagedTable without(int alone) {
            return alone == 0
                    ? this
                    : new SalvagedTable(name, rows - alone, unread, Stream.concat(refused.stream(),
                            Stream.of(new RefusedRow(alone + " rows", "what they belong to was lost"))).toList());
        }
    }

    /**
     * A row that breaks a rule of its table.
     *
     * @param key  the values of its key
     * @param rule the rule
     */
    record RefusedRow(String key, String rule) {
    }

    /** {@return the address of a new library in the folder salvaged beside a file} */
    String addressBeside(Path file);

    /**
     * Puts what can be read of a file into a new library of this program's version. The file isn't changed.
     *
     * @return what became of each table
     * @throws org.reelgraph.storage.StorageException if nothing can be read, or if there can be no library at the target;
     *                                                nothing is there then
     */
    List<SalvagedTable> salvage(Path file, CopyTarget target, CopyListener listener);
}
