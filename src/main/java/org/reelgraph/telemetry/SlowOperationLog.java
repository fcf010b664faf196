package org.reelgraph.telemetry;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.execution.EndedOperation;
import org.reelgraph.graphql.execution.OperationListener;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs operations that took long: which and how much they read, but no values, which may be secret. */
@Introspected
@Singleton
class SlowOperationLog implements OperationListener {

    private static final Logger LOG = LoggerFactory.getLogger(SlowOperationLog.class);
    private static final int LONGEST_NAME = 80;

    private final Duration least;

    SlowOperationLog(
            @Setting(
                    description = "Operations that take as long are logged. The environment may also say `100ms`, or `0s` for"
                            + " none.",
                    defaultValue = "500ms",
                    storable = true) @Property(name = "reelgraph.slow-operation") Duration least) {
        this.least = least;
    }

    @Override
    public void ended(EndedOperation operation) {
        if (!least.isPositive() || operation.duration().compareTo(least) < 0) {
            return;
        }
        LOG.warn("The {} {} (SHA-256 {}) of {} took {} ms: {} statements, {} rows, {} values, {}; request {}{}",
                operation.kind().map(kind -> kind.name().toLowerCase(Locale.ROOT)).orElse("operation"),
                operation.name().map(SlowOperationLog::shortened).orElse("without a name"),
                Sha256.hex(operation.document()), viewer(operation.caller()), operation.duration().toMillis(),
                operation.statements(), operation.rows(), operation.values(),
                operation.error().map(ErrorCode::name).orElse("OK"), operation.caller().requestId(),
                operation.caller().trace().map(trace -> ", trace " + trace.id()).orElse(""));
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    }

    private static String viewer(Caller caller) {
        return caller.viewer()
                .map(viewer -> viewer.role() + (viewer.isKey() ? " with an API key" : "")).orElse("nobody signed in");
    }
}
