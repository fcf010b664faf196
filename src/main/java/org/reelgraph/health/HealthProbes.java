package org.reelgraph.health;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whoever supervises the server: whether to start it anew, and whether to send it requests. */
@Controller("/health")
@Requires(property = "reelgraph.serves", value = "true")
class HealthProbes {

    private static final Logger LOG = LoggerFactory.getLogger(HealthProbes.class);
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";
    // Anyone may ask, however often.
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final List<HealthCheck> checks;
    private Optional<Readiness> last = Optional.empty();
    private long lastAt;

    HealthProbes(List<HealthCheck> checks) {
        this.checks = checks.stream().sorted(Comparator.comparing(HealthCheck::checked)).toList();
    }

    /** What is known of one thing. */
    @Introspected
    record Checked(String name, String status, @Nullable String problem) {

        static Checked of(String name, Optional<String> problem) {
            return new Checked(name, problem.isEmpty() ? UP : DOWN, problem.orElse(null));
        }
    }

    /** Whether the server is ready. */
    @Introspected
    record Readiness(String status, List<Checked> checks) {

        static Readiness of(List<Checked> checks) {
            return new Readiness(checks.stream().allMatch(each -> each.status().equals(UP)) ? UP : DOWN, checks);
        }
    }

    /** That the server is alive. */
    @Introspected
    record Liveness(String status) {
    }

    @Get("/live")
    HttpResponse<Liveness> live() {
        return uncached(UP, new Liveness(UP));
    }

    @Get("/ready")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Readiness> ready() {
        var found = readiness();
        return uncached(found.status(), found);
    }

    private synchronized Readiness readiness() {
        if (last.isEmpty() || System.nanoTime() - lastAt > FRESH) {
            last = Optional.of(Readiness.of(checks.stream().map(HealthProbes::checked).toList()));
            lastAt = System.nanoTime();
        }
        return last.get();
    }

    private static Checked checked(HealthCheck check) {
        try {
            return Checked.of(check.checked(), check.problem());
        } catch (RuntimeException e) {
            // While the database is away, each request would fill the log, which tells of that anyway.
            LOG.debug("{} can't be checked", check.checked(), e);
            return Checked.of(check.checked(), Optional.of("It can't be checked."));
        }
    }

    private static <T> HttpResponse<T> uncached(String status, T body) {
        return HttpResponse.<T>status(status.equals(UP) ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE).body(body)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
