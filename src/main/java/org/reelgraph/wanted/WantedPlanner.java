package org.reelgraph.wanted;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.storage.Ids;

/** Finds out what becomes of wanted items, before anything is written. */
@Singleton
class WantedPlanner {

    /**
     * What somebody says about an item.
     *
     * @param errors what they said that is in no form for the details
     * @param target the item that they mean
     * @param name   what people call this change, such as its place in a list
     */
    record Change(WantedDetails details, List<UserError> errors, Optional<Long> target, String name) {
    }

    /**
     * What becomes of the item.
     *
     * @param before the item as it is; empty for a new one
     * @param after  the item as it will be; empty if nothing is to be written because of errors
     * @param errors with paths within the item
     */
    record Plan(Optional<WantedItem> before, Optional<WantedItem> after, List<UserError> errors) {

        boolean isNew() {
            return before.isEmpty() && after.isPresent();
        }

        boolean isUpdate() {
            return before.isPresent() && after.isPresent() && !before.equals(after);
        }
    }

    private final WantedStore store;
    private final WantedCheck check;
    private final SortKeys keys;
    private final Ids ids;
    private final Clock clock;

    WantedPlanner(WantedStore store, WantedCheck check, SortKeys keys, Ids ids, Clock clock) {
        this.store = store;
        this.check = check;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * {@return what becomes of each, in order; each sees what those before it do} Needs the writer's transaction, and one
     * statement.
     *
     * @param takesOver whether what names no item means the one that is the same; otherwise that is an error
     */
    List<Plan> plan(List<Change> changes, boolean takesOver) {
        var known = new AlikeItems();
        store.findAlike(changes, keys).forEach(known::put);
        var claims = new HashMap<Long, String>();
        changes.forEach(change -> change.target().flatMap(known::find)
                .ifPresent(item -> claims.putIfAbsent(item.id(), change.name())));
        return changes.stream().map(change -> plan(change, takesOver, known, claims)).toList();
    }

    private Plan plan(Change change, boolean takesOver, AlikeItems known, Map<Long, String> claims) {
        var details = change.details();
        var errors = Stream.concat(change.errors().stream(), check.errors(details).stream()).toList();
        if (!errors.isEmpty()) {
            return new Plan(Optional.empty(), Optional.empty(), errors);
        }
        var folded = keys.comparable(details.title());
        var named = change.target().flatMap(known::find);
        var same = known.same(details, folded, named.map(WantedItem::id));
        var before = named.or(() -> takesOver && same.size() == 1 && !claims.containsKey(same.getFirst().item().id())
                ? Optional.of(same.getFirst().item())
                : Optional.empty());
        if (!same.isEmpty() && (named.isPresent() || before.isEmpty())) {
            return new Plan(named, Optional.empty(), List.of(isThere(same.getFirst(), claims)));
        }
        var after = before.filter(item -> item.details().equals(details))
                .orElseGet(() -> changed(before, details, folded, known));
        known.put(after);
        claims.put(after.id(), change.name());
        return new Plan(before, Optional.of(after), List.of());
    }

    private WantedItem changed(Optional<WantedItem> before, WantedDetails details, String folded, AlikeItems known) {
        var namesake = before.filter(item -> item.foldedTitle().equals(folded) && item.kind() == details.kind()
                && Optional.ofNullable(item.year()).equals(Optional.ofNullable(details.year())))
                .map(WantedItem::namesake).orElseGet(() -> known.freeNamesake(details, folded));
        return new WantedItem(before.map(WantedItem::id).orElseGet(ids::next), details, keys.of(details.title()),
                folded, namesake, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static UserError isThere(AlikeItems.Same same, Map<Long, String> claims) {
        var item = same.item();
        var claimed = Optional.ofNullable(claims.get(item.id()));
        var path = same.scheme().map(scheme -> List.of("externalIds", scheme.fieldName())).orElse(List.of("title"));
        var why = same.scheme().map(WantedPlanner::id).orElse("kind, title and year");
        return UserError.of(claimed.isPresent() ? UserErrorCode.DUPLICATE : UserErrorCode.ALREADY_EXISTS).at(path)
                .saying(claimed.map(name -> "This is " + item.details().inWords() + " of " + name)
                        .orElseGet(() -> "There is " + item.details().inWords() + " already, " + item.globalId())
                        + ": both have the same " + why + ".");
    }

    private static String id(ExternalIdScheme scheme) {
        return scheme.fieldName() + " id";
    }
}
