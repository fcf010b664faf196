package org.reelgraph.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Invented trees in the format of the schema's inputs. */
public final class Trees {

    private Trees() {
    }

    /** {@return an object with these names and values; null is a value} */
    public static Map<String, Object> object(Object... namesAndValues) {
        var object = new HashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** {@return the object with some values replaced or added} */
    public static Map<String, Object> with(Map<String, Object> object, Object... namesAndValues) {
        var changed = new HashMap<>(object);
        changed.putAll(object(namesAndValues));
        return changed;
    }

    public static Map<String, Object> credit(String name, String character) {
        return object("character", character, "person", object("name", name));
    }

    public static Map<String, Object> credit(String name, String character, String imdb) {
        return object("character", character, "person",
                object("name", name, "externalIds", object("imdb", imdb)));
    }

    public static Map<String, Object> episode(int number, Object... more) {
        return with(object("number", number, "title", "Episode " + number), more);
    }

    public static Map<String, Object> season(int number, Object... episodes) {
        return object("number", number, "title", "Season " + number, "episodes", List.of(episodes));
    }

    /** {@return a series with a cast; every second episode has a guest of its own} */
    public static Map<String, Object> series(int number, int seasons, int episodes) {
        return object("ratingKey", "rk" + number, "title", "Series %03d".formatted(number), "externalIds",
                object("imdb", "tt" + number), "genres", List.of("Drama"), "cast",
                List.of(credit("Lead " + number, "Hero", "nm" + number), credit("Second " + number, "Friend")),
                "seasons",
                IntStream.rangeClosed(1, seasons).mapToObj(season -> season(season,
                        IntStream.rangeClosed(1, episodes).mapToObj(episode -> episode % 2 == 1
                                ? episode(episode)
                                : episode(episode, "cast", List.of(credit("Guest " + number, "Guest"))))
                                .toArray()))
                        .toList());
    }
}
