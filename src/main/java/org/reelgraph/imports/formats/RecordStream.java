package org.reelgraph.imports.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.TreeReader;
import org.reelgraph.imports.records.Validation;

/**
 * Reads files of JSON objects and passes on a record for each; anything that goes wrong becomes a record with an error.
 * A record is passed on only if its file hasn't changed since it was first opened.
 */
final class RecordStream {

    /** Turns a parsed object into a record; empty if the object is to be ignored. */
    interface Maker {
        Optional<SourceRecord> make(Origin origin, InputObject in);
    }

    private static final String NO_OBJECT = "An item of the list must be an object.";

    private final Consumer<SourceRecord> records;
    private final Validation.Policy policy;
    private final boolean parts;

    RecordStream(Consumer<SourceRecord> records, Reading reading) {
        this.records = records;
        this.policy = reading.policy();
        this.parts = reading.parts();
    }

    /** Reads each of the files that are treated alike; a file that can't be opened becomes a record with an error. */
    void each(ImportSource source, Consumer<SourceFile> reader) {
        try {
            for (var name : source.names()) {
                one(source, name, reader);
            }
        } catch (SourceException e) {
            add(SourceRecord.unread(Origin.ofFile("."), e));
        }
    }

    /** Reads a file; if it can't be opened, it becomes a record with an error. */
    void one(ImportSource source, String name, Consumer<SourceFile> reader) {
        try {
            reader.accept(source.file(name));
        } catch (SourceException e) {
            add(SourceRecord.unread(Origin.ofFile(name), e));
        }
    }

    void add(SourceRecord record) {
        records.accept(record);
    }

    /** {@return a maker that turns each object into one record} */
    static Maker ofTrees(TreeReader trees) {
        return (origin, in) -> Optional.of(SourceRecord.of(trees.media(origin, in), in));
    }

    /** Reads a file that is an array of objects. Objects before a JSON fault are passed on. */
    void array(SourceFile file, TreeReader trees, Maker maker) {
        array(file, List.of(), trees, maker);
    }

    /** Reads an array of objects in a file; the path consists of the names of the enclosing objects. */
    void array(SourceFile file, List<String> path, TreeReader trees, Maker maker) {
        var index = 0;
        try (var bytes = file.open(); var json = BoundedJson.parser(bytes)) {
            if (enter(json, path) != JsonToken.START_ARRAY) {
                throw JsonBeginning.of(file).instead("a JSON array");
            }
            for (; json.nextToken() != JsonToken.END_ARRAY; index++) {
                item(file, json, Origin.ofItem(file.name(), index), trees, maker);
            }
            end(json, path);
            file.verifyUnchanged();
        } catch (SourceException e) {
            add(SourceRecord.unread(Origin.ofFile(file.name()), e));
        } catch (IOException e) {
            add(unread(Origin.ofItem(file.name(), index), file, e));
        }
    }

    private void item(SourceFile file, JsonParser json, Origin origin, TreeReader trees, Maker maker)
            throws IOException, SourceException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            add(SourceRecord.unread(origin,
                    new SourceException(UserErrorCode.INVALID, NO_OBJECT)));
            return;
        }
        var tree = new TreeParser(json, trees, new Validation(policy));
        try {
            var record = maker.make(origin, tree.tree(InputPath.START));
            file.verifyUnchanged();
            record.ifPresent(this::add);
        } catch (TreeParser.TooLarge e) {
            add(unread(origin, file, e));
            tree.skipRest();
        }
    }

    private static @Nullable JsonToken enter(JsonParser json, List<String> path) throws IOException {
        for (var name : path) {
            if (!ApiAnswer.enter(json, name)) {
                return null;
            }
        }
        return path.isEmpty() ? json.nextToken() : json.currentToken();
    }

    /**
     * {@return the objects of an array in a file, or a single object in its place, as parts of another record}
     *
     * @param path       the names of the objects that enclose the array
     * @param validation the validation of the other record
     * @param place      the path of the array in that record
     * @throws SourceException if the file can't be read, or has changed
     */
    static List<InputObject> objects(SourceFile file, List<String> path, TreeReader trees, Validation validation,
            InputPath place) throws SourceException {
        try (var bytes = file.open(); var json = BoundedJson.parser(bytes)) {
            var objects = new ArrayList<InputObject>();
            var first = enter(json, path);
            if (first == JsonToken.START_OBJECT) {
                objects.add(new TreeParser(json, trees, validation).tree(place.below(0)));
            } else if (first == JsonToken.START_ARRAY) {
                for (var i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                    object(json, trees, validation, place.below(i)).ifPresent(objects::add);
                }
            }
            file.verifyUnchanged();
            return objects;
        } catch (IOException e) {
            throw reason(file, "file", 0, e);
        }
    }

    private static Optional<InputObject> object(JsonParser json, TreeReader trees, Validation validation,
            InputPath place)
            throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return Optional.of(new TreeParser(json, trees, validation).tree(place));
        }
        validation.unusable(UserErrorCode.INVALID, NO_OBJECT, place, json.currentToken().asString());
        json.skipChildren();
        return Optional.empty();
    }

    /** Reads a file that is a single object. */
    void object(SourceFile file, TreeReader trees, Maker maker) {
        object(file, List.of(), trees, maker);
    }

    /** Reads an object in a file; the path consists of the names of the enclosing objects. */
    void object(SourceFile file, List<String> path, TreeReader trees, Maker maker) {
        var origin = Origin.ofFile(file.name());
        try (var bytes = file.open(); var json = BoundedJson.parser(bytes)) {
            if (enter(json, path) != JsonToken.START_OBJECT) {
                throw JsonBeginning.of(file).instead("a JSON object");
            }
            var tree = new TreeParser(json, trees, new Validation(policy));
            var record = maker.make(origin, tree.tree(InputPath.START));
            end(json, path);
            file.verifyUnchanged();
            record.ifPresent(this::add);
        } catch (SourceException e) {
            add(SourceRecord.unread(origin, e));
        } catch (IOException e) {
            add(unread(origin, file, e));
        }
    }

    /** Reads a file with an object on each line; a faulty line doesn't affect the others. */
    void lines(SourceFile file, Maker maker, TreeReader trees) {
        try (var lines = new Lines(file.open())) {
            while (lines.next()) {
                line(file, lines, maker, trees);
            }
            file.verifyUnchanged();
        } catch (SourceException e) {
            add(SourceRecord.unread(Origin.ofFile(file.name()), e));
        } catch (IOException e) {
            add(unread(Origin.ofFile(file.name()), file, e));
        }
    }

    private void line(SourceFile file, Lines lines, Maker maker, TreeReader trees)
            throws IOException, SourceException {
        var origin = Origin.ofLine(file.name(), lines.number());
        try (var json = BoundedJson.parser(lines.current())) {
            var token = json.nextToken();
            if (token == null) {
                return;
            }
            if (token != JsonToken.START_OBJECT) {
                add(SourceRecord.unread(origin,
                        new SourceException(UserErrorCode.INVALID, "The line must be a JSON object.")));
                return;
            }
            // Its place is the line's, also if it is too large for the memory with its parts.
            var tree = new TreeParser(json, trees, new Validation(policy), parts);
            var record = maker.make(origin, tree.tree(InputPath.START));
            end(json, List.of());
            file.verifyUnchanged();
            record.ifPresent(this::add);
        } catch (JsonProcessingException e) {
            file.verifyUnchanged();
            add(unread(origin, file, "line", lines.number() - 1, e));
        }
    }

    // What surrounds a nested value is read only as far as necessary.
    private static void end(JsonParser json, List<String> path) throws IOException {
        if (path.isEmpty() && json.nextToken() != null) {
            throw new JsonFault(json, "There is more after the end.");
        }
    }

    /** {@return a record for the part of a file that couldn't be read} */
    static SourceRecord unread(Origin origin, SourceFile file, IOException e) {
        return unread(origin, file, "file", 0, e);
    }

    private static SourceRecord unread(Origin origin, SourceFile file, String what, int linesBefore, IOException e) {
        var place = e instanceof JsonProcessingException fault
                ? new Origin(origin.file(), linesBefore + fault.getLocation().getLineNr(), origin.index(),
                        origin.place())
                : origin;
        return SourceRecord.unread(place, reason(file, what, linesBefore, e));
    }

    private static SourceException reason(SourceFile file, String what, int linesBefore, IOException e) {
        if (!(e instanceof JsonProcessingException fault)) {
            return ImportSource.unreadable("'" + file.name() + "'", e);
        }
        var at = fault.getLocation();
        return new SourceException(SourceErrors.MALFORMED, file.name() + ", line " + (linesBefore + at.getLineNr())
                + ", column " + at.getColumnNr() + ": " + JsonFault.inWords(fault, what, linesBefore));
    }
}
