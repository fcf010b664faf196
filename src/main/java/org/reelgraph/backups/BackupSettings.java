package org.reelgraph.backups;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.Setting;

/**
 * What backups are set to.
 *
 * @param dir       where they are kept
 * @param secondDir where each is kept once more
 * @param last      how many of the newest scheduled ones are kept
 * @param daily     of how many days the last is kept
 * @param weekly    of how many weeks the last is kept
 * @param monthly   of how many months the last is kept
 * @param uploadMegabytes how large a backup may be that is uploaded
 */
@Introspected
@ConfigurationProperties("reelgraph.backup")
record BackupSettings(
        @Setting(description = "The folder of backups.", defaultValue = "${reelgraph.data-dir}/backups",
                values = "a folder") Path dir,
        @Setting(
                description = "A second folder, which has to exist, to which each backup is copied, such as one on another"
                        + " disk.",
                otherwise = "there is no second copy", values = "a folder") @Nullable Path secondDir,
        @Setting(description = "How many of the newest scheduled backups are kept.", defaultValue = "3", min = 1,
                storable = true) int last,
        @Setting(description = "Of how many days the last scheduled backup is kept.", defaultValue = "7", min = 0,
                storable = true) int daily,
        @Setting(description = "Of how many weeks the last scheduled backup is kept.", defaultValue = "4", min = 0,
                storable = true) int weekly,
        @Setting(description = "Of how many months the last scheduled backup is kept.", defaultValue = "6", min = 0,
                storable = true) int monthly,
        @Setting(description = "How many megabytes a backup may have that is uploaded.", defaultValue = "20000",
                storable = true) long uploadMegabytes) {
}
