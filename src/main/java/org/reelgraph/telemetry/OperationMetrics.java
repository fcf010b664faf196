package org.reelgraph.telemetry;

import graphql.language.OperationDefinition.Operation;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.execution.EndedOperation;
import org.reelgraph.graphql.execution.OperationListener;

/** How many operations there are, by kind, name and outcome, how long they take, and how much they read. */
@Singleton
@Requires(beans = PrometheusMeterRegistry.class)
@Requires(property = MetricsEndpoint.SETTING, notEquals = "off")
class OperationMetrics implements OperationListener {

    /** Each name is a series that stays, and names come from clients. */
    static final int MOST_NAMES = 100;
    static final String OTHER = "other";

    private static final int LONGEST_NAME = 60;
    private static final String OPERATIONS = "reelgraph.operations";
    private static final Duration[] BOUNDS = {Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20),
            Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10)};

    private final PrometheusMeterRegistry registry;
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final Map<Label, Meters> operations = new ConcurrentHashMap<>();
    private final Map<String, DistributionSummary> batches = new ConcurrentHashMap<>();

    private record Label(Optional<Operation> kind, String name, Optional<ErrorCode> error) {

        String kindName() {
            return kind.map(known -> switch (known) {
                case QUERY -> "query";
                case MUTATION -> "mutation";
                case SUBSCRIPTION -> "subscription";
            }).orElse("none");
        }

        String outcome() {
            return error.map(ErrorCode::name).orElse("OK");
        }
    }

    private record Meters(Timer time, DistributionSummary statements, DistributionSummary rows) {
    }

    OperationMetrics(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(EndedOperation operation) {
        var label = new Label(operation.kind(), operation.name().map(this::bounded).orElse(""), operation.error());
        var meters = operations.computeIfAbsent(label, this::meters);
        meters.time().record(operation.duration());
        meters.statements().record(operation.statements());
        meters.rows().record(operation.rows());
    }

    @Override
    public void loaded(String loader, int keys) {
        batches.computeIfAbsent(loader, name -> DistributionSummary.builder("reelgraph.loader.keys")
                .description("How many keys a data loader reads at once").tag("loader", name).register(registry))
                .record(keys);
    }

    private Meters meters(Label label) {
        return new Meters(
                Timer.builder(OPERATIONS).description("How long operations take, their waiting included")
                        .tags("kind", label.kindName(), "name", label.name(), "outcome", label.outcome())
                        .serviceLevelObjectives(BOUNDS).register(registry),
                summary("statements", "How many statements are run for an operation", label),
                summary("rows", "How many rows are read for an operation", label));
    }

    private DistributionSummary summary(String what, String description, Label label) {
        return DistributionSummary.builder(OPERATIONS + "." + what).description(description)
                .tags("kind", label.kindName(), "name", label.name()).register(registry);
    }

    private String bounded(String name) {
        if (name.length() > LONGEST_NAME) {
            return OTHER;
        }
        return names.contains(name) || names.size() < MOST_NAMES && names.add(name) ? name : OTHER;
    }
}
