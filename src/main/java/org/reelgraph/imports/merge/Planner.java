package org.reelgraph.imports.merge;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.Credit;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.media.FurtherRatingKey;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.merge.ImportOptions.ConflictPolicy;
import org.reelgraph.imports.merge.ItemMatcher.Match;
import org.reelgraph.imports.merge.Result.FieldChange;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.imports.merge.stores.CatalogStores;
import org.reelgraph.imports.merge.stores.WithMetadata;
import org.reelgraph.imports.records.Authority;
import org.reelgraph.imports.records.ExternalIdFields;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.MediaRecord.PersonRecord;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.sql.InstantColumn;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

/**
 * Determines what records of one kind change. The number of statements doesn't depend on the number of records. Reads
 * on the writer's connection, so it has to run in the transaction that writes the changes.
 */
@Singleton
class Planner {

    /** The result of each record, and the rows to write. */
    record Plan(List<Result> results, Changes changes) {
    }

    private final CatalogStores stores;
    private final Ids ids;
    private final SortKeys sortKeys;

    Planner(CatalogStores stores, Ids ids, SortKeys sortKeys) {
        this.stores = stores;
        this.ids = ids;
        this.sortKeys = sortKeys;
    }

    Plan plan(MediaKind kind, List<MediaRecord> given, ImportOptions options, ImportMemory memory) {
        var now = InstantColumn.now();
        var records = options.isRestore() ? given.stream().map(MediaRecord::asWhole).toList() : given;
        var index = new ItemIndex(candidates(kind, records, options, memory));
        var sourceIds = options.authority() == Authority.SERVER
                ? SourceIds.of(stores.sourceIds().find(index.storedIds()))
                : SourceIds.NONE;
        var items = new ItemMatcher(index, memory, sourceIds, ids::next);
        var matches = items.match(records, options);
        Predicate<Match> takenIn = match -> !match.refused() && match.first().isEmpty()
                && (match.stored() == null || options.changes(match.stored().item()));
        var planned = matches.stream().filter(takenIn).toList();

        var changes = new Changes();
        var stored = storedTrees(planned);
        var persons = persons(planned, stored, memory, now);
        var trees = new TreePlanner(stored, persons, options,
                new PatchedRows(options, ids::next, sortKeys, now),
                changes, memory.limit());
        var results = new ArrayList<Result>();
        for (var match : matches) {
            results.add(takenIn.test(match)
                    ? written(match, trees.plan(match, index.ratingKeys(match.id()),
                            items.ownKeys(match.id(), match.stored())))
                    : leftAlone(match, options.onConflict()));
            // A backup doesn't tell that the source still has an item. One that is new begins like any other.
            if (!match.refused() && !(options.isRestore() && match.stored() != null)) {
                changes.seen.add(match.id());
            }
        }
        changes.sourceIds.putAll(sourceIds.changed());
        changes.people.created.addAll(persons.created());
        changes.people.changed.addAll(persons.changed());
        planRatingKeys(index, planned, memory, now, changes);
        return new Plan(results, changes);
    }

    private static Result written(Match match, FieldChanges changed) {
        var outcome = match.stored() == null ? Outcome.CREATED : changed.any() ? Outcome.UPDATED : Outcome.UNCHANGED;
        List<FieldChange> shown = outcome == Outcome.UPDATED ? changed.all() : List.of();
        return Result.of(match.media(), outcome, match.id(), shown, List.of()).with(changed.notices());
    }

    private static Result leftAlone(Match match, ConflictPolicy policy) {
        var record = match.media();
        if (match.refused()) {
            return Result.failed(record, match.errors());
        }
        if (match.first().isPresent()) {
            return repeated(match);
        }
        if (policy != ConflictPolicy.FAIL) {
            return Result.of(record, Outcome.SKIPPED, match.id(), List.of(), List.of());
        }
        return Result.failed(record, List.of(UserError.of(UserErrorCode.ALREADY_EXISTS)
                .at(record.origin().place().path())
                .saying("It already exists as '"
                        + Objects.requireNonNull(match.stored(), "It would be created.").item().title() + "'.")));
    }

    private static Result repeated(Match match) {
        var key = match.media().ratingKey().value();
        var isNew = match.stored() == null || !match.stored().ratingKeys().contains(key);
        return Result.of(match.media(), isNew ? Outcome.UPDATED : Outcome.UNCHANGED, match.id(), List.of(), List.of())
                .with(Notice.of(Notice.Code.SAME_ITEM,
                        "It is the same item as " + match.first().get().origin().inWords()
                                + ", in another library of the source. Only the rating key of this record was used."));
    }

    /** {@return whether the source has any items} */
    boolean holdsAny(String source) {
        return stores.media().existsBySource(source);
    }

    /** {@return for each of these ids, whether it refers to an item of the source} */
    List<Boolean> known(MediaKind kind, List<ExternalIdFields> ids, String source) {
        var keys = new HashSet<String>();
        var given = ids.stream().map(each -> each.or(ExternalIds.NONE)).toList();
        byExternalIds(kind, given, source, "[]")
                .forEach(item -> keys.addAll(ExternalKeys.of(item.row().externalIds())));
        return given.stream().map(each -> ExternalKeys.of(each).stream().anyMatch(keys::contains)).toList();
    }

    private List<KeyedItem> candidates(MediaKind kind, List<MediaRecord> records, ImportOptions options,
            ImportMemory memory) {
        var source = options.source();
        var stored = new ArrayList<>(byExternalIds(kind,
                records.stream().map(record -> record.externalIds().or(ExternalIds.NONE)).toList(), source,
                texts(records.stream().flatMap(record -> record.ratingKeys().stream()))));
        var titles = texts(records.stream().filter(MediaRecord::hasNoKey).map(record -> record.title().value()));
        if (records.stream().anyMatch(MediaRecord::hasNoKey)) {
            stored.addAll(stores.media().findWithoutKey(source, kind, titles));
        }
        if (options.restored() != null) {
            stored.addAll(stores.media().findByIds(JsonArray.ofIds(List.of(options.restored()))));
        }
        var keys = new LinkedHashSet<String>();
        records.forEach(record -> keys.addAll(ItemMatcher.keysOf(record)));
        var found = memory.items(keyed(stored), keys);
        var changing = found.stream().filter(item -> records.stream().anyMatch(item::isOfOtherEditionThan)).toList();
        return changing.isEmpty() ? found : withOtherEditions(found, changing, kind, source, memory);
    }

    // The edition that an item changes to may already exist.
    private List<KeyedItem> withOtherEditions(List<KeyedItem> found, List<KeyedItem> changing, MediaKind kind,
            String source, ImportMemory memory) {
        var editions = new LinkedHashMap<Long, KeyedItem>();
        var ids = changing.stream().map(each -> each.item().externalIds()).toList();
        var keys = changing.stream().flatMap(item -> ItemMatcher.keysOf(item).stream()).toList();
        memory.items(keyed(byExternalIds(kind, ids, source, "[]")), keys)
                .forEach(each -> editions.put(each.item().id(), each));
        found.forEach(each -> editions.put(each.item().id(), each));
        return List.copyOf(editions.values());
    }

    private List<KeyedItem> keyed(List<WithMetadata<MediaItem>> items) {
        var further = items.isEmpty()
                ? Map.<Long, List<String>>of()
                : stores.ratingKeys().findByMedia(JsonArray.ofIds(items.stream().map(item -> item.row().id()).toList()))
                        .stream()
                        .collect(groupingBy(FurtherRatingKey::mediaId, mapping(FurtherRatingKey::ratingKey, toList())));
        return items.stream().map(item -> new KeyedItem(item, further.getOrDefault(item.row().id(), List.of())))
                .toList();
    }

    private List<WithMetadata<MediaItem>> byExternalIds(MediaKind kind, List<ExternalIds> ids, String source,
            String ratingKeys) {
        return stores.media().findByKeys(source, kind, ratingKeys, Stream
                .<Function<ExternalIds, @Nullable String>>of(ExternalIds::imdb, ExternalIds::tmdb, ExternalIds::tvdb,
                        ExternalIds::plex, ExternalIds::musicbrainz, ExternalIds::isbn)
                .map(id -> texts(ids.stream().map(id))).toList());
    }

    private StoredTrees storedTrees(List<Match> planned) {
        var items = planned.stream().filter(match -> match.stored() != null).map(Match::id).toList();
        if (items.isEmpty()) {
            return StoredTrees.empty();
        }
        var below = stores.seasons().findBySeries(JsonArray.ofIds(items));
        var episodesBelow = stores.episodes().findBySeries(JsonArray.ofIds(items));
        var owners = Stream.of(items.stream(), below.stream().map(each -> each.row().id()),
                episodesBelow.stream().map(each -> each.row().id()))
                .flatMap(ids -> ids).toList();
        return StoredTrees.of(below, episodesBelow, stores.tags().findByMedia(JsonArray.ofIds(items)),
                stores.images().findByOwner(JsonArray.ofIds(owners)),
                stores.credits().findByOwner(JsonArray.ofIds(owners)));
    }

    private PersonMatcher persons(List<Match> planned, StoredTrees stored, ImportMemory memory, Instant now) {
        Map<Match, Set<PersonRecord>> namedIn = new IdentityHashMap<>();
        planned.forEach(match -> namedIn.put(match, people(match.media())));
        var named = namedIn.values().stream().flatMap(Set::stream).collect(toSet());
        var creditedIn = planned.stream().filter(match -> match.stored() != null).toList();
        var creditedIds = creditedIn.stream().flatMap(match -> stored.creditsBelow(match.id())).map(Credit::personId)
                .collect(toSet());
        var credited = creditedIds.isEmpty()
                ? List.<Person>of()
                : stores.people().findByIds(JsonArray.ofIds(creditedIds));
        var known = Stream.of(byExternalIds(named), byNames(named), credited).flatMap(Collection::stream).toList();
        var matcher = new PersonMatcher(memory.people(known,
                () -> named.stream().flatMap(person -> PersonMatcher.keysOf(person).stream()).toList()), ids::next,
                now);
        creditedIn.forEach(match -> stored.creditsBelow(match.id())
                .forEach(credit -> matcher.credited(match.id(), credit.personId())));
        planned.forEach(
                match -> namedIn.getOrDefault(match, Set.of()).stream().filter(person -> person.externalIds().any())
                        .forEach(person -> matcher.announce(match.id(), person)));
        return matcher;
    }

    private List<Person> byExternalIds(Set<PersonRecord> named) {
        if (named.stream().noneMatch(person -> person.externalIds().any())) {
            return List.of();
        }
        Function<Function<ExternalIds, String>, String> all = key -> texts(
                named.stream().map(PersonRecord::externalIds).map(key));
        return stores.people().findByExternalIds(all.apply(ExternalIds::imdb), all.apply(ExternalIds::tmdb),
                all.apply(ExternalIds::tvdb), all.apply(ExternalIds::plex));
    }

    private List<Person> byNames(Set<PersonRecord> named) {
        return named.isEmpty()
                ? List.of()
                : stores.people().findByNames(texts(named.stream().map(PersonRecord::name)));
    }

    private static Set<PersonRecord> people(MediaRecord record) {
        var people = new LinkedHashSet<PersonRecord>();
        addPeople(record.credits(), people);
        for (var season : record.seasonList()) {
            season.episodeList().forEach(episode -> addPeople(episode.credits(), people));
        }
        return people;
    }

    private static void addPeople(Map<CreditRole, Field<List<CreditRecord>>> credits, Set<PersonRecord> people) {
        for (var list : credits.values()) {
            if (list.value() != null) {
                list.value().forEach(credit -> people.add(credit.person()));
            }
        }
    }

    // An item's keys may be changed by another item's record, which takes a key over or repeats the item.
    private static void planRatingKeys(ItemIndex index, List<Match> planned, ImportMemory memory, Instant now,
            Changes changes) {
        var handled = planned.stream().map(Match::id).collect(toSet());
        var written = new HashSet<Long>();
        Stream.concat(changes.items.created.stream(), changes.items.changed.stream())
                .forEach(item -> written.add(item.row().id()));
        for (var item : index.withChangedKeys()) {
            var id = item.item().id();
            if (!handled.contains(id)) {
                memory.changesKeys(item);
            }
            if (written.add(id)) {
                var keys = index.ratingKeys(id);
                changes.items.changed.add(item.withFirstKey(keys, now));
            }
        }
        written.forEach(id -> planRatingKeys(index, id, changes));
    }

    private static void planRatingKeys(ItemIndex index, long id, Changes changes) {
        var stored = index.stored(id);
        var keys = index.ratingKeys(id);
        changes.ratingKeys.put(id, keys);
        var further = keys.size() < 2 ? List.<String>of() : keys.subList(1, keys.size());
        if (!further.equals(stored == null ? List.of() : stored.furtherKeys())) {
            changes.furtherRatingKeys.replace(id, further(id, further, changes));
        }
    }

    private static List<FurtherRatingKey> further(long id, List<String> keys, Changes changes) {
        var item = Stream.concat(changes.items.created.stream(), changes.items.changed.stream())
                .map(WithMetadata::row).filter(each -> each.id() == id).findFirst().orElseThrow();
        return IntStream.range(0, keys.size())
                .mapToObj(i -> new FurtherRatingKey(id, i + 1, item.source(), item.kind(), keys.get(i))).toList();
    }

    private static String texts(Stream<String> texts) {
        return JsonArray.of(texts.filter(Objects::nonNull).distinct().toList());
    }
}
