package org.reelgraph.imports;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.reelgraph.catalog.Credit;
import org.reelgraph.catalog.Episode;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.Season;
import org.reelgraph.graphql.UserError;
import org.reelgraph.graphql.UserErrorCode;
import org.reelgraph.imports.ImportOptions.ConflictPolicy;
import org.reelgraph.imports.ImportReport.Outcome;
import org.reelgraph.imports.ImportReport.Result;
import org.reelgraph.imports.ItemMatcher.Match;
import org.reelgraph.imports.MediaRecord.CreditRecord;
import org.reelgraph.imports.MediaRecord.PersonRecord;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.JsonArray;

import static java.util.stream.Collectors.toSet;

/**
 * Finds out what records of one kind change: the number of statements doesn't depend on how many records there are. Reads
 * on the writer's connection, so it has to run in the transaction that writes.
 */
@Singleton
class Planner {

    /** What becomes of each record, and the rows to write for it. */
    record Plan(List<Result> results, Changes changes) {
    }

    private final CatalogStores stores;
    private final Ids ids;

    Planner(CatalogStores stores, Ids ids) {
        this.stores = stores;
        this.ids = ids;
    }

    Plan plan(MediaKind kind, List<MediaRecord> records, ImportOptions options) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var items = new ItemMatcher(candidates(kind, records, options.source()), ids::next);
        var replaces = options.onConflict() == ConflictPolicy.UPDATE;
        var matches = items.match(records, replaces);
        Predicate<Match> takenIn = match -> !match.refused() && (match.stored() == null || replaces);
        var planned = matches.stream().filter(takenIn).toList();

        var changes = new Changes();
        var stored = storedTrees(planned);
        var persons = persons(planned, stored, now);
        var trees = new TreePlanner(stored, persons, options, ids::next, now, changes);
        var results = matches.stream().map(match -> takenIn.test(match)
                ? written(match, trees.plan(match, items.ratingKeyOf(match.id())))
                : leftAlone(match, options.onConflict())).toList();
        changes.people.created.addAll(persons.created());
        changes.people.changed.addAll(persons.changed());
        addVacated(items, planned, now, changes);
        return new Plan(results, changes);
    }

    private static Result written(Match match, boolean changed) {
        var outcome = match.stored() == null ? Outcome.CREATED : changed ? Outcome.UPDATED : Outcome.UNCHANGED;
        return new Result(match.media().index(), match.media().ratingKey().value(), outcome, match.id(), List.of());
    }

    private static Result leftAlone(Match match, ConflictPolicy policy) {
        var record = match.media();
        if (!match.refused() && policy == ConflictPolicy.SKIP) {
            return new Result(record.index(), record.ratingKey().value(), Outcome.SKIPPED, match.id(), List.of());
        }
        var errors = match.refused()
                ? match.errors()
                : List.of(new UserError(UserErrorCode.ALREADY_EXISTS,
                        "It is there already, as '" + match.stored().title() + "'.", record.path()));
        return new Result(record.index(), record.ratingKey().value(), Outcome.FAILED, null, errors);
    }

    private List<MediaItem> candidates(MediaKind kind, List<MediaRecord> records, String source) {
        Function<Function<MediaRecord, String>, String> all = key -> texts(records.stream().map(key));
        var found = new ArrayList<>(
                stores.media().findByKeys(source, kind, all.apply(record -> record.ratingKey().value()),
                        all.apply(record -> record.externalIds().imdb().value()),
                        all.apply(record -> record.externalIds().tmdb().value()),
                        all.apply(record -> record.externalIds().tvdb().value()),
                        all.apply(record -> record.externalIds().plex().value())));
        var titles = texts(records.stream().filter(MediaRecord::hasNoKey).map(record -> record.title().value()));
        found.addAll(stores.media().findWithoutKey(source, kind, titles));
        return found;
    }

    private StoredTrees storedTrees(List<Match> planned) {
        var items = planned.stream().filter(match -> match.stored() != null).map(Match::id).toList();
        if (items.isEmpty()) {
            return StoredTrees.of(List.of(), List.of(), List.of(), List.of(), List.of());
        }
        var below = stores.seasons().findBySeries(JsonArray.ofIds(items));
        var episodesBelow = stores.episodes().findBySeries(JsonArray.ofIds(items));
        var owners = Stream.of(items.stream(), below.stream().map(Season::id), episodesBelow.stream().map(Episode::id))
                .flatMap(ids -> ids).toList();
        return StoredTrees.of(below, episodesBelow, stores.tags().findByMedia(JsonArray.ofIds(items)),
                stores.images().findByOwner(JsonArray.ofIds(owners)),
                stores.credits().findByOwner(JsonArray.ofIds(owners)));
    }

    private PersonMatcher persons(List<Match> planned, StoredTrees stored, Instant now) {
        var named = planned.stream().flatMap(match -> people(match.media())).distinct().toList();
        var creditedIn = planned.stream().filter(match -> match.stored() != null).toList();
        var creditedIds = creditedIn.stream().flatMap(match -> stored.creditsBelow(match.id())).map(Credit::personId)
                .collect(toSet());
        var credited = stores.people().findByIds(JsonArray.ofIds(creditedIds));
        var known = Stream.of(byExternalIds(named), byNames(named), credited).flatMap(Collection::stream).toList();

        var matcher = new PersonMatcher(known, ids::next, now);
        creditedIn.forEach(match -> stored.creditsBelow(match.id())
                .forEach(credit -> matcher.credited(match.id(), credit.personId())));
        planned.forEach(match -> people(match.media()).filter(person -> person.externalIds().any())
                .forEach(person -> matcher.announce(match.id(), person)));
        return matcher;
    }

    private List<Person> byExternalIds(List<PersonRecord> named) {
        Function<Function<ExternalIds, String>, String> all = key -> texts(
                named.stream().map(PersonRecord::externalIds).map(key));
        return stores.people().findByExternalIds(all.apply(ExternalIds::imdb), all.apply(ExternalIds::tmdb),
                all.apply(ExternalIds::tvdb), all.apply(ExternalIds::plex));
    }

    private List<Person> byNames(List<PersonRecord> named) {
        return stores.people().findByNames(texts(named.stream().map(PersonRecord::name)));
    }

    private static Stream<PersonRecord> people(MediaRecord record) {
        var episodes = record.seasonList().stream().flatMap(season -> season.episodeList().stream());
        return Stream.concat(Stream.of(record.credits()), episodes.map(episode -> episode.credits()))
                .flatMap(roles -> roles.values().stream())
                .flatMap(list -> Optional.ofNullable(list.value()).orElse(List.of()).stream())
                .map(CreditRecord::person);
    }

    private static void addVacated(ItemMatcher items, List<Match> planned, Instant now, Changes changes) {
        var handled = planned.stream().map(Match::id).collect(toSet());
        items.vacated().stream().filter(item -> !handled.contains(item.id()))
                .forEach(item -> changes.items.changed.add(item.withoutRatingKey(now)));
    }

    private static String texts(Stream<String> texts) {
        return JsonArray.ofTexts(texts.filter(Objects::nonNull).distinct().toList());
    }
}
