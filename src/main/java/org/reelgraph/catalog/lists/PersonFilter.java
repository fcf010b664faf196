package org.reelgraph.catalog.lists;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.PersonMatch;
import org.reelgraph.catalog.PersonRepository;
import org.reelgraph.storage.Condition;
import org.reelgraph.storage.Select;

/**
 * Which people are asked for.
 *
 * @param condition what they have to be like, as it is found out of one person
 * @param indexed   the same, as the people are found
 */
record PersonFilter(Condition condition, Condition indexed) {

    private static final String CREDITED_IN = "id IN (SELECT person_id FROM credits WHERE owner_id = ?"
            + " UNION SELECT person_id FROM episodes JOIN credits ON owner_id = episodes.id WHERE series_id = ?)";
    private static final String WITHOUT_ID = "imdb IS NULL AND tmdb IS NULL AND tvdb IS NULL AND plex IS NULL";

    /**
     * {@return what an argument asks for}
     *
     * @param mediaId gives the own id of a media item's global id
     * @throws org.reelgraph.graphql.RequestException where it can't be asked so
     */
    static PersonFilter of(@Nullable Map<String, Object> input, ToLongFunction<String> mediaId) {
        var given = input == null ? Map.<String, Object>of() : input;
        return new PersonFilter(condition(given, mediaId, false), condition(given, mediaId, true));
    }

    @SuppressWarnings("unchecked") // the schema has checked it
    private static Condition condition(Map<String, Object> given, ToLongFunction<String> mediaId, boolean byIndex) {
        var all = new ArrayList<Condition>();
        Optional.ofNullable((Map<String, Object>) given.get("name"))
                .ifPresent(name -> all.add(TextColumn.NAME.matching(name, byIndex)));
        Optional.ofNullable((String) given.get("creditedIn")).map(mediaId::applyAsLong)
                .ifPresent(id -> all.add(Condition.of(CREDITED_IN, id, id)));
        Optional.ofNullable((String) given.get("matchedBy")).map(PersonMatch::valueOf)
                .ifPresent(match -> all.add(matched(match)));
        return Condition.all(all);
    }

    private static Condition matched(PersonMatch match) {
        var byName = Condition.of(WITHOUT_ID);
        return match == PersonMatch.NAME ? byName : byName.negated();
    }

    /** {@return the people that it lets through} */
    FilteredList<Person> list() {
        return new FilteredList<>(PersonFilter::all, condition, () -> all().where(indexed), PersonRepository.COLUMNS,
                PersonRepository::read);
    }

    private static Select all() {
        return Select.from("people");
    }
}
