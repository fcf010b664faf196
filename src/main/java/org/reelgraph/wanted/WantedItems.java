package org.reelgraph.wanted;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.wanted.WantedPlanner.Change;
import org.reelgraph.wanted.WantedPlanner.Plan;

/** Creates, changes and deletes wanted items. */
@Singleton
class WantedItems {

    /**
     * What somebody says about an item.
     *
     * @param errors what they said that is in no form for the details; paths are those within the item
     */
    record Draft(WantedDetails details, List<UserError> errors) {
    }

    /** The item after a change, or why nothing was changed; paths are those within the item. */
    record Changed(Optional<WantedItem> item, List<UserError> errors) {

        private static Changed of(Plan plan) {
            return new Changed(plan.after(), plan.errors());
        }
    }

    private final WantedPlanner planner;
    private final WantedStore store;
    private final WriteTransactions transactions;
    private final AuditTrail audit;

    WantedItems(WantedPlanner planner, WantedStore store, WriteTransactions transactions, AuditTrail audit) {
        this.planner = planner;
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** {@return the new item, or what is wrong with it} */
    Changed create(Actor who, Draft draft) {
        return transactions.within(() -> {
            var plan = plan(draft, Optional.empty());
            plan.after().ifPresent(item -> within(who, "createWantedItem", item, () -> store.insert(List.of(item))));
            return Changed.of(plan);
        });
    }

    /** {@return what became of each, in order: one that can't be created doesn't keep the others from it} */
    List<Changed> createAll(Actor who, List<Draft> drafts) {
        return transactions.within(() -> {
            var changes = new ArrayList<Change>();
            drafts.forEach(draft -> changes.add(
                    new Change(draft.details(), draft.errors(), Optional.empty(), "item " + changes.size())));
            var plans = planner.plan(changes, false);
            var created = plans.stream().flatMap(plan -> plan.after().stream()).toList();
            audit.within(who.needing(Role.MODERATOR), "createWantedItems", () -> {
                store.insert(created);
                return created.size();
            }, count -> count == 0 ? Optional.empty() : Optional.of(count + " wanted items"));
            return plans.stream().map(Changed::of).toList();
        });
    }

    /** {@return the changed item, or what is wrong with the change} */
    Changed update(Actor who, long id, Function<WantedDetails, Draft> change) {
        return transactions.within(() -> store.find(id).map(before -> {
            var plan = plan(change.apply(before.details()), Optional.of(id));
            plan.after().ifPresent(after -> within(who, "updateWantedItem", after, () -> {
                if (plan.isUpdate()) {
                    store.update(List.of(after));
                }
            }));
            return Changed.of(plan);
        }).orElseGet(() -> new Changed(Optional.empty(), List.of(unknown()))));
    }

    /** {@return the deleted item; empty if there is none} */
    Optional<WantedItem> delete(Actor who, long id) {
        return transactions.within(() -> {
            var found = store.find(id);
            found.ifPresent(item -> within(who, "deleteWantedItem", item, () -> store.delete(List.of(id))));
            return found;
        });
    }

    /** {@return that no item has the given id} */
    static UserError unknown() {
        return UserError.of(UserErrorCode.NOT_FOUND).at("id").saying("There is no wanted item with this id.");
    }

    private Plan plan(Draft draft, Optional<Long> target) {
        return planner.plan(List.of(new Change(draft.details(), draft.errors(), target, "the request")), false)
                .getFirst();
    }

    private void within(Actor who, String action, WantedItem item, Runnable work) {
        audit.within(who.needing(Role.MODERATOR), action, item.globalId(), item.title(), () -> {
            work.run();
            return item;
        });
    }
}
