package org.reelgraph.imports.merge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.images.Picture;
import org.reelgraph.imports.merge.Result.FieldChange;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.MediaRecord.PersonRecord;

import static java.util.stream.Collectors.toSet;

/**
 * Determines the person that each credit refers to. An external id decides. A name without an id refers to the person
 * already credited in the item under that name, otherwise to the only person with that name, otherwise to a new person.
 * Two people with different ids are never merged, and earlier imports' decisions stand.
 *
 * <p>All credits with external ids of a batch are announced first, so that the order of its records doesn't matter.
 */
final class PersonMatcher {

    private record NameInItem(long itemId, String name) {
    }

    private final Map<Long, Person> before = new HashMap<>();
    private final Map<Long, Person> people = new LinkedHashMap<>();
    private final Map<String, Long> byExternalId = new HashMap<>();
    private final Map<String, Set<Long>> byName = new HashMap<>();
    private final Map<NameInItem, Set<Long>> credited = new HashMap<>();
    private final Map<NameInItem, Set<Long>> announced = new HashMap<>();
    private final Map<NameInItem, Long> ownPeople = new HashMap<>();
    private final Map<Long, List<FieldChange>> enriched = new HashMap<>();
    private final LongSupplier newIds;
    private final Instant now;

    /** @param known all people with any of the ids or names in question */
    PersonMatcher(Collection<Person> known, LongSupplier newIds, Instant now) {
        this.newIds = newIds;
        this.now = now;
        known.forEach(person -> {
            before.put(person.id(), person);
            put(person);
        });
    }

    /** Registers that a person is already credited in an item. */
    void credited(long itemId, long personId) {
        credited.computeIfAbsent(new NameInItem(itemId, person(personId).name()), key -> new LinkedHashSet<>())
                .add(personId);
    }

    /** Finds or creates the person of a credit with external ids, and adds the credit's ids to the person. */
    void announce(long itemId, PersonRecord record) {
        var found = byExternalIds(record.externalIds());
        if (found == null) {
            found = withoutIds(new NameInItem(itemId, record.name()));
        }
        var known = found == null ? newPerson(record.name()) : person(found);
        var person = withIds(known, record.externalIds());
        if (found != null && person != known) {
            enriched.computeIfAbsent(itemId, item -> new ArrayList<>())
                    .add(new FieldChange(List.of("people", person.name(), "externalIds"), textOf(known.externalIds()),
                            textOf(person.externalIds())));
        }
        if (person != known || found == null) {
            put(person);
        }
        announced(itemId, record.name(), person);
        if (!person.name().equals(record.name())) {
            announced(itemId, person.name(), person);
        }
    }

    private void announced(long itemId, String name, Person person) {
        announced.computeIfAbsent(new NameInItem(itemId, name), key -> new LinkedHashSet<>(2)).add(person.id());
    }

    /** {@return the changes to ids of already known people by an item's credits} */
    List<FieldChange> enriched(long itemId) {
        return enriched.getOrDefault(itemId, List.of());
    }

    /** {@return the name of a credited person} */
    String nameOf(long personId) {
        return person(personId).name();
    }

    /** {@return the external ids of a credited person} */
    ExternalIds idsOf(long personId) {
        return person(personId).externalIds();
    }

    private Person person(long id) {
        return Objects.requireNonNull(people.get(id), "Everyone who is named or credited is known.");
    }

    private static List<String> textOf(ExternalIds ids) {
        return ExternalKeys.of(ids);
    }

    /** {@return the person that a credit refers to; all credits with external ids must have been announced} */
    long find(long itemId, PersonRecord record) {
        if (record.externalIds().any()) {
            return Objects.requireNonNull(byExternalIds(record.externalIds()), "It was announced.");
        }
        var place = new NameInItem(itemId, record.name());
        var withIds = announced.getOrDefault(place, Set.of());
        var here = new HashSet<>(credited.getOrDefault(place, Set.of()));
        here.removeAll(withIds);
        if (here.size() == 1) {
            return here.iterator().next();
        }
        if (here.isEmpty() && withIds.size() == 1) {
            return withIds.iterator().next();
        }
        // If several people are credited under the name, the one without ids is the one an earlier import assigned to
        // the name.
        return here.stream().filter(id -> !person(id).externalIds().any()).min(Comparator.naturalOrder())
                .orElseGet(() -> ownPeople.computeIfAbsent(place, key -> onlyOrNew(record.name())));
    }

    /**
     * Adds pictures of the kinds of which a person has none. Those that a person has are kept, as ids are: items, and
     * sources, may show one person by different pictures.
     *
     * @param found notes the change of a person who was already known
     */
    void show(long personId, List<Picture> given, FieldChanges found) {
        if (given.isEmpty()) {
            return;
        }
        var person = person(personId);
        var kinds = person.pictures().stream().map(Picture::kind).collect(toSet());
        var added = given.stream().filter(picture -> !kinds.contains(picture.kind())).toList();
        if (added.isEmpty()) {
            return;
        }
        var shown = new Person(personId, person.name(), person.externalIds(),
                Stream.concat(person.pictures().stream(), added.stream()).toList(), person.createdAt(), now);
        people.put(personId, shown);
        if (before.containsKey(personId)) {
            found.lists(InputPath.START.below("people").below(person.name()), "images",
                    () -> FieldChanges.images(person.images()), () -> FieldChanges.images(shown.images()));
        }
    }

    /** {@return the new people} */
    List<Person> created() {
        return people.values().stream().filter(person -> !before.containsKey(person.id())).toList();
    }

    /** {@return the people who got ids or pictures} */
    List<Person> changed() {
        return people.values().stream()
                .filter(person -> before.containsKey(person.id()) && !person.equals(before.get(person.id()))).toList();
    }

    private long onlyOrNew(String name) {
        var named = byName.getOrDefault(name, Set.of());
        if (named.size() == 1) {
            return named.iterator().next();
        }
        var person = newPerson(name);
        put(person);
        return person.id();
    }

    /** {@return all keys by which a person can be looked up} */
    static List<String> keysOf(Person person) {
        return keysOf(person.name(), person.externalIds());
    }

    /** {@return all keys by which the person of a credit can be looked up} */
    static List<String> keysOf(PersonRecord record) {
        return keysOf(record.name(), record.externalIds());
    }

    private static List<String> keysOf(String name, ExternalIds ids) {
        var keys = new ArrayList<>(ExternalKeys.of(ids));
        keys.add("name " + name);
        return keys;
    }

    private @Nullable Long byExternalIds(ExternalIds ids) {
        for (var key : ExternalKeys.of(ids)) {
            var found = byExternalId.get(key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    // A person known only by name may be the one whose id the source now reveals. That is assumed if nobody else has
    // the name, as if the id had come first; otherwise, only of the person whom this item credits under the name.
    private @Nullable Long withoutIds(NameInItem place) {
        var named = byName.getOrDefault(place.name(), Set.of());
        var candidates = (named.size() == 1 ? named : credited.getOrDefault(place, Set.of())).stream()
                .filter(id -> !person(id).externalIds().any()).toList();
        return candidates.size() == 1 ? candidates.getFirst() : null;
    }

    private Person newPerson(String name) {
        return new Person(newIds.getAsLong(), name, ExternalIds.NONE, List.of(), now, now);
    }

    private Person withIds(Person person, ExternalIds given) {
        var id = person.id();
        var known = person.externalIds();
        var ids = ExternalIds.of(more("imdb ", id, known.imdb(), given.imdb()),
                more("tmdb ", id, known.tmdb(), given.tmdb()), more("tvdb ", id, known.tvdb(), given.tvdb()),
                more("plex ", id, known.plex(), given.plex()));
        return ids.equals(known)
                ? person
                : new Person(id, person.name(), ids, person.pictures(), person.createdAt(), now);
    }

    // Existing ids are kept, and an id that belongs to someone else stays with them.
    private @Nullable String more(String kind, long id, @Nullable String known, @Nullable String given) {
        return known == null && given != null && byExternalId.getOrDefault(kind + given, id) == id ? given : known;
    }

    private void put(Person person) {
        people.put(person.id(), person);
        byName.computeIfAbsent(person.name(), name -> new LinkedHashSet<>(2)).add(person.id());
        ExternalKeys.of(person.externalIds()).forEach(key -> byExternalId.put(key, person.id()));
    }
}
