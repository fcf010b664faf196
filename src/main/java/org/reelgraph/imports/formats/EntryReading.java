package org.reelgraph.imports.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.formats.EntryFiles.Shape;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.SourceEntry;
import org.reelgraph.imports.records.SourceEntry.Part;
import org.reelgraph.imports.records.SpelledJson;

/** Reads one file of MediaOS and passes on a record for each of its entries, and for what it holds beside them. */
final class EntryReading {

    private static final int DEEPEST = 100;
    private static final int LONGEST_KEY = 500;
    private static final int LONGEST_ENTRY = 1_000_000;
    private static final int LONGEST_TITLE = 200;
    private static final List<String> TITLES = List.of("title", "name", "email");
    private static final JsonFactory JSON = new JsonFactory();

    /** An entry can't be kept as it is written. */
    private static final class Unusable extends JsonFault {
        private Unusable(JsonParser json, String why) {
            super(json, why);
        }
    }

    private final SourceFile file;
    private final Shape shape;
    private final EntryFiles files;
    private final RecordStream stream;
    private final String source;
    private final Map<String, Origin> known = new HashMap<>();
    private final StringWriter root = new StringWriter();
    private int position;
    private int listed;

    EntryReading(SourceFile file, Shape shape, EntryFiles files, RecordStream stream, String source) {
        this.file = file;
        this.shape = shape;
        this.files = files;
        this.stream = stream;
        this.source = source;
    }

    void read() {
        try (var bytes = file.open(); var json = BoundedJson.parser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw JsonBeginning.of(file).instead("MediaOS' " + shape.name() + ".json, which is a JSON object");
            }
            if (shape.whole()) {
                entry(json, "", "", Origin.ofFile(file.name()));
            } else {
                members(json);
            }
            if (json.nextToken() != null) {
                throw new JsonFault(json, "There is more after the end.");
            }
            file.verifyUnchanged();
            root();
        } catch (SourceException e) {
            stream.add(SourceRecord.unread(Origin.ofFile(file.name()), e));
        } catch (IOException e) {
            stream.add(RecordStream.unread(Origin.ofFile(file.name()), file, e));
        }
    }

    private void members(JsonParser json) throws IOException, SourceException {
        try (var others = JSON.createGenerator(root)) {
            others.writeStartObject();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                member(json.currentName(), json.nextToken(), json, others);
            }
            others.writeEndObject();
        }
    }

    private void member(String name, JsonToken token, JsonParser json, JsonGenerator others)
            throws IOException, SourceException {
        var origin = place(name);
        if (shape.list().filter(name::equals).isPresent()) {
            others.writeNullField(name);
            if (token == JsonToken.START_ARRAY) {
                list(name, json);
            } else {
                refuse(json, origin, "The " + name + " must be a list.");
            }
        } else if (shape.isEntry().test(name)) {
            if (shape.list().isPresent()) {
                others.writeNullField(name);
            }
            if (token == JsonToken.START_OBJECT) {
                entry(json, "", name, origin);
            } else {
                refuse(json, origin, "This must be an object.");
            }
        } else {
            others.writeFieldName(name);
            SpelledJson.copy(json, others, this::check);
        }
    }

    private Origin place(String name) {
        return shape.list().isPresent()
                ? new Origin(file.name(), null, null, InputPath.START.below(name))
                : Origin.ofItem(file.name(), position);
    }

    private void refuse(JsonParser json, Origin origin, String why) throws IOException {
        json.skipChildren();
        stream.add(SourceRecord.unread(origin, new SourceException(UserErrorCode.INVALID, why)));
    }

    private void list(String name, JsonParser json) throws IOException, SourceException {
        for (; json.nextToken() != JsonToken.END_ARRAY; listed++) {
            var origin = Origin.ofItem(file.name(), listed);
            if (json.currentToken() == JsonToken.START_OBJECT) {
                entry(json, name, "", origin);
            } else {
                refuse(json, origin, "An item of the list must be an object.");
            }
        }
    }

    private void entry(JsonParser json, String list, String name, Origin origin) throws IOException, SourceException {
        var around = json.getParsingContext().getParent();
        var text = new StringWriter();
        var found = new HashMap<String, String>();
        try (var out = JSON.createGenerator(text)) {
            SpelledJson.copy(json, out, (token, depth) -> {
                check(token, depth);
                if (depth == 1 && token.currentToken().isScalarValue()
                        && token.currentToken() != JsonToken.VALUE_NULL) {
                    found.put(token.currentName(), token.getText());
                }
                if (text.getBuffer().length() > LONGEST_ENTRY) {
                    throw new Unusable(token, "This has more than " + LONGEST_ENTRY + " characters.");
                }
            });
        } catch (Unusable e) {
            stream.add(RecordStream.unread(origin, file, e));
            skipRest(json, around);
            position++;
            return;
        }
        file.verifyUnchanged();
        var key = list.isEmpty() ? name : Optional.ofNullable(found.get("id")).orElse("");
        add(new SourceEntry(shape.name(), list, key, position++, title(found, key), text.toString(), Part.ENTRY),
                origin);
    }

    private String title(Map<String, String> found, String key) {
        var title = TITLES.stream().map(found::get).filter(text -> text != null && !text.isBlank()).findFirst()
                .orElse(key.isEmpty() ? shape.name() : key);
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE) + "…";
    }

    private void add(SourceEntry entry, Origin origin) {
        var mistake = mistake(entry, origin);
        stream.add(SourceRecord.of(origin, mistake.isPresent()
                ? new SourceEntry.Read(entry.discarded(), Optional.empty(), List.of(mistake.get()))
                : placed(files.read(entry, origin, source), origin)));
    }

    // Paths within an entry become paths from where the record starts.
    private static SourceEntry.Read placed(SourceEntry.Read read, Origin origin) {
        var start = origin.place().path().toArray(String[]::new);
        return new SourceEntry.Read(read.entry(), read.media(),
                read.errors().stream().map(error -> error.below(start)).toList());
    }

    private Optional<UserError> mistake(SourceEntry entry, Origin origin) {
        var path = entry.list().isEmpty() ? origin.place().path() : List.of("id");
        if (entry.key().isBlank() && !shape.whole()) {
            return Optional.of(UserError.of(UserErrorCode.REQUIRED).at(path).saying("The id is required."));
        }
        if (entry.key().length() > LONGEST_KEY) {
            return Optional.of(UserError.of(UserErrorCode.OUT_OF_RANGE).at(path)
                    .saying("The id has more than " + LONGEST_KEY + " characters."));
        }
        var first = known.putIfAbsent(entry.list() + "/" + entry.key(), origin);
        return first == null
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.DUPLICATE).at(path)
                        .saying("The id " + entry.key() + " is that of " + first.inWords() + " already."));
    }

    private void check(JsonParser json, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new Unusable(json, "This is nested more than " + DEEPEST + " levels deep.");
        }
        var token = json.currentToken();
        if (token.isNumeric() && (json.getTextLength() > BoundedJson.LONGEST_NUMBER || json.isNaN())) {
            throw new Unusable(json, "This number can't be kept.");
        }
        if (token == JsonToken.FIELD_NAME && json.getTextLength() > BoundedJson.LONGEST_NAME
                || token == JsonToken.VALUE_STRING && json.getTextLength() > BoundedJson.LONGEST_TEXT) {
            throw new Unusable(json, "This text is too long.");
        }
    }

    private static void skipRest(JsonParser json, JsonStreamContext around) throws IOException {
        while (json.getParsingContext() != around) {
            json.nextToken();
        }
    }

    private void root() {
        if (!shape.whole()) {
            var entry = new SourceEntry(shape.name(), "", "", position, shape.name() + ".json", root.toString(),
                    Part.ROOT);
            stream.add(SourceRecord.of(Origin.ofFile(file.name()), new SourceEntry.Read(entry, Optional.empty(),
                    List.of())));
        }
    }
}
