package org.reelgraph.catalog.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.PersonMatch;
import org.reelgraph.catalog.PersonReader;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.In;
import org.reelgraph.storage.sql.Condition.Missing;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.Subquery;

/**
 * The filter of a list of people.
 *
 * @param filter their condition
 */
record PersonFilter(ListFilter filter) {

    private static final Condition WITHOUT_ID = Condition.all(Stream.of("imdb", "tmdb", "tvdb", "plex")
            .map(Missing::new).toList());

    /**
     * {@return the filter in an argument}
     *
     * @param sortKeys how names are compared
     * @param titles   finds names by the search index
     * @param mediaId  returns the numeric id in a media item's global id
     * @throws org.reelgraph.graphql.errors.RequestException if the argument is invalid
     */
    @SuppressWarnings("unchecked") // the schema has checked it
    static PersonFilter of(@Nullable Map<String, Object> input, SortKeys sortKeys, TitleIndex titles,
            ToLongFunction<String> mediaId) {
        var given = input == null ? Map.<String, Object>of() : input;
        var column = TextColumn.personName(sortKeys, titles);
        var names = Optional.ofNullable((Map<String, Object>) given.get("name"));
        var besides = new ArrayList<Condition>();
        Optional.ofNullable((String) given.get("creditedIn")).map(mediaId::applyAsLong)
                .ifPresent(id -> besides.add(creditedIn(id)));
        Optional.ofNullable((String) given.get("matchedBy")).map(PersonMatch::valueOf)
                .ifPresent(match -> besides.add(matched(match)));
        return new PersonFilter(new ListFilter(all(names.map(column::matching), besides),
                () -> all(names.map(name -> column.matching(name, true)), besides), names.flatMap(column::hits),
                besides.isEmpty(), Optional.empty(), Optional.empty()));
    }

    private static Condition all(Optional<Condition> named, List<Condition> besides) {
        return Condition.all(Stream.concat(named.stream(), besides.stream()).toList());
    }

    private static Condition matched(PersonMatch match) {
        return match == PersonMatch.NAME ? WITHOUT_ID : WITHOUT_ID.negated();
    }

    private static Condition creditedIn(long media) {
        var episodes = new Subquery("id", "episodes", Condition.equal("series_id", media));
        return new In("id", List.of(new Subquery("person_id", "credits", Condition.equal("owner_id", media)),
                new Subquery("person_id", "credits", Condition.in("owner_id", episodes))));
    }

    /** {@return the people that pass} */
    FilteredList<Person> list() {
        return new FilteredList<>(PersonFilter::all, filter, () -> all().where(filter.indexed().get()),
                Optional.empty(),
                PersonReader.COLUMNS);
    }

    private static Select all() {
        return Select.from("people");
    }
}
