package org.reelgraph.telemetry.tracing;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.reelgraph.settings.declaration.Setting;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * OpenTelemetry's library, set up by its own environment variables. It sends finished spans in batches, and drops what
 * doesn't fit into its queue.
 */
// Created at the start, so that a bad value is found then.
@Introspected
@Context
@Requires(property = "reelgraph.serves", value = "true")
@Requires(property = Tracing.ENDPOINT, pattern = ".+")
class Tracing {

    static final String ENDPOINT = "otel.exporter.otlp.endpoint";

    private static final String PROTOCOL = "http/protobuf";
    private static final List<String> PROTOCOLS = List.of("otel.exporter.otlp.protocol",
            "otel.exporter.otlp.traces.protocol");
    private static final String LONGEST_VALUE = "4096";
    private static final long SECONDS_TO_STOP = 2;

    private final OpenTelemetrySdk sdk;

    Tracing(@Setting(
            description = "The OpenTelemetry collector that gets traces, by OTLP over HTTP. OpenTelemetry's other"
                    + " variables, such as `OTEL_SERVICE_NAME` and `OTEL_TRACES_SAMPLER`, hold too.",
            otherwise = "none", form = CollectorAddress.class) @Property(name = ENDPOINT) String endpoint) {
        // The library logs each failure by itself; WatchedExporter tells of the first.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        try {
            sdk = AutoConfiguredOpenTelemetrySdk.builder().disableShutdownHook()
                    .addPropertiesSupplier(() -> defaults(endpoint)).addPropertiesCustomizer(Tracing::checked)
                    .addResourceCustomizer((named, settings) -> withVersion(named))
                    .addSpanExporterCustomizer((exporter, settings) -> new WatchedExporter(exporter, endpoint))
                    .build().getOpenTelemetrySdk();
        } catch (RuntimeException e) {
            throw new ConfigurationException("Traces can't be set up by the variables OTEL_…: " + e.getMessage(), e);
        }
    }

    // What nothing else is said about.
    private static Map<String, String> defaults(String endpoint) {
        var defaults = new HashMap<String, String>();
        defaults.put(ENDPOINT, endpoint);
        PROTOCOLS.forEach(name -> defaults.put(name, PROTOCOL));
        defaults.put("otel.service.name", "reelgraph");
        // Nobody here asks for the baggage that clients may send.
        defaults.put("otel.propagators", "tracecontext");
        defaults.put("otel.metrics.exporter", "none");
        defaults.put("otel.logs.exporter", "none");
        // Names of operations come from clients, and can be as long as a document.
        defaults.put("otel.attribute.value.length.limit", LONGEST_VALUE);
        return defaults;
    }

    private static Map<String, String> checked(ConfigProperties settings) {
        for (var name : PROTOCOLS) {
            if (!PROTOCOL.equals(settings.getString(name))) {
                throw new ConfigurationException("%s is %s; Reelgraph sends no %s."
                        .formatted(name.toUpperCase(Locale.ROOT).replace('.', '_'), PROTOCOL,
                                settings.getString(name)));
            }
        }
        return Map.of();
    }

    private static Resource withVersion(Resource named) {
        var version = Tracing.class.getPackage().getImplementationVersion();
        return version == null
                ? named
                : Resource.create(Attributes.of(AttributeKey.stringKey("service.version"), version)).merge(named);
    }

    /** {@return what makes spans} */
    Tracer tracer() {
        return sdk.getTracer("org.reelgraph");
    }

    /** {@return what reads from headers which trace a request is part of} */
    TextMapPropagator propagator() {
        return sdk.getPropagators().getTextMapPropagator();
    }

    /** Sends what is left. */
    @PreDestroy
    void stop() {
        sdk.shutdown().join(SECONDS_TO_STOP, TimeUnit.SECONDS);
    }
}
