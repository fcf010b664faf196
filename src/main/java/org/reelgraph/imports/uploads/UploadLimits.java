package org.reelgraph.imports.uploads;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.reelgraph.settings.declaration.Form;
import org.reelgraph.settings.declaration.Setting;

/** What uploaded archives may hold, and how long uploaded files are kept. */
@Introspected
@ConfigurationProperties("reelgraph.uploads")
record UploadLimits(
        @Setting(description = "Megabytes that an uploaded archive may have when it is unpacked.",
                defaultValue = "20000", storable = true) long unpackedMegabytes,
        @Setting(description = "Files and folders in an uploaded archive.", defaultValue = "50000",
                storable = true) int entries,
        @Setting(description = "How long the files of an uploaded import are kept for `retryJob` if it didn't succeed.",
                defaultValue = "1d", form = Form.Days.class, storable = true) Duration kept) {

    private static final long MEGABYTE = 1_000_000;
    // JSON that repeats itself gets to a twentieth or so.
    private static final long RATIO = 200;
    private static final long ALWAYS = 10 * MEGABYTE;

    /** Checks that an archive can be unpacked at all. */
    UploadLimits {
        if (unpackedMegabytes < 1 || entries < 1) {
            throw new ConfigurationException(
                    "REELGRAPH_UPLOADS_UNPACKED_MEGABYTES and _ENTRIES must be greater than 0.");
        }
    }

    /** {@return how many bytes an archive may have when it is unpacked} */
    long unpacked() {
        return unpackedMegabytes * MEGABYTE;
    }

    /** {@return how many bytes an archive of this size may have when it is unpacked, and still be no bomb} */
    static long plausible(long packed) {
        return Math.max(ALWAYS, packed * RATIO);
    }
}
