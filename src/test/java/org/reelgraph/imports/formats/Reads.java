package org.reelgraph.imports.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Validation.Policy;

/** Reads files in a folder without a server. */
record Reads(Path folder) {

    private static final FormatReaders READERS = new FormatReaders(
            List.of(new JsonLines(), new TautulliExport(), new PlexExporter(), new TautulliApi(), new PlexApi(),
                    new KodiNfo(), new Csv(), new Trakt()));

    Reads file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Reads file(String name, byte[] bytes) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.write(folder.resolve(name), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with an answer of Tautulli's API that holds these data. */
    Reads answer(String name, String data) {
        return file(name + ".json",
                "{\"response\": {\"result\": \"success\", \"message\": null, \"data\": " + data + "}}");
    }

    List<SourceRecord> all(String format) throws SourceException {
        return all(format, Policy.LENIENT);
    }

    List<SourceRecord> all(String format, Policy policy) throws SourceException {
        return all(format, new Reading("plex", ZoneOffset.UTC, policy));
    }

    List<SourceRecord> withoutParts(String format) throws SourceException {
        return all(format, new Reading("plex", ZoneOffset.UTC, Policy.LENIENT).withoutParts());
    }

    private List<SourceRecord> all(String format, Reading reading) throws SourceException {
        var records = new ArrayList<SourceRecord>();
        READERS.of(format).read(ImportSource.anywhere(folder, folder), reading, records::add);
        return records;
    }

    /** {@return the format that is recognised} */
    String recognised() throws SourceException {
        return new FormatReaders(List.of(new Trakt(), new TautulliExport()))
                .locate(ImportSource.anywhere(folder, folder), null).format();
    }

    /** {@return why no format is recognised, or a named one isn't the files'} */
    String refusal(String format) {
        try {
            READERS.of(format).check(ImportSource.anywhere(folder, folder));
            return "";
        } catch (SourceException e) {
            return e.getMessage();
        }
    }

    static List<String> errors(List<SourceRecord> records) {
        return records.stream().flatMap(record -> record.errors().stream()).map(UserError::message).toList();
    }

    static List<String> titles(List<SourceRecord> records) {
        return records.stream().filter(SourceRecord::isSound).map(record -> record.media().title().value()).toList();
    }

    /** {@return the notices as "CODE path value"} */
    static List<String> notices(SourceRecord record) {
        return record.notices().stream().map(Reads::inWords).toList();
    }

    private static String inWords(Notice notice) {
        return notice.code() + " " + String.join(".", notice.path()) + " " + notice.value();
    }
}
