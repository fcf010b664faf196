package org.reelgraph.testing.servers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a Plex Media Server has: movies in its first section, shows in its second. Thread-safe. */
final class FakeLibrary {

    private static final int WITHOUT_TMDB = 5_000;
    private static final int EPOCH = 1_700_000_000;

    /** A movie, show, season or episode. */
    record Item(int key, String type, String section, String title, int parent, int number, int version,
            int identity) {

        Item changed(String otherTitle) {
            return new Item(key, type, section, otherTitle, parent, number, version + 1, identity);
        }

        Item matched(int otherIdentity, String otherTitle) {
            return new Item(key, type, section, otherTitle, parent, number, version + 1, otherIdentity);
        }

        Item below(int otherParent, int otherNumber) {
            return new Item(key, type, section, title, otherParent, otherNumber, version + 1, identity);
        }

        /** {@return when it was added} */
        static int addedAt() {
            return EPOCH;
        }

        /** {@return when it changed last} */
        int updatedAt() {
            return EPOCH + version;
        }

        String thumb() {
            return "/library/metadata/" + key + "/thumb/" + updatedAt();
        }

        /** {@return its guid; a legacy agent's holds the id that newer ones list} */
        String guid() {
            return identity % 2 == 0
                    ? "plex://" + type + "/" + Integer.toHexString(identity)
                    : "com.plexapp.agents.imdb://tt%07d?lang=en".formatted(identity);
        }

        /** {@return its ids elsewhere, if its agent lists them} */
        List<String> guids() {
            var imdb = "imdb://tt%07d".formatted(identity);
            return identity % 2 != 0 || parent != 0
                    ? List.of()
                    : identity < WITHOUT_TMDB ? List.of(imdb, "tmdb://" + identity) : List.of(imdb);
        }
    }

    private final Map<Integer, Item> items = new LinkedHashMap<>();
    private final Map<Integer, List<Integer>> children = new LinkedHashMap<>();

    /** Adds a movie. */
    void movie(int key, String title) {
        add(new Item(key, "movie", "1", title, 0, 0, 0, key));
    }

    /** Adds a show whose seasons and episodes have the keys after its own. */
    synchronized void show(int key, String title, int seasons, int episodes) {
        add(new Item(key, "show", "2", title, 0, 0, 0, key));
        for (var season = 1; season <= seasons; season++) {
            var seasonKey = key + 1 + (season - 1) * (episodes + 1);
            add(new Item(seasonKey, "season", "2", "Season " + season, key, season, 0, seasonKey));
            for (var episode = 1; episode <= episodes; episode++) {
                episode(seasonKey, seasonKey + episode, episode, title + " " + season + "x" + episode);
            }
        }
    }

    /** Adds an episode to a season. */
    void episode(int season, int key, int number, String title) {
        add(new Item(key, "episode", "2", title, season, number, 0, key));
    }

    private synchronized void add(Item item) {
        items.put(item.key(), item);
        if (item.parent() != 0) {
            children.computeIfAbsent(item.parent(), any -> new ArrayList<>()).add(item.key());
        }
    }

    /** Gives an item another title, and changes nothing that it belongs to. */
    synchronized void retitle(int key, String title) {
        items.computeIfPresent(key, (any, item) -> item.changed(title));
    }

    /** Has an item be what another number stands for, with the ids of that. */
    synchronized void match(int key, int identity, String title) {
        items.computeIfPresent(key, (any, item) -> item.matched(identity, title));
    }

    /** Moves an episode to another season of its show. */
    synchronized void move(int key, int season, int number) {
        var moved = find(key).orElseThrow().below(season, number);
        children.get(find(key).orElseThrow().parent()).remove((Integer) key);
        add(moved);
    }

    /** Removes an item with its parts. */
    synchronized void remove(int key) {
        List.copyOf(children.getOrDefault(key, List.of())).forEach(this::remove);
        var item = items.remove(key);
        if (item != null && item.parent() != 0) {
            children.get(item.parent()).remove((Integer) key);
        }
    }

    /** {@return a section's items of a type} */
    synchronized List<Item> items(String section, String type) {
        return items.values().stream().filter(item -> item.section().equals(section) && item.type().equals(type))
                .toList();
    }

    synchronized Optional<Item> find(int key) {
        return Optional.ofNullable(items.get(key));
    }

    /** {@return the seasons of a show, or the episodes of a season} */
    synchronized List<Item> children(int key) {
        return children.getOrDefault(key, List.of()).stream().map(items::get).toList();
    }

    /** {@return the episodes of a show} */
    List<Item> episodes(int show) {
        return children(show).stream().flatMap(season -> children(season.key()).stream()).toList();
    }

    /** {@return the titles of everything but seasons, in their order} */
    synchronized List<String> titles() {
        return items.values().stream().filter(item -> !item.type().equals("season")).map(Item::title).sorted().toList();
    }

    /** Adds many movies and shows. */
    void fill(int movies, int shows, int seasons, int episodes) {
        IntStream.range(0, movies).forEach(each -> movie(1 + each, "Film " + each));
        var size = 1 + seasons * (episodes + 1);
        IntStream.range(0, shows).forEach(each -> show(1_000_000 + each * size, "Show " + each, seasons, episodes));
    }
}
