package org.reelgraph.mediaos.mirror;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.Setting;

/** The folder that has the files of MediaOS as the database has them. */
@Introspected
@Singleton
public class MirrorFolder {

    private static final String BELOW = "config";

    private final Optional<Path> given;

    MirrorFolder(@Setting(
            description = "The folder `config` of MediaOS, or the folder around it. Each change is written to the files there.",
            otherwise = "no file is written", values = "a folder") @Property(
                    name = "reelgraph.mediaos.mirror") @Nullable String given) {
        this.given = Optional.ofNullable(given).filter(folder -> !folder.isBlank()).map(Path::of)
                .map(Path::toAbsolutePath).map(Path::normalize);
    }

    /** {@return where the files lie; empty if there is no mirror} */
    public Optional<Path> path() {
        return given.map(folder -> Files.isDirectory(folder.resolve(BELOW)) ? folder.resolve(BELOW) : folder);
    }
}
