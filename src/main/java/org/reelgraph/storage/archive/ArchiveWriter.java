package org.reelgraph.storage.archive;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import org.reelgraph.storage.Sha256;
import org.reelgraph.storage.copy.CopyListener;
import org.reelgraph.storage.copy.CopyListener.Step;
import org.reelgraph.storage.copy.TableSource;
import org.reelgraph.storage.copy.TableSum;
import org.reelgraph.storage.tables.Table;

/** Writes an archive, a row after the other: first a mark, then all rows, at last the manifest and its length. */
public final class ArchiveWriter {

    /** Begins and ends each archive. */
    static final long MARK = 0x5247_4241_434b_5550L;
    /** Stands in the place of a row's length after the last row of a table. */
    static final int NO_MORE = -1;

    private static final int BUFFER = 65_536;

    private final TableSource source;
    private final CopyListener listener;
    private long done;

    private ArchiveWriter(TableSource source, CopyListener listener) {
        this.source = source;
        this.listener = listener;
    }

    /**
     * {@return the manifest of what was written}
     *
     * @param out stays open
     */
    public static Manifest write(OutputStream out, Manifest.Origin origin, TableSource source, CopyListener listener)
            throws IOException, SQLException {
        try {
            return new ArchiveWriter(source, listener).write(out, origin);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
    }

    private Manifest write(OutputStream out, Manifest.Origin origin) throws IOException, SQLException {
        var file = new DataOutputStream(out);
        file.writeLong(MARK);
        var manifest = new Manifest(Manifest.FORMAT, origin, rows(file));
        var bytes = manifest.bytes();
        file.write(bytes);
        file.write(Sha256.digest().digest(bytes));
        file.writeInt(bytes.length);
        file.writeLong(MARK);
        file.flush();
        return manifest;
    }

    private ArrayList<Manifest.Part> rows(OutputStream file) throws IOException, SQLException {
        var parts = new ArrayList<Manifest.Part>();
        var total = source.rows();
        try (var compressed = new ZstdOutputStream(new Unclosed(file)).setChecksum(true);
                var rows = new DataOutputStream(new BufferedOutputStream(compressed, BUFFER))) {
            for (var table : source.tables()) {
                parts.add(Manifest.Part.of(table, rows(rows, table, total)));
                rows.writeInt(NO_MORE);
            }
        }
        return parts;
    }

    private TableSum rows(DataOutputStream rows, Table table, long total) throws SQLException {
        return source.read(table, batch -> {
            try {
                for (var row : batch) {
                    var bytes = table.bytes(row);
                    rows.writeInt(bytes.length);
                    rows.write(bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            done += batch.size();
            listener.progress(Step.COPY, done, total);
        });
    }

    /** The manifest follows when the compressed part is closed. */
    private static final class Unclosed extends FilterOutputStream {

        private Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
