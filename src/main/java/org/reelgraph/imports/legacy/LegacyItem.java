package org.reelgraph.imports.legacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reelgraph.imports.formats.LegacyTables.Item;
import org.reelgraph.imports.formats.LegacyTables.Row;
import org.reelgraph.imports.formats.LegacyTables.Superseded;
import org.reelgraph.imports.formats.trees.LegacyTrees;
import org.reelgraph.imports.legacy.RowsReader.Found;

/** An item that is put together from its rows. */
final class LegacyItem {

    private static final String SEASONS = "seasons";
    private static final String EPISODES = "episodes";
    private static final String CAST = "cast";
    private static final String THUMBNAILS = "thumbnails";

    private final long key;
    private final Map<String, Object> members;
    private final List<Row> rows = new ArrayList<>();
    private final Map<Long, Season> seasons = new HashMap<>();

    private record Season(List<String> place, List<Map<String, Object>> episodes) {
    }

    /** @param own its own row, with another of the same item as parent */
    LegacyItem(String table, Found own, String tableOfTwin) {
        key = own.owner();
        members = own.values();
        addRow(table, id(members), List.of());
        if (own.parent() != RowsReader.NOBODY) {
            rows.add(new Row(tableOfTwin, String.valueOf(own.parent()), List.of(),
                    superseded(own, table + " " + id(members))));
        }
    }

    /** {@return the key that its rows have in common, or that of nobody} */
    long key() {
        return key;
    }

    private void addRow(String table, String id, List<String> place) {
        rows.add(new Row(table, id, place, List.of()));
    }

    private static List<Superseded> superseded(Found row, String by) {
        return row.further().entrySet().stream().map(
                value -> new Superseded(value.getKey(), value.getValue(),
                        Objects.requireNonNull(row.values().get(value.getKey()), "It came first."), by))
                .filter(value -> !LegacyTrees.isSame(value.column(), value.value(), value.counts())).toList();
    }

    private static String id(Map<String, Object> values) {
        return Objects.toString(values.get(LegacyTable.ID), "").strip();
    }

    void addSeasons(List<Found> found) {
        var list = new ArrayList<Map<String, Object>>();
        for (var season : found) {
            var place = List.of(SEASONS, String.valueOf(list.size()));
            var episodes = new ArrayList<Map<String, Object>>();
            addRow(SEASONS, id(season.values()), place);
            seasons.putIfAbsent(season.parent(), new Season(place, episodes));
            season.values().put(EPISODES, episodes);
            list.add(season.values());
        }
        put(SEASONS, list);
    }

    /** Adds what belongs to its seasons. */
    void addEpisodes(List<Found> found) {
        for (var episode : found) {
            var season = seasons.get(episode.parent());
            if (season != null) {
                addRow(EPISODES, id(episode.values()),
                        below(season.place(), EPISODES, String.valueOf(season.episodes().size())));
                season.episodes().add(episode.values());
            }
        }
        seasons.values().forEach(season -> {
            // Nothing is known of them then.
            if (season.episodes().isEmpty()) {
                seasonAt(season.place()).remove(EPISODES);
            }
        });
    }

    @SuppressWarnings("unchecked") // only addSeasons puts them
    private Map<String, Object> seasonAt(List<String> place) {
        return ((List<Map<String, Object>>) Objects.requireNonNull(members.get(SEASONS)))
                .get(Integer.parseInt(place.getLast()));
    }

    private static List<String> below(List<String> path, String... steps) {
        var longer = new ArrayList<>(path);
        longer.addAll(List.of(steps));
        return List.copyOf(longer);
    }

    void addCast(List<Found> found) {
        var list = new ArrayList<Map<String, Object>>();
        for (var credit : found) {
            var place = List.of(CAST, String.valueOf(list.size()));
            addRow("media_cast", id(credit.values()), place);
            rows.add(new Row("cast_members", String.valueOf(credit.parent()), place,
                    superseded(credit, "media_cast " + id(credit.values()))));
            list.add(credit.values());
        }
        put(CAST, list);
    }

    @SuppressWarnings("unchecked") // only this method puts them
    void addThumbnails(String table, List<Found> found) {
        var list = (List<Map<String, Object>>) members.getOrDefault(THUMBNAILS, new ArrayList<>());
        for (var thumbnail : found) {
            addRow(table, id(thumbnail.values()), List.of(THUMBNAILS, String.valueOf(list.size())));
            list.add(thumbnail.values());
        }
        put(THUMBNAILS, list);
    }

    private void put(String name, List<Map<String, Object>> list) {
        if (!list.isEmpty()) {
            members.put(name, list);
        }
    }

    /** {@return the item with all that was added} */
    Item item() {
        return new Item(members, List.copyOf(rows));
    }
}
