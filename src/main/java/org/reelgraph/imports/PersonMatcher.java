package org.reelgraph.imports;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.Person;
import org.reelgraph.imports.MediaRecord.PersonRecord;

/**
 * Finds the person that each credit means. An external id decides. A name alone means the person already credited in the
 * item under that name, otherwise the only person of that name, otherwise a person of its own: two people of one name
 * are never made one, and what an earlier import decided stays.
 *
 * <p>All credits with external ids are announced first, so that the order of records doesn't matter.
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
    private final Predicate<Long> creditedInOneItemOnly;
    private final LongSupplier newIds;
    private final Instant now;

    /**
     * @param known                 the people who have any of the ids or names in question
     * @param creditedInOneItemOnly tells of a person whether all credits are in one item
     */
    PersonMatcher(Collection<Person> known, Predicate<Long> creditedInOneItemOnly, LongSupplier newIds, Instant now) {
        this.creditedInOneItemOnly = creditedInOneItemOnly;
        this.newIds = newIds;
        this.now = now;
        known.forEach(person -> {
            before.put(person.id(), person);
            put(person);
        });
    }

    /** Says that a person is credited in an item by now. */
    void credited(long itemId, long personId) {
        credited.computeIfAbsent(new NameInItem(itemId, people.get(personId).name()), key -> new LinkedHashSet<>())
                .add(personId);
    }

    /** Finds or makes the person of a credit with external ids. */
    void announce(long itemId, PersonRecord record) {
        var place = new NameInItem(itemId, record.name());
        var found = byExternalIds(record.externalIds());
        if (found == null) {
            found = withoutIds(place);
        }
        var person = found == null ? newPerson(record.name()) : people.get(found);
        put(withIds(person, record.externalIds()));
        announced.computeIfAbsent(place, key -> new LinkedHashSet<>()).add(person.id());
    }

    /** {@return the person that a credit means, once all with external ids are announced} */
    long find(long itemId, PersonRecord record) {
        if (record.externalIds().any()) {
            return byExternalIds(record.externalIds());
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
        return ownPeople.computeIfAbsent(place, key -> onlyOrNew(record.name()));
    }

    /** {@return the people that are new} */
    List<Person> created() {
        return people.values().stream().filter(person -> !before.containsKey(person.id())).toList();
    }

    /** {@return the people who got ids} */
    List<Person> changed() {
        return people.values().stream()
                .filter(person -> before.containsKey(person.id()) && !before.get(person.id()).equals(person)).toList();
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

    private @Nullable Long byExternalIds(ExternalIds ids) {
        return ItemMatcher.keys(ids).stream().filter(byExternalId::containsKey).findFirst().map(byExternalId::get)
                .orElse(null);
    }

    // A person whom only this item knows, by this name and no id, is whom the source now tells the id of.
    private @Nullable Long withoutIds(NameInItem place) {
        var candidates = credited.getOrDefault(place, Set.of()).stream()
                .filter(id -> !people.get(id).externalIds().any() && creditedInOneItemOnly.test(id)).toList();
        return candidates.size() == 1 ? candidates.getFirst() : null;
    }

    private Person newPerson(String name) {
        return new Person(newIds.getAsLong(), name, null, null, null, null, now, now);
    }

    private Person withIds(Person person, ExternalIds given) {
        var id = person.id();
        var ids = new ExternalIds(more("imdb ", id, person.imdb(), given.imdb()),
                more("tmdb ", id, person.tmdb(), given.tmdb()), more("tvdb ", id, person.tvdb(), given.tvdb()),
                more("plex ", id, person.plex(), given.plex()));
        return ids.equals(person.externalIds())
                ? person
                : new Person(id, person.name(), ids.imdb(), ids.tmdb(), ids.tvdb(), ids.plex(), person.createdAt(),
                        now);
    }

    // What is known stays, and an id that is another's is left to them.
    private @Nullable String more(String kind, long id, @Nullable String known, @Nullable String given) {
        return known == null && given != null && byExternalId.getOrDefault(kind + given, id) == id ? given : known;
    }

    private void put(Person person) {
        people.put(person.id(), person);
        byName.computeIfAbsent(person.name(), name -> new LinkedHashSet<>()).add(person.id());
        ItemMatcher.keys(person.externalIds()).forEach(key -> byExternalId.put(key, person.id()));
    }
}
