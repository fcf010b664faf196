package org.reelgraph.frontpage.heroes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.reelgraph.graphql.schema.GlobalId;

/** Heroes picked from all records by the rules as the documentation states them, as plainly as possible. */
final class PlainHeroes {

    private static final int SIZE = 10;
    private static final int CONSIDERED = 250;
    private static final Map<String, Integer> ROOM = Map.of("NEW", 3, "TOP_RATED", 3, "OLD_BUT_GOLD", 2, "RANDOM",
            SIZE);
    private static final List<String> SLOTS = List.of("NEW", "TOP_RATED", "OLD_BUT_GOLD", "RANDOM");
    // round(10 * 0.45 * 0.5) and round(10 * 0.35 * 0.5)
    private static final int GENRE_CAP = 2;
    private static final int YEAR_CAP = 2;

    /** What a rule may look at. */
    private record Item(long id, String title, Integer year, Double rating, Instant added, long shuffle,
            Set<String> genres, boolean backdrop) {
    }

    private record Picked(Item item, String slot) {
    }

    private final List<Item> items;

    /**
     * @param nodes    of all items: id, title, year, rating, lastAddedAt, genres and images of the kind BACKDROP
     * @param shuffles the items' places in the random order, by id
     */
    PlainHeroes(List<JsonNode> nodes, Map<Long, Long> shuffles) {
        items = nodes.stream().map(node -> {
            var id = GlobalId.parse(node.get("id").asText()).id();
            var genres = node.get("genres").valueStream().limit(3)
                    .map(genre -> genre.asText().toLowerCase(Locale.ROOT)).toList();
            return new Item(id, node.get("title").asText(),
                    node.get("year").isNull() ? null : node.get("year").asInt(),
                    node.get("rating").isNull() ? null : node.get("rating").asDouble(),
                    Instant.parse(node.get("lastAddedAt").asText()), shuffles.get(id), Set.copyOf(genres),
                    !node.get("images").isEmpty());
        }).toList();
    }

    /**
     * {@return the titles and slots of the picks}
     *
     * @param shown the titles that were picked before
     */
    List<String> picks(Instant now, long seed, Set<String> shown) {
        var picked = new ArrayList<Picked>();
        for (var tier = 0; tier < 8; tier++) {
            var bare = tier / 4 == 1;
            var before = tier / 2 % 2 == 1;
            var capped = tier % 2 == 0;
            for (var slot : SLOTS) {
                for (var item : ordered(slot, now, seed).stream().limit(CONSIDERED).toList()) {
                    if (item.backdrop != bare && shown.contains(item.title) == before && picked.size() < SIZE
                            && count(picked, each -> each.slot.equals(slot)) < ROOM.get(slot)
                            && count(picked, each -> each.item == item) == 0 && !(capped && isTooMuch(picked, item))) {
                        picked.add(new Picked(item, slot));
                    }
                }
            }
        }
        return inTurn(picked);
    }

    private List<Item> ordered(String slot, Instant now, long seed) {
        return switch (slot) {
            case "NEW" -> items.stream().filter(item -> !item.added.isBefore(now.minus(Duration.ofDays(90))))
                    .sorted(Comparator.comparing(Item::added).thenComparing(Item::id).reversed()).toList();
            case "TOP_RATED" -> items.stream().filter(item -> item.rating != null)
                    .sorted(Comparator.comparing(Item::rating).thenComparing(Item::id).reversed()).toList();
            case "OLD_BUT_GOLD" -> items.stream()
                    .filter(item -> item.year != null && item.year <= now.atOffset(ZoneOffset.UTC).getYear() - 12)
                    .sorted(Comparator.comparing(Item::year).thenComparing(Item::id)).toList();
            default -> drawn(seed);
        };
    }

    private List<Item> drawn(long seed) {
        var start = new SplittableRandom(seed).nextLong();
        var byPlace = Comparator.comparing(Item::shuffle).thenComparing(Item::id);
        var ring = Stream.concat(items.stream().filter(item -> item.shuffle >= start).sorted(byPlace),
                items.stream().filter(item -> item.shuffle < start).sorted(byPlace)).limit(CONSIDERED);
        return ring.sorted(Comparator.comparing(item -> new SplittableRandom(seed ^ item.id).nextLong())).toList();
    }

    private static int count(List<Picked> picked, Predicate<Picked> condition) {
        return (int) picked.stream().filter(condition).count();
    }

    private static boolean isTooMuch(List<Picked> picked, Item item) {
        return item.year != null && count(picked, each -> item.year.equals(each.item.year)) >= YEAR_CAP
                || item.genres.stream()
                        .anyMatch(genre -> count(picked, each -> each.item.genres.contains(genre)) >= GENRE_CAP);
    }

    private static List<String> inTurn(List<Picked> picked) {
        var shown = new ArrayList<String>();
        var left = new HashSet<>(picked);
        for (var bare : List.of(false, true)) {
            for (var turn = 0; turn < SIZE; turn++) {
                for (var slot : SLOTS) {
                    var ofSlot = picked.stream().filter(each -> each.slot.equals(slot)).toList();
                    if (turn < ofSlot.size() && ofSlot.get(turn).item.backdrop != bare
                            && left.remove(ofSlot.get(turn))) {
                        shown.add(ofSlot.get(turn).item.title + " " + slot);
                    }
                }
            }
        }
        return shown;
    }
}
