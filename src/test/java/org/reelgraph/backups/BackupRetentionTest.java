package org.reelgraph.backups;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reelgraph.backups.BackupFile.Name;

import static org.assertj.core.api.Assertions.assertThat;

class BackupRetentionTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 366;

    private static List<Name> kept(BackupSettings settings, List<Name> all) {
        var kept = new ArrayList<>(all);
        kept.removeAll(new BackupRetention(settings).surplus(
                all.stream().map(name -> new DatedBackup(name, name.at())).toList()));
        return kept;
    }

    private static Name at(LocalDate day, int hour, BackupKind kind) {
        return new Name(day.atTime(hour, 0).toInstant(ZoneOffset.UTC), kind);
    }

    private static BackupSettings settings(int last, int daily, int weekly, int monthly) {
        return new BackupSettings(Path.of("backups"), null, last, daily, weekly, monthly, 1);
    }

    @Test
    void givenTwoBackupsADay_whenAYearIsOver_thenTheLastOfDaysWeeksAndMonthsAreKept() {
        var all = FIRST.datesUntil(FIRST.plusDays(DAYS)).flatMap(day -> List.of(at(day, 3, BackupKind.SCHEDULED),
                at(day, 15, BackupKind.SCHEDULED)).stream()).toList();

        assertThat(kept(settings(3, 4, 3, 4), all)).extracting(Name::at).containsExactly(
                Instant.parse("2024-09-30T15:00:00Z"), Instant.parse("2024-10-31T15:00:00Z"),
                Instant.parse("2024-11-30T15:00:00Z"), Instant.parse("2024-12-22T15:00:00Z"),
                Instant.parse("2024-12-28T15:00:00Z"), Instant.parse("2024-12-29T15:00:00Z"),
                Instant.parse("2024-12-30T15:00:00Z"), Instant.parse("2024-12-31T03:00:00Z"),
                Instant.parse("2024-12-31T15:00:00Z"));
    }

    @Test
    void givenOtherBackups_whenScheduledOnesAreRemoved_thenTheyStay() {
        var all = List.of(at(FIRST, 1, BackupKind.MANUAL), at(FIRST, 2, BackupKind.SCHEDULED),
                at(FIRST, 3, BackupKind.RESTORE_POINT), at(FIRST, 4, BackupKind.SCHEDULED),
                at(FIRST, 5, BackupKind.MANUAL));

        assertThat(kept(settings(1, 0, 0, 0), all)).extracting(Name::kind).containsExactly(BackupKind.MANUAL,
                BackupKind.RESTORE_POINT, BackupKind.SCHEDULED, BackupKind.MANUAL);
    }

    @Test
    void givenAFileWithALaterName_whenTheNewestIsKept_thenThatWhichWasMadeLast() {
        var renamed = new DatedBackup(at(FIRST.plusYears(9), 1, BackupKind.SCHEDULED),
                at(FIRST, 1, BackupKind.SCHEDULED).at());
        var newest = at(FIRST, 2, BackupKind.SCHEDULED);

        assertThat(new BackupRetention(settings(1, 1, 1, 1))
                .surplus(List.of(renamed, new DatedBackup(newest, newest.at())))).containsExactly(renamed.name());
    }

    @Test
    void givenAName_whenItIsRead_thenItIsTheSameAgain() {
        var name = new Name(Instant.parse("2024-02-29T23:59:59.123Z"), BackupKind.RESTORE_POINT);

        assertThat(name.text()).isEqualTo("reelgraph-20240229-235959-123-restore-point.backup");
        assertThat(Name.of(name.text())).contains(name);
        assertThat(Name.of("reelgraph-20240229-235959-123-before-v3.db")).isEmpty();
        assertThat(Name.of("reelgraph-20249929-235959-123-manual.backup")).isEmpty();
    }
}
