package org.reelgraph.backups;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.reelgraph.backups.BackupFile.Name;

/**
 * Which scheduled backups are kept: the newest, and the last of each day, week and month. Only days, weeks and months that
 * have a backup count, so that a server that was off for long forgets nothing.
 */
@Singleton
class BackupRetention {

    private final BackupSettings settings;

    BackupRetention(BackupSettings settings) {
        this.settings = settings;
    }

    /**
     * {@return the names of those that are no longer kept}
     *
     * @param all those that can be read: no other may take the place of one of them
     */
    List<Name> surplus(List<DatedBackup> all) {
        var scheduled = all.stream().filter(backup -> backup.name().kind() == BackupKind.SCHEDULED)
                .sorted(Comparator.comparing(DatedBackup::createdAt).reversed()).toList();
        var kept = new HashSet<DatedBackup>(scheduled.stream().limit(settings.last()).toList());
        keep(kept, scheduled, settings.daily(), BackupRetention::day);
        keep(kept, scheduled, settings.weekly(), backup -> day(backup).get(IsoFields.WEEK_BASED_YEAR) * 100
                + day(backup).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        keep(kept, scheduled, settings.monthly(), backup -> YearMonth.from(day(backup)));
        return scheduled.stream().filter(backup -> !kept.contains(backup)).map(DatedBackup::name).toList();
    }

    private static LocalDate day(DatedBackup backup) {
        return LocalDate.ofInstant(backup.createdAt(), ZoneOffset.UTC);
    }

    private static void keep(Set<DatedBackup> kept, List<DatedBackup> newestFirst, int most,
            Function<DatedBackup, Object> period) {
        var periods = new HashSet<Object>();
        newestFirst.stream().filter(backup -> periods.size() < most && periods.add(period.apply(backup)))
                .forEach(kept::add);
    }
}
