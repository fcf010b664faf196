package org.reelgraph.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.reelgraph.imports.records.WrittenValue;
import org.reelgraph.jobs.Counted;
import org.reelgraph.mediaos.validation.Difference;
import org.reelgraph.mediaos.validation.FileCount;

/** Prints how MediaOS' files compare with the database, as it is found out. */
final class MediaOsReport implements Consumer<Difference>, AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final PrintWriter out;
    private final Optional<JsonGenerator> json;
    private boolean begun;

    private MediaOsReport(PrintWriter out, Optional<JsonGenerator> json) {
        this.out = out;
        this.json = json;
    }

    static MediaOsReport inText(PrintWriter out) {
        return new MediaOsReport(out, Optional.empty());
    }

    static MediaOsReport inJson(PrintWriter out) {
        try {
            var json = MAPPER.getFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            return new MediaOsReport(out, Optional.of(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void accept(Difference difference) {
        if (json.isEmpty()) {
            out.println(difference.kind() + " " + difference.file() + " " + difference.entry() + ": "
                    + inWords(difference));
            return;
        }
        try {
            begin(json.get());
            MAPPER.writeValue(json.get(), difference);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(JsonGenerator generator) throws IOException {
        if (!begun) {
            begun = true;
            generator.writeStartObject();
            generator.writeArrayFieldStart("differences");
        }
    }

    private static String inWords(Difference difference) {
        return difference.inFile() == null && difference.inDatabase() == null
                ? difference.message()
                : difference.member() + ": " + WrittenValue.of(difference.inFile()) + " in the file, "
                        + WrittenValue.of(difference.inDatabase()) + " in the database";
    }

    /** Prints how each file compares. */
    void end(List<FileCount> counts) {
        if (json.isEmpty()) {
            counts.forEach(count -> out.println(count.file() + ": " + Counted.of(count.entries(), "record") + ", "
                    + Counted.of(count.differences(), "difference")));
            return;
        }
        try {
            begin(json.get());
            json.get().writeEndArray();
            json.get().writeFieldName("files");
            MAPPER.writeValue(json.get(), counts);
            json.get().writeEndObject();
            json.get().flush();
            out.println();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
