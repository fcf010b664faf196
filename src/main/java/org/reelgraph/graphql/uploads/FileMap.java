package org.reelgraph.graphql.uploads;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.schema.UploadedFile;

/** The part {@code map}: at which places of the variables, where null is so far, each of the files is wanted. */
final class FileMap {

    private static final int MOST_PLACES = 1_000;
    private static final int LONGEST = 100;
    private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");
    private static final String EXAMPLE = "{\"0\": [\"variables.input.files.0\"]}";

    private final Map<String, List<Consumer<UploadedFile>>> awaited = new LinkedHashMap<>();
    private final Set<String> received = new HashSet<>();
    private final Set<String> paths = new HashSet<>();

    private FileMap() {
    }

    /**
     * {@return the map}
     *
     * @param most how many files there may be
     * @throws RequestException if it isn't a map, or if a path doesn't lead to null
     */
    static FileMap of(@Nullable Object value, Map<String, Object> variables, int most) {
        if (!(value instanceof Map<?, ?> entries)) {
            throw malformed();
        }
        if (entries.size() > most) {
            throw new RequestException(ErrorCode.PAYLOAD_TOO_LARGE,
                    "A request may bring " + most + " files (REELGRAPH_UPLOADS_FILES), not " + entries.size() + ".");
        }
        var map = new FileMap();
        entries.forEach((part, places) -> map.await(String.valueOf(part), places, variables));
        return map;
    }

    private void await(String part, @Nullable Object places, Map<String, Object> variables) {
        if (!(places instanceof List<?> texts) || texts.isEmpty()) {
            throw malformed();
        }
        var found = new ArrayList<Consumer<UploadedFile>>();
        for (var text : texts) {
            if (!(text instanceof String path)) {
                throw malformed();
            }
            if (!paths.add(path) || paths.size() > MOST_PLACES) {
                throw bad("The part 'map' names '" + excerpt(path) + "' twice, or names too many places.");
            }
            found.add(place(path, variables));
        }
        awaited.put(part, found);
    }

    private static Consumer<UploadedFile> place(String path, Map<String, Object> variables) {
        var steps = path.split("\\.", -1);
        Object container = steps[0].equals("variables") ? variables : null;
        for (var i = 1; i < steps.length - 1; i++) {
            container = inside(container, steps[i]);
        }
        return nullIn(container, steps.length < 2 ? "" : steps[steps.length - 1])
                .orElseThrow(() -> bad("The part 'map' names '" + excerpt(path)
                        + "', but there is no null at this place of 'operations'."));
    }

    private static @Nullable Object inside(@Nullable Object container, String step) {
        return switch (container) {
            case Map<?, ?> object -> object.get(step);
            case List<?> list when hasIndex(list, step) -> list.get(Integer.parseInt(step));
            case null, default -> null;
        };
    }

    @SuppressWarnings("unchecked") // they are made of JSON
    private static Optional<Consumer<UploadedFile>> nullIn(@Nullable Object container, String step) {
        return switch (container) {
            case Map<?, ?> object when object.containsKey(step) && object.get(step) == null ->
                Optional.of(file -> ((Map<String, Object>) object).put(step, file));
            case List<?> list when hasIndex(list, step) && list.get(Integer.parseInt(step)) == null ->
                Optional.of(file -> ((List<Object>) list).set(Integer.parseInt(step), file));
            case null, default -> Optional.empty();
        };
    }

    private static boolean hasIndex(List<?> list, String step) {
        return INDEX.matcher(step).matches() && Integer.parseInt(step) < list.size();
    }

    /**
     * Makes sure that a part is a file that has not come yet.
     *
     * @throws RequestException if it isn't
     */
    void expect(String part) {
        if (!awaited.containsKey(part)) {
            throw bad("The part '" + excerpt(part) + "' isn't in the part 'map', so that nobody wants it.");
        }
        if (!received.add(part)) {
            throw bad("The part '" + excerpt(part) + "' was sent twice.");
        }
    }

    /** Puts a file at its places. */
    void put(String part, UploadedFile file) {
        awaited.getOrDefault(part, List.of()).forEach(place -> place.accept(file));
    }

    /**
     * Makes sure that all files have come.
     *
     * @throws RequestException if they haven't
     */
    void requireAll() {
        awaited.keySet().stream().filter(part -> !received.contains(part)).findFirst().ifPresent(missing -> {
            throw bad("The part '" + excerpt(missing) + "', which the part 'map' names, wasn't sent.");
        });
    }

    private static RequestException malformed() {
        return bad("The part 'map' has to be an object that names the places of each file, such as " + EXAMPLE + ".");
    }

    private static RequestException bad(String message) {
        return new RequestException(ErrorCode.BAD_REQUEST, message);
    }

    static String excerpt(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
