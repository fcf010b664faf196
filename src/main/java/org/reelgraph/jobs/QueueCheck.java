package org.reelgraph.jobs;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.reelgraph.health.HealthCheck;

/** Whether somebody takes the jobs of the queue, in this program or another one. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class QueueCheck implements HealthCheck {

    // Turns are taken within seconds, however long jobs take.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final TurnReader turns;
    private final Clock clock;

    QueueCheck(TurnReader turns, Clock clock) {
        this.turns = turns;
        this.clock = clock;
    }

    @Override
    public String checked() {
        return "jobs";
    }

    @Override
    public Optional<String> problem() {
        return turns.findDueBefore(clock.instant().minus(PATIENCE)).stream().findFirst()
                .map(group -> "For " + PATIENCE.toMinutes() + " minutes nobody has taken the jobs of the group '"
                        + group
                        + "'.");
    }
}
