package org.reelgraph.mediaos.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.merge.Result.FieldChange;
import org.reelgraph.mediaos.entries.EntryJson;
import org.reelgraph.mediaos.files.MediaOsFile;

/** In which members two entries differ. What nobody is shown has no values here. */
public final class FieldDifference {

    private FieldDifference() {
    }

    /** {@return in which members that have a meaning two values differ} */
    static <T> List<FieldChange> ofMeaning(MediaOsFile<T> file, T before, T after) {
        return of(file.write(before), file.write(after), file.hidden());
    }

    /** {@return in which members that have no meaning here two entries differ} */
    static List<FieldChange> ofOthers(MediaOsFile<?> file, ObjectNode before, ObjectNode after) {
        return of(before.without(file.members()), after.without(file.members()), file.hidden());
    }

    /** {@return in which members two objects differ} */
    public static List<FieldChange> of(ObjectNode before, ObjectNode after, Set<String> hidden) {
        var names = new TreeSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        var changes = new ArrayList<FieldChange>();
        for (var name : names) {
            if (!EntryJson.isSame(before.get(name), after.get(name))) {
                changes.add(hidden.contains(name)
                        ? new FieldChange(List.of(name), null, null)
                        : new FieldChange(List.of(name), plain(before.get(name)), plain(after.get(name))));
            }
        }
        return changes;
    }

    private static @Nullable Object plain(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        return value.isTextual()
                ? value.asText()
                : value.isNumber()
                        ? value.numberValue()
                        : value.isBoolean()
                                ? (Object) value.asBoolean()
                                : value.toString();
    }
}
