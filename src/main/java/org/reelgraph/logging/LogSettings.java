package org.reelgraph.logging;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Introspected;
import org.reelgraph.settings.declaration.Setting;

/** How the log is written. {@link LogFormat} reads the same. */
@Context
@Introspected
@ConfigurationProperties("reelgraph.log")
record LogSettings(
        @Setting(description = "How the log is written: as text, or as JSON with one object on each line.",
                defaultValue = LogFormat.TEXT, oneOf = {
                        LogFormat.TEXT, LogFormat.JSON}) String format) {
}
