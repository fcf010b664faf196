package org.reelgraph.imports.merge;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.merge.ImportOptions.ConflictPolicy;
import org.reelgraph.imports.merge.ImportOptions.ErrorPolicy;
import org.reelgraph.imports.records.Authority;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.Validation;

/** The options that the inputs of all import mutations share. */
public final class OptionsInput {

    /** The path of the argument, for errors. */
    public static final InputPath PLACE = InputPath.START.below("input");

    private static final int LONGEST_SOURCE = 100;

    private OptionsInput() {
    }

    /**
     * {@return the options; an explicit null means the default, since the schema's defaults apply only to absent
     * values}
     */
    public static ImportOptions read(Map<String, Object> input, Validation validation) {
        return new ImportOptions(source(input.get("source"), validation),
                constant(input, "onConflict", ConflictPolicy.UPDATE),
                constant(input, "errorPolicy", ErrorPolicy.IGNORE_FAILED), isTrue(input.get("prune")),
                isTrue(input.get("dryRun")), isTrue(input.get("strict")), missing(input, validation),
                Authority.DESCRIPTION,
                (String) input.get("confirmDeletions"));
    }

    private static MissingPolicy missing(Map<String, Object> input, Validation validation) {
        var remove = isTrue(input.get("removeMissing"));
        var max = (Integer) input.get("maxRemovals");
        if (max != null && (max < 0 || !remove)) {
            validation.error(max < 0 ? UserErrorCode.OUT_OF_RANGE : UserErrorCode.INVALID,
                    max < 0 ? "maxRemovals must be at least 0." : "maxRemovals requires removeMissing.",
                    PLACE.below("maxRemovals"));
        }
        return new MissingPolicy(remove || isTrue(input.get("complete")), remove, max);
    }

    private static String source(@Nullable Object given, Validation validation) {
        if (given == null) {
            return MediaItem.DEFAULT_SOURCE;
        }
        var in = new InputObject(new HashMap<>(Map.of("source", given)), PLACE, validation);
        var source = in.required("source", in.text("source"), MediaItem.DEFAULT_SOURCE);
        if (source.length() > LONGEST_SOURCE) {
            in.error(UserErrorCode.OUT_OF_RANGE, "The source may have at most " + LONGEST_SOURCE + " characters.",
                    "source");
        }
        return source;
    }

    private static <E extends Enum<E>> E constant(Map<String, Object> input, String name, E standard) {
        var given = input.get(name);
        return given == null ? standard : Enum.valueOf(standard.getDeclaringClass(), given.toString());
    }

    private static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value);
    }
}
