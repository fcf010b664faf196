package org.reelgraph.imports.legacy;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.imports.formats.LegacyTables.Item;
import org.reelgraph.imports.formats.LegacyTables.Row;
import org.reelgraph.imports.formats.trees.LegacyTrees;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.storage.CanonicalJson;

/**
 * Where an import puts what an item's rows say. The item is read as the import reads it. A row that isn't found in what
 * comes of that is no part of the library, and nothing of it was compared.
 */
final class RowFields {

    // Seasons and episodes may get other numbers while they are read; this goes with them among their metadata.
    private static final String MARK = "compared row";
    private static final String SEASONS = "seasons";
    private static final String EPISODES = "episodes";
    private static final String CAST = "cast";
    private static final String IMAGES = "images";

    // Of each place in the item.
    private final Map<List<String>, List<String>> fields = new HashMap<>();

    private RowFields() {
    }

    /** {@return the fields of an item's rows; the item's members are used up} */
    static RowFields of(Item item) {
        var found = new RowFields();
        found.fields.put(List.of(), List.of());
        found.read(item.members());
        return found;
    }

    /** {@return the field of a row, as paths of changes have it; empty if no import takes the row} */
    Optional<List<String>> of(Row row) {
        return Optional.ofNullable(fields.get(row.place()));
    }

    private void read(Map<String, Object> members) {
        mark(members, SEASONS, "");
        var listed = new HashMap<List<String>, List<String>>();
        objects(members, CAST).forEach((place, credit) -> {
            var name = copy(credit).text("name").value();
            if (name != null) {
                listed.put(place, List.of(CAST, shown(name, copy(credit).text("character").value())));
            }
        });
        objects(members, "thumbnails").forEach((place, thumbnail) -> {
            var path = copy(thumbnail).verbatim("path").value();
            if (path != null) {
                listed.put(place, List.of(IMAGES, LegacyTrees.path(path)));
            }
        });
        var media = new LegacyTrees(new Reading("library", ZoneOffset.UTC, Validation.Policy.LENIENT))
                .media(Origin.ofFile("library"), lenient(members));
        var there = lists(media);
        listed.forEach((place, field) -> {
            if (there.contains(field)) {
                fields.put(place, field);
            }
        });
        media.seasonList().forEach(season -> {
            var field = List.of(SEASONS, String.valueOf(season.number()));
            add(season.metadata(), field);
            season.episodeList().forEach(episode -> add(episode.metadata(), List.of(field.getFirst(), field.getLast(),
                    EPISODES, Objects.toString(episode.number(), ""))));
        });
    }

    private static void mark(Map<String, Object> members, String list, String above) {
        objects(members, list).forEach((place, object) -> {
            var mark = above + String.join("/", place);
            object.put(MARK, mark);
            mark(object, EPISODES, mark + "/");
        });
    }

    @SuppressWarnings("unchecked") // the names of members are strings
    private static Map<List<String>, Map<String, Object>> objects(Map<String, Object> members, String list) {
        var objects = new LinkedHashMap<List<String>, Map<String, Object>>();
        if (members.get(list) instanceof List<?> items) {
            for (var i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof Map<?, ?> object) {
                    objects.put(List.of(list, String.valueOf(i)), (Map<String, Object>) object);
                }
            }
        }
        return objects;
    }

    private static InputObject copy(Map<String, Object> members) {
        return lenient(new LinkedHashMap<>(members));
    }

    private static InputObject lenient(Map<String, Object> members) {
        return new InputObject(members, InputPath.START, new Validation(Validation.Policy.LENIENT));
    }

    private static Set<List<String>> lists(MediaRecord media) {
        var there = new HashSet<List<String>>();
        var cast = media.credits().getOrDefault(CreditRole.CAST, Field.<List<CreditRecord>>absent()).value();
        if (cast != null) {
            cast.forEach(credit -> there.add(List.of(CAST, shown(credit.person().name(), credit.character()))));
        }
        var images = media.images().value();
        if (images != null) {
            images.images().forEach(image -> there.add(List.of(IMAGES, image.path())));
        }
        return there;
    }

    // As lists of changes have it.
    private static String shown(String name, @Nullable String character) {
        return name + (character == null ? "" : " as " + character);
    }

    private void add(Field<String> metadata, List<String> field) {
        if (metadata.value() != null && CanonicalJson.read(metadata.value()).get(MARK) instanceof String mark) {
            fields.put(List.of(mark.split("/")), field);
        }
    }
}
