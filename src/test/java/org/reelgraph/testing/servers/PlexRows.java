package org.reelgraph.testing.servers;

import java.util.List;
import java.util.Map;
import org.reelgraph.testing.Trees;
import org.reelgraph.testing.servers.FakeLibrary.Item;

/** The items of a library, as Plex Media Server tells them. */
record PlexRows(FakeLibrary library) {

    private static final Map<String, String> TYPES = Map.of("1", "movie", "2", "show", "3", "season", "4", "episode");

    /** {@return the rows of a section's items of a type} */
    List<Map<String, Object>> rows(String section, String type) {
        return library.items(section, TYPES.get(type)).stream().map(this::row).toList();
    }

    /** {@return the rows of the seasons of a show, or of the episodes of a season} */
    List<Map<String, Object>> children(int key) {
        return library.children(key).stream().map(this::row).toList();
    }

    /** {@return the rows of the episodes of a show} */
    List<Map<String, Object>> episodes(int show) {
        return library.episodes(show).stream().map(this::row).toList();
    }

    private Map<String, Object> row(Item item) {
        var row = Trees.object("ratingKey", "" + item.key(), "key", "/library/metadata/" + item.key(), "guid",
                item.guid(), "type", item.type(), "title", item.title(), "year", 2020, "addedAt", Item.addedAt(),
                "updatedAt", item.updatedAt(), "thumb",
                item.thumb() + "?X-Plex-Token=" + FakePlex.TOKEN, "duration", 3_600_000, "Genre",
                List.of(Map.of("tag", "Drama")));
        switch (item.type()) {
            case "show" -> row.put("leafCount", library.episodes(item.key()).size());
            case "season" -> {
                row.put("leafCount", library.children(item.key()).size());
                row.put("index", item.number());
                row.put("parentRatingKey", "" + item.parent());
            }
            case "episode" -> {
                var season = library.find(item.parent()).orElseThrow();
                row.put("index", item.number());
                row.put("parentIndex", season.number());
                row.put("parentRatingKey", "" + item.parent());
                row.put("grandparentRatingKey", "" + season.parent());
            }
            default -> row.put("studio", "Quay");
        }
        return row;
    }

    /** {@return the metadata of those of these items that there are} */
    List<Map<String, Object>> metadata(List<Integer> keys) {
        return keys.stream().flatMap(key -> library.find(key).stream()).map(this::metadata).toList();
    }

    private Map<String, Object> metadata(Item item) {
        var metadata = row(item);
        metadata.put("Guid", item.guids().stream().map(id -> Map.of("id", id)).toList());
        metadata.put("Genre", List.of(Map.of("tag", "Drama"), Map.of("tag", "Sea")));
        if (!item.type().equals("season")) {
            metadata.put("Role", List.of(Trees.object("id", item.key(), "tag", "Ada Winter " + item.key() % 100,
                    "role", "Marit", "thumb",
                    "https://pictures.example/" + item.key() + ".jpg?X-Plex-Token=" + FakePlex.TOKEN)));
        }
        return metadata;
    }
}
