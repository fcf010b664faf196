package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.verification.ThresholdRules;
import org.reelgraph.verification.ThresholdStore;
import org.reelgraph.verification.checks.Thresholds.Own;

/** {@code verify.json}: what verifications demand. The file is one entry, and so is the table. */
@Singleton
public class VerifyFile implements MediaOsFile<Own> {

    private static final long ROW = 1;
    private static final String DURATION = "minDurationSec";
    private static final String BITRATES = "minBitrateKbpsByHeight";
    private static final String CONTAINERS = "allowedContainers";

    private final ThresholdStore store;
    private final AuditTrail audit;

    VerifyFile(ThresholdStore store, AuditTrail audit) {
        this.store = store;
        this.audit = audit;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public Layout layout() {
        return Layout.single();
    }

    @Override
    public int order() {
        return 80;
    }

    @Override
    public Set<String> members() {
        return Set.of(DURATION, BITRATES, CONTAINERS);
    }

    @Override
    public Set<String> tables() {
        return Set.of("verification_settings");
    }

    @Override
    public Optional<Own> read(EntryKey key, ObjectNode entry, Consumer<UserError> errors) {
        var found = new ArrayList<UserError>();
        var own = new Own(duration(entry.path(DURATION), found), bitrates(entry.path(BITRATES), found),
                containers(entry.path(CONTAINERS), found));
        found.forEach(errors);
        return found.isEmpty() ? Optional.of(own) : Optional.empty();
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static Optional<Integer> duration(JsonNode node, List<UserError> errors) {
        if (isAbsent(node)) {
            return Optional.empty();
        }
        if (!isWhole(node)) {
            errors.add(invalid("The duration has to be a whole number of seconds.", DURATION));
            return Optional.empty();
        }
        errors.addAll(ThresholdRules.duration(node.longValue(), DURATION));
        return Optional.of(node.intValue());
    }

    private static boolean isWhole(JsonNode node) {
        return node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToLong();
    }

    private static UserError invalid(String message, String... path) {
        return UserError.of(UserErrorCode.INVALID).at(path).saying(message);
    }

    private static Optional<SortedMap<Integer, Integer>> bitrates(JsonNode node, List<UserError> errors) {
        if (isAbsent(node)) {
            return Optional.empty();
        }
        var pairs = new ArrayList<Map.Entry<Long, Long>>();
        var places = new ArrayList<List<String>>();
        if (!node.isObject()) {
            errors.add(invalid("The bitrates have to be an object by heights, such as {\"1080\": 2500}.", BITRATES));
        }
        node.properties().forEach(each -> {
            if (each.getKey().matches("[1-9][0-9]{0,8}") && isWhole(each.getValue())) {
                pairs.add(Map.entry(Long.valueOf(each.getKey()), each.getValue().longValue()));
                places.add(List.of(BITRATES, each.getKey()));
            } else {
                errors.add(invalid("Height and bitrate have to be whole numbers.", BITRATES, each.getKey()));
            }
        });
        errors.addAll(ThresholdRules.bitrates(pairs, places, BITRATES));
        var bitrates = new TreeMap<Integer, Integer>();
        pairs.forEach(pair -> bitrates.put(pair.getKey().intValue(), pair.getValue().intValue()));
        return Optional.of(bitrates);
    }

    private static Optional<List<String>> containers(JsonNode node, List<UserError> errors) {
        if (isAbsent(node)) {
            return Optional.empty();
        }
        if (!node.isArray() || node.valueStream().anyMatch(each -> !each.isTextual())) {
            errors.add(invalid("The containers have to be a list of texts, such as [\"mkv\"].", CONTAINERS));
            return Optional.empty();
        }
        var names = node.valueStream().map(JsonNode::textValue).toList();
        errors.addAll(ThresholdRules.containers(names, CONTAINERS));
        return Optional.of(names);
    }

    @Override
    public ObjectNode write(Own value) {
        var entry = JsonNodeFactory.instance.objectNode();
        value.minDurationSeconds().ifPresent(seconds -> entry.put(DURATION, seconds));
        value.minBitrates().ifPresent(bitrates -> {
            var object = entry.putObject(BITRATES);
            bitrates.forEach((height, kilobits) -> object.put(String.valueOf(height), kilobits));
        });
        value.allowedContainers().ifPresent(names -> {
            var list = entry.putArray(CONTAINERS);
            names.forEach(list::add);
        });
        return entry;
    }

    @Override
    public EntryKey newKey(Stored<Own> stored) {
        return new EntryKey("", "");
    }

    @Override
    public List<Kept> keep(List<Incoming<Own>> entries, Actor actor, boolean dryRun) {
        var kept = new ArrayList<Kept>();
        var now = store.find();
        for (var entry : entries) {
            var outcome = now.isEmpty()
                    ? Outcome.CREATED
                    : now.get().equals(entry.value()) ? Outcome.UNCHANGED : Outcome.UPDATED;
            if (outcome != Outcome.UNCHANGED && !dryRun) {
                audit.within(actor, "updateVerificationSettings", null, name() + ".json", () -> {
                    store.save(entry.value());
                    return outcome;
                });
            }
            now = Optional.of(entry.value());
            kept.add(new Kept(outcome, dryRun && outcome == Outcome.CREATED ? Optional.empty() : Optional.of(ROW),
                    List.of()));
        }
        return kept;
    }

    @Override
    public List<Stored<Own>> findAfter(long rowId, int most) {
        return rowId >= ROW || most < 1
                ? List.of()
                : store.find().map(own -> new Stored<>(ROW, own)).stream().toList();
    }

    @Override
    public Map<Long, Own> find(Collection<Long> rowIds) {
        return rowIds.contains(ROW) ? store.find().map(own -> Map.of(ROW, own)).orElse(Map.of()) : Map.of();
    }

    @Override
    public void delete(Collection<Long> rowIds, Actor actor) {
        if (rowIds.contains(ROW)) {
            audit.within(actor, "updateVerificationSettings", null, "defaults", () -> {
                store.delete();
                return true;
            });
        }
    }
}
