package org.reelgraph.services;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.health.Monitored;
import org.reelgraph.health.MonitoredServices;

import static java.util.stream.Collectors.toMap;

/** The services as checks found them, for admins. */
@Singleton
class ServiceQueries implements SchemaContributor {

    private static final String CONNECTION = "CONNECTION";

    private final List<MonitoredServices> services;
    private final ServiceCheckReader checks;
    private final Clock clock;

    ServiceQueries(List<MonitoredServices> services, ServiceCheckReader checks, Clock clock) {
        this.services = services;
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * A service with what is known of it.
     *
     * @param latest empty if it wasn't checked yet
     */
    public record Service(Monitored monitored, Optional<ServiceCheck> latest, Optional<Uptime> uptime) {

        /** {@return what it is} */
        public String kind() {
            return monitored.kind();
        }

        /** {@return its name, for people} */
        public String name() {
            return monitored.name();
        }

        /** {@return what the last check found} */
        public String status() {
            return latest.map(check -> check.problem().isEmpty() ? "UP" : "DOWN").orElse("UNKNOWN");
        }

        /** {@return what was wrong at the last check} */
        public @Nullable String problem() {
            return latest.flatMap(ServiceCheck::problem).orElse(null);
        }

        /** {@return how long it took to answer at the last check} */
        public @Nullable Integer responseMilliseconds() {
            return latest.map(ServiceCheck::millis).orElse(null);
        }

        /** {@return when it was checked last} */
        public @Nullable Instant checkedAt() {
            return latest.map(ServiceCheck::at).orElse(null);
        }

        /** {@return the share of the last 24 hours' checks that found it up} */
        public @Nullable Double uptimeOfDay() {
            return uptime.map(Uptime::day).orElse(null);
        }

        /** {@return the share of the last 30 days' checks that found it up} */
        public @Nullable Double uptimeOfMonth() {
            return uptime.map(Uptime::month).orElse(null);
        }
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("services", env -> all());
        schema.type("Service", Service.class).field("connection", env -> connection(schema, env));
    }

    private List<Service> all() {
        var latest = checks.findLatest().stream().collect(toMap(ServiceCheck::service, check -> check));
        var uptimes = checks.findUptimes(clock.instant()).stream().collect(toMap(Uptime::service, uptime -> uptime));
        return services.stream().flatMap(some -> some.all().stream())
                .map(service -> new Service(service, Optional.ofNullable(latest.get(service.key())),
                        Optional.ofNullable(uptimes.get(service.key()))))
                .toList();
    }

    private static @Nullable Object connection(SchemaAssembly schema, DataFetchingEnvironment env) {
        var service = Required.<Service>source(env).monitored();
        if (!service.kind().equals(CONNECTION)) {
            return null;
        }
        var id = GlobalId.parse(service.key());
        return schema.nodeOf(id.prefix()).find().apply(env, id.id());
    }
}
