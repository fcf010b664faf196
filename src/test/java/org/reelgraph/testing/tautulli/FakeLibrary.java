package org.reelgraph.testing.tautulli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.reelgraph.testing.Trees;

/** What a Plex Media Server has, as Tautulli tells it. Thread-safe. */
final class FakeLibrary {

    private static final int EPOCH = 1_700_000_000;

    /** A movie, show, season or episode. */
    private record Item(int key, String type, String section, String title, int parent, int number, int version) {

        Item changed(String otherTitle) {
            return new Item(key, type, section, otherTitle, parent, number, version + 1);
        }
    }

    private final Map<Integer, Item> items = new LinkedHashMap<>();
    private final Map<Integer, List<Integer>> children = new LinkedHashMap<>();

    synchronized void movie(String section, int key, String title) {
        add(new Item(key, "movie", section, title, 0, 0, 0));
    }

    /** Adds a show whose seasons and episodes have the keys after its own. */
    synchronized void show(String section, int key, String title, int seasons, int episodes) {
        add(new Item(key, "show", section, title, 0, 0, 0));
        for (var season = 1; season <= seasons; season++) {
            var seasonKey = key + 1 + (season - 1) * (episodes + 1);
            add(new Item(seasonKey, "season", section, "Season " + season, key, season, 0));
            for (var episode = 1; episode <= episodes; episode++) {
                add(new Item(seasonKey + episode, "episode", section, title + " " + season + "x" + episode, seasonKey,
                        episode, 0));
            }
        }
    }

    /** Adds an episode to a season. */
    synchronized void episode(int season, int key, int number, String title) {
        add(new Item(key, "episode", items.get(season).section(), title, season, number, 0));
    }

    private void add(Item item) {
        items.put(item.key(), item);
        if (item.parent() != 0) {
            children.computeIfAbsent(item.parent(), any -> new ArrayList<>()).add(item.key());
        }
    }

    /** Changes an item, and nothing else: what it belongs to stays as it is. */
    synchronized void retitle(int key, String title) {
        items.computeIfPresent(key, (any, item) -> item.changed(title));
    }

    synchronized void remove(int key) {
        List.copyOf(children.getOrDefault(key, List.of())).forEach(this::remove);
        var item = items.remove(key);
        if (item != null && item.parent() != 0) {
            children.get(item.parent()).remove((Integer) key);
        }
    }

    /** {@return the rows of a section's items of a type} */
    synchronized List<Map<String, Object>> rows(String section, String type) {
        return items.values().stream().filter(item -> item.section().equals(section) && item.type().equals(type))
                .map(this::row).toList();
    }

    private Map<String, Object> row(Item item) {
        return Trees.object("section_id", Integer.parseInt(item.section()), "media_type", item.type(), "rating_key",
                "" + item.key(), "parent_rating_key", parent(item), "grandparent_rating_key", grandparent(item),
                "title", item.title(), "sort_title", item.title(), "year", "2020", "media_index", number(item),
                "thumb", thumb(item), "added_at", "" + EPOCH, "file_size", 0, "last_played", null, "play_count", null);
    }

    private static String number(Item item) {
        return item.number() == 0 ? "" : "" + item.number();
    }

    private static String thumb(Item item) {
        return "/library/metadata/" + item.key() + "/thumb/" + (EPOCH + item.version());
    }

    private static String parent(Item item) {
        return item.parent() == 0 ? "" : "" + item.parent();
    }

    private String grandparent(Item item) {
        return item.type().equals("episode") ? parent(items.get(item.parent())) : "";
    }

    /** {@return the metadata of an item; empty if there is none} */
    synchronized Map<String, Object> metadata(int key) {
        var item = items.get(key);
        return item == null ? Map.of() : metadata(item);
    }

    private Map<String, Object> metadata(Item item) {
        var metadata = new LinkedHashMap<>(row(item));
        metadata.keySet().removeAll(List.of("file_size", "last_played", "play_count"));
        metadata.put("section_id", item.section());
        metadata.put("parent_media_index",
                item.type().equals("episode") ? number(items.get(item.parent())) : item.parent() == 0 ? "" : "1");
        metadata.put("summary", "");
        metadata.put("duration", "3600000");
        metadata.put("updated_at", "" + (EPOCH + item.version()));
        // A legacy agent's guid holds the id that newer ones list.
        metadata.put("guid", item.key() % 2 == 0
                ? "plex://" + item.type() + "/" + Integer.toHexString(item.key())
                : "com.plexapp.agents.imdb://tt%07d?lang=en".formatted(item.key()));
        metadata.put("guids",
                item.key() % 2 == 0 && item.parent() == 0 ? List.of("imdb://tt%07d".formatted(item.key())) : List.of());
        metadata.put("actors", item.parent() == 0 ? List.of("Ada Winter " + item.key() % 100) : List.of());
        metadata.put("genres", List.of());
        metadata.put("children_count", children.getOrDefault(item.key(), List.of()).stream()
                .mapToInt(child -> children.getOrDefault(child, List.of()).size()).sum());
        return metadata;
    }

    /** {@return the seasons of a show, with the row of all episodes, or the episodes of a season} */
    synchronized List<Map<String, Object>> children(int key) {
        var list = new ArrayList<Map<String, Object>>();
        var found = children.getOrDefault(key, List.of());
        if (items.containsKey(key) && items.get(key).type().equals("show") && !found.isEmpty()) {
            list.add(Trees.object("media_type", "", "rating_key", "", "parent_rating_key", "", "title",
                    "All episodes", "media_index", ""));
        }
        found.forEach(child -> list.add(metadata(items.get(child))));
        return list;
    }

    /** {@return the titles of everything but seasons, in their order} */
    synchronized List<String> titles() {
        return items.values().stream().filter(item -> !item.type().equals("season")).map(Item::title).sorted().toList();
    }

    /** Adds many movies and shows. */
    void fill(int movies, int shows, int seasons, int episodes) {
        IntStream.range(0, movies).forEach(each -> movie("1", 1 + each, "Film " + each));
        var size = 1 + seasons * (episodes + 1);
        IntStream.range(0, shows).forEach(each -> show("2", 1_000_000 + each * size, "Show " + each, seasons,
                episodes));
    }
}
