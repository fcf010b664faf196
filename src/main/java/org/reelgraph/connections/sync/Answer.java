package org.reelgraph.connections.sync;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * What a server answered.
 *
 * @param request what it was asked: the command and its parameter
 * @param content compressed
 */
public record Answer(String request, Instant capturedAt, byte[] content) {

    /** {@return an answer that has just come} */
    public static Answer of(String request, byte[] body) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answer(request, InstantColumn.now(), bytes.toByteArray());
    }

    /** {@return the answer as it came} */
    byte[] body() throws IOException {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(content))) {
            return in.readAllBytes();
        }
    }
}
