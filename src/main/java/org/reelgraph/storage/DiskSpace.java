package org.reelgraph.storage;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.reelgraph.health.HealthCheck;
import org.reelgraph.settings.declaration.Setting;

/** Whether there is room left where the data folder lies. */
@Introspected
@Singleton
public class DiskSpace implements HealthCheck {

    private static final long MEGABYTE = 1_000_000;

    private final Folders folders;
    private final int least;

    DiskSpace(Folders folders,
            @Setting(
                    description = "How many megabytes have to be free where the data folder lies. With less, the server "
                            + "isn't ready (`/health/ready`).",
                    defaultValue = "100", storable = true) @Property(
                            name = "reelgraph.health.free-megabytes") int least) {
        this.folders = folders;
        this.least = least;
    }

    @Override
    public String checked() {
        return "disk";
    }

    /** {@return how many bytes are free where the data folder lies} */
    public long freeBytes() {
        return folders.dataDir().toFile().getUsableSpace();
    }

    /** {@return how many bytes can be written there before the server isn't ready any more} */
    public long room() {
        return freeBytes() - least * MEGABYTE;
    }

    @Override
    public Optional<String> problem() {
        var free = freeBytes() / MEGABYTE;
        return free < least
                ? Optional.of("Only " + free + " MB are free where the data folder lies, of the " + least
                        + " MB that there have to be.")
                : Optional.empty();
    }
}
