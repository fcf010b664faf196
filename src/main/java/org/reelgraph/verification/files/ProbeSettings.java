package org.reelgraph.verification.files;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.Setting;

/**
 * With what files of media are looked at, and which.
 *
 * @param mediaDirs    where they may lie
 * @param ffprobe      the program
 * @param ffmpeg       the program
 * @param probeTimeout how long either may take for a file
 */
@Introspected
@ConfigurationProperties("reelgraph")
record ProbeSettings(
        @Setting(description = "The folders of media. Verifications look at no file elsewhere.",
                otherwise = "no file is looked at",
                values = "a list of folders such as `/media/movies,/media/tv`") @Nullable List<String> mediaDirs,
        @Setting(description = "The program ffprobe, by which files are examined.",
                otherwise = "it is looked for on the `PATH`", values = "a file") @Nullable String ffprobe,
        @Setting(description = "The program ffmpeg, by which files are decoded.",
                otherwise = "it is looked for on the `PATH`", values = "a file") @Nullable String ffmpeg,
        @Setting(description = "How long ffprobe or ffmpeg may take for a file.", defaultValue = "30s",
                storable = true) Duration probeTimeout) {

    ProbeSettings {
        if (!probeTimeout.isPositive()) {
            throw new ConfigurationException("REELGRAPH_PROBE_TIMEOUT must be greater than 0.");
        }
    }

    /** {@return the folders in which files may lie} */
    List<Path> folders() {
        return mediaDirs == null
                ? List.of()
                : mediaDirs.stream().map(String::strip).filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder).toAbsolutePath().normalize()).toList();
    }
}
