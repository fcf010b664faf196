package org.reelgraph.imports.formats.nfo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reelgraph.catalog.ids.ExternalId;
import org.reelgraph.catalog.images.ImageKind;

/** The members of an NFO element in one form, in which programs write them in several. */
public final class NfoMembers {

    private static final Pattern SLASH = Pattern.compile("\\s+/\\s+");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern LOCAL_TIME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d)");
    // What several elements, or one with slashes, list.
    private static final Set<String> LISTS = Set.of("genre", "country", "studio", "director", "credits");
    private static final String ID = "uniqueid";
    private static final String IMAGES = "images";

    private final Map<String, Object> members;

    private NfoMembers(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * {@return the members of an element}
     *
     * @param pictures  the pictures beside the file
     * @param thumb     what the element's own thumbs show if they don't say so
     * @param addresses the text outside of elements, which may hold addresses of the item
     * @param legacyId  the scheme of an {@code id} that is a number
     */
    public static Map<String, Object> of(Map<String, Object> element, List<Map<String, Object>> pictures,
            ImageKind thumb, String addresses, String legacyId) {
        var all = new NfoMembers(new LinkedHashMap<>(element));
        LISTS.forEach(name -> all.replace(name, name.equals("studio") ? all.texts(name) : all.parts(name)));
        all.replace("tag", all.texts("tag"));
        all.replace("actor", all.actors());
        all.setIds(addresses, legacyId);
        all.setRating();
        all.setCollections();
        all.setImages(pictures, thumb);
        all.change("runtime", text -> NUMBER.matcher(text).results().findFirst().map(found -> found.group())
                .orElse(text));
        all.change("dateadded", text -> LOCAL_TIME.matcher(text).replaceFirst("$1T$2"));
        all.members.values().removeIf(value -> value instanceof String text && text.isBlank());
        return all.members;
    }

    private void replace(String name, List<?> values) {
        members.remove(name);
        if (!values.isEmpty()) {
            members.put(name, values);
        }
    }

    private List<String> texts(String name) {
        return NfoDocument.all(members, name).stream().map(NfoDocument::text).filter(text -> !text.isBlank())
                .toList();
    }

    private List<String> parts(String name) {
        return texts(name).stream().flatMap(text -> Stream.of(SLASH.split(text))).filter(part -> !part.isBlank())
                .toList();
    }

    private void change(String name, UnaryOperator<String> change) {
        if (members.get(name) instanceof String text) {
            members.put(name, change.apply(text));
        }
    }

    private List<Map<String, Object>> maps(String name) {
        var maps = new ArrayList<Map<String, Object>>();
        for (var value : NfoDocument.all(members, name)) {
            if (value instanceof Map<?, ?> map) {
                var copy = new LinkedHashMap<String, Object>();
                map.forEach((key, member) -> copy.put(key.toString(), member));
                maps.add(copy);
            }
        }
        return maps;
    }

    // In the order that they name, if they do.
    private List<Map<String, Object>> actors() {
        var actors = maps("actor");
        actors.removeIf(actor -> NfoDocument.text(actor.getOrDefault("name", "")).isBlank());
        actors.sort(Comparator.comparingInt(actor -> NUMBER
                .matcher(NfoDocument.text(actor.getOrDefault("order", actor.getOrDefault("sortorder", "")))).results()
                .findFirst().map(found -> found.group()).filter(text -> text.length() < 9).map(Integer::valueOf)
                .orElse(Integer.MAX_VALUE)));
        return actors.stream().map(actor -> {
            var plain = new LinkedHashMap<String, Object>();
            plain.put("name", NfoDocument.text(actor.getOrDefault("name", "")));
            plain.put("role", NfoDocument.text(actor.getOrDefault("role", "")));
            new NfoMembers(actor).texts("thumb").stream().findFirst().ifPresent(path -> plain.put("thumb", path));
            return (Map<String, Object>) plain;
        }).toList();
    }

    private void setIds(String addresses, String legacyId) {
        var ids = new LinkedHashMap<String, Object>();
        for (var id : NfoDocument.all(members, ID)) {
            if (id instanceof Map<?, ?> map && map.get("@type") instanceof String type) {
                put(ids, type, NfoDocument.text(id));
            }
        }
        for (var scheme : List.of("imdb", "tmdb", "tvdb")) {
            Stream.of(scheme + "id", scheme + "_id").flatMap(name -> texts(name).stream())
                    .forEach(text -> put(ids, scheme, text));
            members.remove(scheme + "id");
            members.remove(scheme + "_id");
        }
        for (var text : texts("id")) {
            put(ids, text.startsWith("tt") ? "imdb" : legacyId, text);
        }
        members.remove("id");
        Stream.of(addresses.split("\\s+")).filter(word -> word.contains("://"))
                .flatMap(word -> ExternalId.ofGuid(word).stream())
                .forEach(id -> put(ids, id.scheme().fieldName(), id.value()));
        members.remove(ID);
        if (!ids.isEmpty()) {
            members.put(ID, ids);
        }
    }

    private static void put(Map<String, Object> ids, String type, String id) {
        if (!id.isBlank()) {
            ids.putIfAbsent(type.toLowerCase(Locale.ROOT), id);
        }
    }

    // The default one, or the first, on its own scale.
    private void setRating() {
        var all = NfoDocument.all(members, "ratings").stream().filter(Map.class::isInstance)
                .flatMap(ratings -> new NfoMembers(new LinkedHashMap<>(asMap(ratings))).maps("rating").stream())
                .toList();
        var chosen = all.stream().filter(rating -> "true".equals(rating.get("@default"))).findFirst()
                .or(() -> all.stream().findFirst());
        chosen.ifPresent(rating -> {
            var max = rating.get("@max") instanceof String given ? given : "10";
            var value = NfoDocument.text(rating.getOrDefault("value", ""));
            members.put("rating", max.equals("10") || value.isBlank() ? value : value + "/" + max);
            members.remove("ratings");
        });
        change("rating", text -> text.equals("0") || text.equals("0.0") ? "" : text);
    }

    @SuppressWarnings("unchecked") // the names of elements are strings
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    private void setCollections() {
        var names = new LinkedHashSet<String>();
        for (var set : NfoDocument.all(members, "set")) {
            var name = set instanceof Map<?, ?> map && map.get("name") != null
                    ? NfoDocument.text(map.get("name"))
                    : NfoDocument.text(set);
            if (!name.isBlank()) {
                names.add(name);
            }
        }
        replace("set", List.copyOf(names));
    }

    // Pictures beside the file come before those of other servers. Of each kind the first one counts.
    private void setImages(List<Map<String, Object>> pictures, ImageKind thumb) {
        var images = new ArrayList<>(pictures);
        Consumer<Map<String, Object>> unlessThere = image -> {
            if (images.stream().noneMatch(other -> Objects.equals(other.get("kind"), image.get("kind")))) {
                images.add(image);
            }
        };
        for (var image : NfoDocument.all(members, "thumb")) {
            if (!(image instanceof Map<?, ?> map && map.containsKey("@season"))) {
                kindOf(image, thumb).filter(kind -> !NfoDocument.text(image).isBlank())
                        .ifPresent(kind -> unlessThere.accept(Pictures.picture(kind, NfoDocument.text(image))));
            }
        }
        for (var fanart : NfoDocument.all(members, "fanart")) {
            if (fanart instanceof Map<?, ?>) {
                new NfoMembers(new LinkedHashMap<>(asMap(fanart))).texts("thumb").stream().findFirst()
                        .ifPresent(path -> unlessThere.accept(Pictures.picture(ImageKind.BACKDROP, path)));
            }
        }
        members.remove("thumb");
        members.remove("fanart");
        replace(IMAGES, images);
    }

    private static Optional<ImageKind> kindOf(Object image, ImageKind thumb) {
        var aspect = image instanceof Map<?, ?> map && map.get("@aspect") instanceof String given ? given : "";
        return switch (aspect) {
            case "" -> Optional.of(thumb);
            case "poster" -> Optional.of(ImageKind.POSTER);
            case "fanart" -> Optional.of(ImageKind.BACKDROP);
            case "thumb", "landscape" -> Optional.of(thumb == ImageKind.STILL ? thumb : ImageKind.THUMB);
            default -> Optional.empty();
        };
    }
}
