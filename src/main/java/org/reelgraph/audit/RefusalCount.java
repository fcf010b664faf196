package org.reelgraph.audit;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.audit.AuditEntry.Refusal;
import org.reelgraph.storage.sql.JsonList;

/** Counts what was refused to one caller within a minute. Guarded by its holder. */
final class RefusalCount {

    private static final int MAX_KINDS = 20;

    private record Kind(String action, String code) {
    }

    private final long id;
    private final Instant first;
    private final Outcome outcome;
    private final Actor who;
    private final Map<Kind, Integer> kinds = new LinkedHashMap<>();
    private int count;
    private int written;

    RefusalCount(long id, Instant first, Outcome outcome, Actor who) {
        this.id = id;
        this.first = first;
        this.outcome = outcome;
        this.who = who;
    }

    void add(String action, String code) {
        count++;
        var kind = new Kind(action, code);
        if (kinds.containsKey(kind) || kinds.size() < MAX_KINDS) {
            kinds.merge(kind, 1, Integer::sum);
        }
    }

    boolean isChanged() {
        return count > written;
    }

    void isWritten(Map<Long, Integer> counts) {
        written = counts.getOrDefault(id, written);
    }

    AuditEntry entry() {
        var refusals = kinds.entrySet().stream()
                .map(each -> new Refusal(each.getKey().action(), each.getKey().code(), each.getValue()))
                .sorted(Comparator.comparing(Refusal::count).reversed()).toList();
        return AuditEntryBuilder.builder().id(id).at(first).actor(who.kind()).userId(who.userId())
                .apiKeyId(who.apiKeyId()).action(kinds.keySet().iterator().next().action()).outcome(outcome)
                .count(count).refusalsJson(JsonList.write(refusals)).address(who.address())
                .requestId(who.requestId()).build();
    }
}
