package org.reelgraph.frontpage;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.sql.Select;

/** The rows of the start page: how they are arranged, and what they show. */
@Singleton
class HomeRows {

    private static final int MOST_ITEMS = 50;
    private static final int LONGEST_TITLE = 200;

    /** A row with what it shows. */
    record Filled(HomeRowSettings settings, HomeContent content) {
    }

    /** All rows after a change, or why nothing was changed. */
    record Changed(Optional<List<HomeRowSettings>> rows, List<UserError> errors) {
    }

    private final List<HomeRowSource> sources;
    private final Map<String, HomeRowSource> byKind;
    private final HomeRowReader reader;
    private final HomeRowStore store;
    private final MediaRepository media;
    private final WriteTransactions transactions;
    private final AuditTrail audit;

    HomeRows(List<HomeRowSource> sources, HomeRowReader reader, HomeRowStore store, MediaRepository media,
            WriteTransactions transactions, AuditTrail audit) {
        this.sources = sources.stream().sorted(Comparator.comparing(HomeRowSource::place)).toList();
        this.byKind = sources.stream().collect(Collectors.toMap(HomeRowSource::kind, source -> source));
        this.reader = reader;
        this.store = store;
        this.media = media;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** {@return all kinds of rows} */
    List<String> kinds() {
        return sources.stream().map(HomeRowSource::kind).toList();
    }

    /** {@return how all rows are arranged, in their order} */
    List<HomeRowSettings> settings() {
        return all(reader.findAll());
    }

    // A kind that nobody has arranged, since it is new, comes after the others.
    private List<HomeRowSettings> all(List<HomeRowSettings> arranged) {
        var all = new LinkedHashMap<String, HomeRowSettings>();
        arranged.stream().filter(row -> byKind.containsKey(row.kind())).forEach(row -> all.put(row.kind(), row));
        sources.forEach(source -> all.putIfAbsent(source.kind(),
                new HomeRowSettings(source.kind(), true, source.size(), null)));
        return List.copyOf(all.values());
    }

    /** {@return the enabled rows with what they show, even if that is nothing} */
    List<Filled> fill() {
        var rows = settings().stream().filter(HomeRowSettings::enabled).toList();
        var lists = lists(rows);
        var reading = new HomeReading();
        return rows.stream().map(row -> new Filled(row, source(row)
                .content(lists.getOrDefault(row.kind(), List.of()), row.size(), reading))).toList();
    }

    private Map<String, List<MediaItem>> lists(List<HomeRowSettings> rows) {
        var selects = new LinkedHashMap<String, Select>();
        rows.forEach(row -> source(row).list(row.size()).ifPresent(list -> selects.put(row.kind(), list)));
        var found = media.findLists(List.copyOf(selects.values())).iterator();
        var lists = new HashMap<String, List<MediaItem>>();
        selects.keySet().forEach(kind -> lists.put(kind, found.next()));
        return lists;
    }

    private HomeRowSource source(HomeRowSettings row) {
        return Objects.requireNonNull(byKind.get(row.kind()), "Only known kinds are arranged.");
    }

    /** {@return all rows, these first and in this order; or all that is wrong with them} */
    Changed arrange(Actor who, List<HomeRowInput> first) {
        return transactions.within(() -> {
            var before = all(store.findAll().stream().map(StoredHomeRow::settings).toList());
            var named = first.stream().map(row -> row.in(of(before, row.kind()))).toList();
            var errors = Stream.concat(duplicates(first), IntStream.range(0, first.size()).boxed()
                    .flatMap(i -> Stream.concat(first.get(i).nulls(i), errors(named.get(i), i)))).toList();
            if (!errors.isEmpty()) {
                return new Changed(Optional.empty(), errors);
            }
            var kinds = first.stream().map(HomeRowInput::kind).toList();
            var after = Stream.concat(named.stream(), before.stream().filter(row -> !kinds.contains(row.kind())))
                    .toList();
            return audit.within(who, "updateHomeRows", null, String.join(", ", kinds), () -> {
                save(after);
                return new Changed(Optional.of(after), List.of());
            });
        });
    }

    private static HomeRowSettings of(List<HomeRowSettings> rows, String kind) {
        return rows.stream().filter(row -> row.kind().equals(kind)).findFirst().orElseThrow();
    }

    private void save(List<HomeRowSettings> rows) {
        store.deleteAll();
        store.saveAll(IntStream.range(0, rows.size()).mapToObj(place -> {
            var row = rows.get(place);
            return new StoredHomeRow(row.kind(), place, row.enabled(), row.size(), row.title());
        }).toList());
    }

    private static Stream<UserError> duplicates(List<HomeRowInput> rows) {
        var seen = new HashSet<String>();
        var errors = new ArrayList<UserError>();
        for (var i = 0; i < rows.size(); i++) {
            if (!seen.add(rows.get(i).kind())) {
                errors.add(UserError.of(UserErrorCode.DUPLICATE).at(HomeRowInput.path(i, "kind"))
                        .saying("The row " + rows.get(i).kind() + " is there already."));
            }
        }
        return errors.stream();
    }

    private static Stream<UserError> errors(HomeRowSettings row, int place) {
        var size = row.size() < 1 || row.size() > MOST_ITEMS
                ? Stream.of(UserError.of(UserErrorCode.OUT_OF_RANGE).at(HomeRowInput.path(place, "size"))
                        .saying("A row has from 1 to " + MOST_ITEMS + " items, not " + row.size() + "."))
                : Stream.<UserError>empty();
        return Stream.concat(size, Optional.ofNullable(row.title())
                .filter(title -> title.isBlank() || title.length() > LONGEST_TITLE)
                .map(title -> UserError.of(title.isBlank() ? UserErrorCode.REQUIRED : UserErrorCode.OUT_OF_RANGE)
                        .at(HomeRowInput.path(place, "title"))
                        .saying("A title has from 1 to " + LONGEST_TITLE
                                + " characters; null leaves it to the client."))
                .stream());
    }
}
