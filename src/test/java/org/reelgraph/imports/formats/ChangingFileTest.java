package org.reelgraph.imports.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.Validation;

import static org.assertj.core.api.Assertions.assertThat;

class ChangingFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {JsonLines.FORMAT, TautulliExport.FORMAT})
    void givenAFileThatGrowsWhileItIsRead_whenARecordWasHandedOn_thenTheNextIsTheErrorAndTheRestIsLeft(
            String format) throws Exception {
        var records = new ArrayList<SourceRecord>();
        var lines = format.equals(JsonLines.FORMAT);
        var record = "{\"kind\": \"MOVIE\", \"title\": \"T\"}";
        var file = Files.writeString(folder.resolve("growing.json"), lines
                ? (record + "\n").repeat(10)
                : "[" + "{\"title\": \"T\"},".repeat(9) + "{\"title\": \"T\"}]");
        var readers = new FormatReaders(List.of(new JsonLines(), new TautulliExport(), new PlexExporter()));

        readers.of(format).read(ImportSource.anywhere(file, file.getParent()),
                new Reading("plex", ZoneOffset.UTC, Validation.Policy.LENIENT),
                read -> {
                    records.add(read);
                    append(file);
                });

        assertThat(records).hasSize(2);
        assertThat(records.getFirst().isSound()).isTrue();
        assertThat(records.getLast().errors().getFirst().message())
                .contains("'growing.json' changed while it was read");
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
