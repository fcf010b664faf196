package org.reelgraph.testing.servers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reelgraph.testing.Trees;
import org.reelgraph.testing.servers.FakeLibrary.Item;

/** The items of a library, as Tautulli tells them. */
record TautulliRows(FakeLibrary library) {

    /** {@return the rows of a section's items of a type} */
    List<Map<String, Object>> rows(String section, String type) {
        return library.items(section, type).stream().map(this::row).toList();
    }

    private Map<String, Object> row(Item item) {
        return Trees.object("section_id", Integer.parseInt(item.section()), "media_type", item.type(), "rating_key",
                "" + item.key(), "parent_rating_key", orEmpty(item.parent()), "grandparent_rating_key",
                grandparent(item), "title", item.title(), "sort_title", item.title(), "year", "2020", "media_index",
                orEmpty(item.number()), "thumb", item.thumb(), "added_at", "" + Item.addedAt(), "file_size", 0,
                "last_played", null, "play_count", null);
    }

    private static String orEmpty(int number) {
        return number == 0 ? "" : "" + number;
    }

    private String grandparent(Item item) {
        return item.type().equals("episode") ? orEmpty(parent(item).parent()) : "";
    }

    private Item parent(Item item) {
        return library.find(item.parent()).orElseThrow();
    }

    /** {@return the metadata of an item; empty if there is none} */
    Map<String, Object> metadata(int key) {
        return library.find(key).map(this::metadata).orElse(Map.of());
    }

    private Map<String, Object> metadata(Item item) {
        var metadata = new LinkedHashMap<>(row(item));
        metadata.keySet().removeAll(List.of("file_size", "last_played", "play_count"));
        metadata.put("section_id", item.section());
        metadata.put("parent_media_index",
                item.type().equals("episode") ? orEmpty(parent(item).number()) : item.parent() == 0 ? "" : "1");
        metadata.put("summary", "");
        metadata.put("duration", "3600000");
        metadata.put("updated_at", "" + item.updatedAt());
        metadata.put("guid", item.guid());
        metadata.put("guids", item.guids());
        metadata.put("actors", item.parent() == 0 ? List.of("Ada Winter " + item.key() % 100) : List.of());
        metadata.put("genres", List.of());
        metadata.put("children_count", library.episodes(item.key()).size());
        return metadata;
    }

    /** {@return the seasons of a show, with the row of all episodes, or the episodes of a season} */
    List<Map<String, Object>> children(int key) {
        var list = new ArrayList<Map<String, Object>>();
        var found = library.children(key);
        if (!found.isEmpty() && found.getFirst().type().equals("season")) {
            list.add(Trees.object("media_type", "", "rating_key", "", "parent_rating_key", "", "title",
                    "All episodes", "media_index", ""));
        }
        found.forEach(child -> list.add(metadata(child)));
        return list;
    }
}
