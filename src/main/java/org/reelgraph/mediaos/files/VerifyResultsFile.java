package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.Ids;
import org.reelgraph.verification.Verification;
import org.reelgraph.verification.VerificationStore;
import org.reelgraph.verification.VerificationStore.ItemKey;
import org.reelgraph.verification.checks.Severity;

/** {@code verify-results.json}: what verifications found, by the kinds and ids of items of {@code library.json}. */
@Singleton
public class VerifyResultsFile implements MediaOsFile<VerifyResult> {

    private final VerificationStore store;
    private final AuditTrail audit;
    private final Ids ids;

    VerifyResultsFile(VerificationStore store, AuditTrail audit, Ids ids) {
        this.store = store;
        this.audit = audit;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "verify-results";
    }

    @Override
    public Layout layout() {
        return Layout.object();
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public Set<String> members() {
        return VerifyResultJson.MEMBERS;
    }

    @Override
    public Set<String> tables() {
        return Set.of("verifications");
    }

    @Override
    public Optional<VerifyResult> read(EntryKey key, ObjectNode entry, Consumer<UserError> errors) {
        var json = new VerifyResultJson(entry);
        var result = json.read(key);
        json.errors().forEach(errors);
        return result;
    }

    @Override
    public ObjectNode write(VerifyResult value) {
        return VerifyResultJson.write(value);
    }

    @Override
    public EntryKey newKey(Stored<VerifyResult> stored) {
        var item = stored.value().item();
        return EntryKey.ofMember(VerifyResultJson.nameOf(item.kind()) + ":" + item.id());
    }

    @Override
    public List<Kept> keep(List<Incoming<VerifyResult>> entries, Actor actor, boolean dryRun) {
        var plan = new VerifyResultPlan(store, ids, entries);
        if (!dryRun) {
            store.delete(plan.replaced());
            store.insert(plan.written());
            plan.written().forEach(row -> note(actor, "importVerification", row));
        }
        return plan.kept(dryRun);
    }

    private void note(Actor actor, String action, Verification row) {
        audit.within(actor, action, GlobalId.of(Verification.PREFIX, row.id()), row.title(), () -> row);
    }

    @Override
    public List<Stored<VerifyResult>> findAfter(long rowId, int most) {
        return store.findThereAfter(rowId, most).stream().map(row -> new Stored<>(row.id(), result(row))).toList();
    }

    @Override
    public Map<Long, VerifyResult> find(Collection<Long> rowIds) {
        var found = new HashMap<Long, VerifyResult>();
        store.findThere(rowIds).forEach(row -> found.put(row.id(), result(row)));
        return found;
    }

    @Override
    public void delete(Collection<Long> rowIds, Actor actor) {
        store.findByIds(rowIds).forEach(row -> note(actor, "deleteVerification", row));
        store.delete(rowIds);
    }

    /** {@return what a row of an item that MediaOS knows means} */
    static VerifyResult result(Verification row) {
        var key = Objects.requireNonNull(row.sourceKey(), "MediaOS knows the item.");
        return new VerifyResult(new ItemKey(row.mediaKind(), key), row.title(), row.phase(), row.checkedAt(),
                Severity.ofRank(row.severity()), row.issues());
    }
}
