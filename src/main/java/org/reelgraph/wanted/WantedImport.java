package org.reelgraph.wanted;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.wanted.WantedPlanner.Change;
import org.reelgraph.wanted.WantedPlanner.Plan;

/**
 * Wanted items that come from elsewhere, many at a time. It works in the current transaction, on the writer's connection, and
 * adds an entry to the audit trail for each item that it changes.
 */
@Singleton
public class WantedImport {

    /**
     * An item to be kept.
     *
     * @param target the id of the row that it is known to be; otherwise it is the one that is the same, or a new one
     * @param name   what people call it, such as its place in a file
     */
    public record Incoming(WantedDetails details, Optional<Long> target, String name) {
    }

    /**
     * What became of an item.
     *
     * @param id     the id of its row; empty if it is refused, or would be new in a dry run
     * @param errors why it is refused, with paths within the item
     */
    public record Verdict(boolean isNew, boolean isUpdate, Optional<Long> id, List<UserError> errors) {
    }

    private final WantedPlanner planner;
    private final WantedStore store;
    private final AuditTrail audit;

    WantedImport(WantedPlanner planner, WantedStore store, AuditTrail audit) {
        this.planner = planner;
        this.store = store;
        this.audit = audit;
    }

    /** {@return what becomes of each, in order} A dry run writes nothing. */
    public List<Verdict> keep(List<Incoming> items, Actor actor, boolean dryRun) {
        var plans = planner.plan(items.stream()
                .map(item -> new Change(item.details(), List.of(), item.target(), item.name())).toList(), true);
        if (!dryRun) {
            write(plans, actor);
        }
        return plans.stream().map(plan -> new Verdict(plan.isNew(), plan.isUpdate(), plan.after()
                .filter(item -> !(dryRun && plan.isNew())).map(WantedItem::id), plan.errors())).toList();
    }

    private void write(List<Plan> plans, Actor actor) {
        var updated = plans.stream().filter(Plan::isUpdate).flatMap(plan -> plan.after().stream()).toList();
        var created = plans.stream().filter(Plan::isNew).flatMap(plan -> plan.after().stream()).toList();
        note(actor, "updateWantedItem", updated);
        note(actor, "createWantedItem", created);
        // What is new may have the title or the id that another item gives up.
        store.update(updated);
        store.insert(created);
    }

    private void note(Actor actor, String action, Collection<WantedItem> items) {
        items.forEach(item -> audit.within(actor, action, item.globalId(), item.title(), () -> item));
    }

    /** {@return the items after this one, by id} */
    public List<WantedItem> findAfter(long id, int most) {
        return store.findAfter(id, most);
    }

    /** {@return the items with these ids, in no order} */
    public List<WantedItem> findByIds(Collection<Long> ids) {
        return store.findByIds(ids);
    }

    /** Deletes items. */
    public void delete(Collection<Long> ids, Actor actor) {
        note(actor, "deleteWantedItem", store.findByIds(ids));
        store.delete(ids);
    }
}
