package org.reelgraph.services;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.reelgraph.health.Monitored;
import org.reelgraph.health.MonitoredServices;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.WriteTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks all services every few minutes. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class ServiceMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceMonitor.class);
    private static final int AT_ONCE = 8;

    private final List<MonitoredServices> services;
    private final ServiceCheckStore checks;
    private final WriteTransactions transactions;
    private final Clock clock;
    // The framework's threads would carry on a database connection.
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE,
            Thread.ofPlatform().name("service-check-", 0).daemon().factory());

    ServiceMonitor(List<MonitoredServices> services, ServiceCheckStore checks, WriteTransactions transactions,
            Clock clock) {
        this.services = services;
        this.checks = checks;
        this.transactions = transactions;
        this.clock = clock;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /** Checks all services and keeps what that finds. */
    @Scheduled(fixedDelay = "5m", initialDelay = "5m")
    void check() {
        try {
            var found = found();
            transactions.within(() -> {
                checks.save(found);
                return found.size();
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            if (!StorageFailure.isOutage(e)) {
                LOG.warn("Services could not be checked", e);
            }
        }
    }

    private List<ServiceCheck> found() throws InterruptedException, ExecutionException {
        var all = services.stream().flatMap(some -> some.all().stream())
                .<Callable<ServiceCheck>>map(service -> () -> checked(service)).toList();
        var found = new ArrayList<ServiceCheck>();
        for (var check : threads.invokeAll(all)) {
            found.add(check.get());
        }
        return found;
    }

    private ServiceCheck checked(Monitored service) {
        var at = clock.instant();
        var start = System.nanoTime();
        Optional<String> problem;
        try {
            problem = service.probe().problem();
        } catch (RuntimeException e) {
            LOG.warn("The service '{}' could not be checked", service.name(), e);
            problem = Optional.of("It could not be checked; the server's log says why.");
        }
        var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new ServiceCheck(service.key(), at, Math.toIntExact(millis), problem);
    }
}
