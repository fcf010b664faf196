package org.reelgraph.imports.uploads;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/**
 * Counts the entries of a zip archive without reading them into memory.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">.ZIP File Format Specification, 4.3.12 to
 * 4.3.16</a>
 */
final class ZipDirectory {

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_SIZE = 20;
    private static final int LARGE_END = 0x06064b50;
    // With the usual attributes. Names and comments can have 64 KB each.
    private static final long USUAL_ENTRY = 512;

    private final MemorySegment archive;

    private ZipDirectory(MemorySegment archive) {
        this.archive = archive;
    }

    /**
     * {@return whether an archive has more entries than that, or such long ones that they take as much memory}
     *
     * @throws IOException if it has no directory where its end says
     */
    static boolean hasMoreThan(Path archive, int most) throws IOException {
        try (var arena = Arena.ofConfined(); var file = FileChannel.open(archive)) {
            return new ZipDirectory(file.map(MapMode.READ_ONLY, 0, file.size(), arena)).hasMoreThan(most);
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("It ends too soon.", e);
        }
    }

    private boolean hasMoreThan(int most) throws IOException {
        var end = findEnd();
        var first = beginning(end);
        var count = 0;
        for (var at = first; at < end && archive.get(INT, at) == ENTRY; at += size(at)) {
            count++;
            if (count > most) {
                return true;
            }
        }
        if (count == 0 && first != end) {
            throw new IOException("There is no directory.");
        }
        return end - first > most * USUAL_ENTRY;
    }

    private long size(long entry) {
        return ENTRY_SIZE + length(entry + 28) + length(entry + 30) + length(entry + 32);
    }

    private int length(long at) {
        return Short.toUnsignedInt(archive.get(SHORT, at));
    }

    private long findEnd() throws IOException {
        var last = archive.byteSize() - END_SIZE;
        for (var at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
            if (archive.get(INT, at) == END) {
                return at;
            }
        }
        throw new IOException("There is no end of the directory.");
    }

    private long beginning(long end) throws IOException {
        var locator = end - LOCATOR_SIZE;
        if (locator >= 0 && archive.get(INT, locator) == LOCATOR) {
            var largeEnd = archive.get(LONG, locator + 8);
            if (archive.get(INT, largeEnd) != LARGE_END) {
                throw new IOException("There is no end of the large directory.");
            }
            return archive.get(LONG, largeEnd + 48);
        }
        var size = Integer.toUnsignedLong(archive.get(INT, end + 12));
        var first = Integer.toUnsignedLong(archive.get(INT, end + 16));
        if (first + size != end) {
            throw new IOException("The directory isn't where its end says.");
        }
        return first;
    }
}
