package org.reelgraph.exports.formats;

import java.io.IOException;
import java.util.Set;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.exports.files.ExportTarget;
import org.reelgraph.exports.library.Library;

/** Writes the library in one format. Every bean of this type takes part. */
public interface ExportFormat {

    /** {@return the name of the format, a value of the schema's {@code ExportFormat}} */
    String format();

    /** {@return the kinds of items that it can hold} */
    Set<MediaKind> kinds();

    /** {@return the name of the only file, or empty if there are several} */
    String onlyFile();

    /** Writes all items of its kinds. */
    void write(Library library, ExportTarget target, ExportMonitor monitor) throws IOException;
}
