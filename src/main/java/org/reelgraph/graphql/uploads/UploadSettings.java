package org.reelgraph.graphql.uploads;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.settings.declaration.Setting;

/** How much requests may bring as files. */
@Introspected
@ConfigurationProperties("reelgraph.uploads")
record UploadSettings(
        @Setting(description = "Megabytes that the files of one request may have together.", defaultValue = "2000",
                storable = true) long megabytes,
        @Setting(description = "Files of one request.", defaultValue = "20", storable = true) int files,
        @Setting(description = "Requests with files that are received at a time.", defaultValue = "4",
                storable = true) int atOnce,
        @Setting(description = "Requests with files per minute of one user. `0` means no limit.",
                defaultValue = "30", min = 0, storable = true) int perMinute) {

    private static final long MEGABYTE = 1_000_000;

    /** Checks that there is room for a file at all. */
    UploadSettings {
        if (megabytes < 1 || files < 1 || atOnce < 1 || perMinute < 0) {
            throw new ConfigurationException(
                    "The settings REELGRAPH_UPLOADS_… must be greater than 0, and _PER_MINUTE at least 0.");
        }
    }

    /** {@return how many bytes the files of one request may have together} */
    long most() {
        return megabytes * MEGABYTE;
    }

    /** {@return the error for files that have more} */
    RequestException tooLarge() {
        return new RequestException(ErrorCode.PAYLOAD_TOO_LARGE, "The files of a request may have " + most()
                + " bytes together (REELGRAPH_UPLOADS_MEGABYTES).");
    }
}
