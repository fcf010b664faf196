package org.reelgraph.verification;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.ArgumentValue;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.verification.checks.Thresholds;

/** What verifications demand, and the mutation that changes it. */
@Singleton
class ThresholdFields implements SchemaContributor {

    private static final String BITRATES = "minBitrates";

    /** The input of {@code updateVerificationSettings}: what is omitted stays, and what is null becomes the default. */
    @Introspected
    record UpdateVerificationSettingsInput(ArgumentValue<Integer> minDurationSeconds,
            ArgumentValue<List<Map<String, Integer>>> minBitrates, ArgumentValue<List<String>> allowedContainers) {
    }

    /** The least bitrate of pictures of a height, for clients. */
    public record MinBitrate(int height, int kilobits) {

        private static MinBitrate of(Map<String, Integer> input) {
            return new MinBitrate(Required.<Integer>member(input, "height"),
                    Required.<Integer>member(input, "kilobits"));
        }
    }

    /** What is demanded now, or what is wrong. */
    public record UpdateVerificationSettingsPayload(@Nullable Thresholds settings,
            List<UserError> userErrors) implements MutationPayload {
    }

    private final ThresholdReader thresholds;
    private final ThresholdStore store;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    ThresholdFields(ThresholdReader thresholds, ThresholdStore store, AuditTrail audit,
            WriteTransactions transactions) {
        this.thresholds = thresholds;
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("verificationSettings", env -> thresholds.find().effective());
        schema.type("VerificationSettings", Thresholds.class).property(BITRATES,
                (Thresholds demanded) -> demanded.minBitrates().entrySet().stream()
                        .map(each -> new MinBitrate(each.getKey(), each.getValue())).toList());
        schema.type("MinBitrate", MinBitrate.class);
        schema.mutation().field("updateVerificationSettings", UpdateVerificationSettingsInput.class,
                (input, env) -> update(input, Actor.of(Caller.of(env))));
        schema.type("UpdateVerificationSettingsPayload", UpdateVerificationSettingsPayload.class);
    }

    private UpdateVerificationSettingsPayload update(UpdateVerificationSettingsInput input, Actor who) {
        var errors = UserError.allBelow("input", errors(input));
        return errors.isEmpty()
                ? new UpdateVerificationSettingsPayload(changed(input, who), List.of())
                : new UpdateVerificationSettingsPayload(null, errors);
    }

    private Thresholds changed(UpdateVerificationSettingsInput input, Actor who) {
        return transactions.within(() -> audit.within(who.needing(Role.ADMIN), "updateVerificationSettings", null, null,
                () -> {
                    var before = store.find().orElse(Thresholds.Own.NONE);
                    var after = new Thresholds.Own(input.minDurationSeconds.or(before.minDurationSeconds()),
                            input.minBitrates.given()
                                    ? input.minBitrates.map(ThresholdFields::byHeight)
                                    : before.minBitrates(),
                            input.allowedContainers.or(before.allowedContainers()));
                    store.save(after);
                    return after.effective();
                }));
    }

    private static SortedMap<Integer, Integer> byHeight(List<Map<String, Integer>> given) {
        var bitrates = new TreeMap<Integer, Integer>();
        given.stream().map(MinBitrate::of).forEach(each -> bitrates.put(each.height, each.kilobits));
        return bitrates;
    }

    private static List<UserError> errors(UpdateVerificationSettingsInput input) {
        return Stream.of(
                input.minDurationSeconds.value().stream()
                        .flatMap(seconds -> ThresholdRules.duration(seconds, "minDurationSeconds").stream()),
                input.minBitrates.value().stream().flatMap(given -> errors(given).stream()),
                input.allowedContainers.value().stream()
                        .flatMap(given -> ThresholdRules.containers(given, "allowedContainers").stream()))
                .flatMap(each -> each).toList();
    }

    private static List<UserError> errors(List<Map<String, Integer>> given) {
        return ThresholdRules.bitrates(
                given.stream().map(MinBitrate::of).map(each -> Map.entry((long) each.height, (long) each.kilobits))
                        .toList(),
                IntStream.range(0, given.size()).mapToObj(index -> List.of(BITRATES, String.valueOf(index))).toList(),
                BITRATES);
    }
}
