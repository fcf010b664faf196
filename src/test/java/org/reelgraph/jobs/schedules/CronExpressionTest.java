package org.reelgraph.jobs.schedules;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CronExpressionTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static CronExpression cron(String text) {
        try {
            return CronExpression.parse(text, START);
        } catch (CronException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The next times after a local one, with their offsets; seconds are left out. */
    private static List<String> times(String text, String zone, String after, int most) {
        var id = ZoneId.of(zone);
        return cron(text).next(LocalDateTime.parse(after).atZone(id).toInstant(), id, most).stream()
                .map(at -> at.atZone(id).toOffsetDateTime().toString()).toList();
    }

    private static List<String> onDay(String text, String zone, String day) {
        return times(text, zone, LocalDateTime.parse(day + "T00:00").minusMinutes(1).toString(), 200).stream()
                .filter(time -> time.startsWith(day)).map(time -> time.substring(day.length() + 1)).toList();
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29,03:00+02:00", "2026-10-25,02:30+02:00", "2027-03-28,03:00+02:00",
            "2027-10-31,02:30+02:00", "2026-06-01,02:30+02:00"})
    void givenATimeThatIsSkippedOrComesTwice_thenItHappensOnce(String day, String time) {
        assertThat(onDay("30 2 * * *", "Europe/Berlin", day)).containsExactly(time);
    }

    @Test
    void givenATimeThatComesTwice_whenAskedInBetween_thenTheNextDayComesNext() {
        var between = Instant.parse("2026-10-25T01:10:00Z"); // 02:10 for the second time
        assertThat(cron("30 2 * * *").next(between, ZoneId.of("Europe/Berlin")))
                .contains(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void givenSeveralTimesOfOneHour_whenClocksAreChanged_thenEachHappensOnceAndThoseSkippedTogether() {
        assertThat(onDay("*/20 2 * * *", "Europe/Berlin", "2026-03-29")).containsExactly("03:00+02:00");
        assertThat(onDay("*/30 1-3 * * *", "Europe/Berlin", "2026-03-29")).containsExactly("01:00+01:00",
                "01:30+01:00", "03:00+02:00", "03:30+02:00");
        assertThat(onDay("*/30 1-3 * * *", "Europe/Berlin", "2026-10-25")).containsExactly("01:00+02:00",
                "01:30+02:00", "02:00+02:00", "02:30+02:00", "03:00+01:00", "03:30+01:00");
    }

    @ParameterizedTest
    @CsvSource({"0 * * * *,2026-03-29,23", "0 * * * *,2026-10-25,25", "*/15 * * * *,2026-03-29,92",
            "*/15 * * * *,2026-10-25,100", "5 * * * *,2026-03-29,23", "5 0-23 * * *,2026-10-25,25"})
    void givenEveryHour_whenClocksAreChanged_thenItHappensInEveryRealHourAtEqualDistances(String text, String day,
            int times) {
        var found = times(text, "Europe/Berlin", LocalDateTime.parse(day + "T00:00").minusMinutes(1).toString(),
                times);
        assertThat(found).allMatch(time -> time.startsWith(day));
        assertThat(onDay(text, "Europe/Berlin", day)).hasSize(times);
        var distances = new ArrayList<Long>();
        for (var place = 1; place < times; place++) {
            distances.add(ZonedDateTime.parse(found.get(place)).toEpochSecond()
                    - ZonedDateTime.parse(found.get(place - 1)).toEpochSecond());
        }
        assertThat(distances).containsOnly(text.startsWith("*/15") ? 900L : 3600L);
    }

    @Test
    void givenAShiftByHalfAnHour_thenSkippedTimesAreMadeUpFor() {
        var zone = "Australia/Lord_Howe";
        assertThat(onDay("15 2 * * *", zone, "2026-10-04")).containsExactly("02:30+11:00");
        assertThat(onDay("45 1 * * *", zone, "2026-04-05")).containsExactly("01:45+11:00");
        assertThat(times("0 * * * *", zone, "2026-10-04T00:30", 4)).containsExactly("2026-10-04T01:00+10:30",
                "2026-10-04T02:30+11:00", "2026-10-04T03:00+11:00", "2026-10-04T04:00+11:00");
        assertThat(times("0 * * * *", zone, "2026-04-05T00:30", 3)).containsExactly("2026-04-05T01:00+11:00",
                "2026-04-05T02:00+10:30", "2026-04-05T03:00+10:30");
        assertThat(times("*/15 * * * *", zone, "2026-04-05T01:20", 6)).containsExactly("2026-04-05T01:30+11:00",
                "2026-04-05T01:45+11:00", "2026-04-05T01:30+10:30", "2026-04-05T01:45+10:30",
                "2026-04-05T02:00+10:30", "2026-04-05T02:15+10:30");
    }

    @Test
    void givenADayThatIsSkipped_thenItsTimesAreMadeUpForWhenTheNextBegins() {
        assertThat(times("30 2 * * *", "Pacific/Apia", "2011-12-29T02:00", 3)).containsExactly(
                "2011-12-29T02:30-10:00", "2011-12-31T00:00+14:00", "2011-12-31T02:30+14:00");
        assertThat(times("0 * * * *", "Pacific/Apia", "2011-12-29T22:30", 3)).containsExactly(
                "2011-12-29T23:00-10:00", "2011-12-31T00:00+14:00", "2011-12-31T01:00+14:00");
        assertThat(times("0 0 30 12 *", "Pacific/Apia", "2011-01-01T00:00", 2))
                .containsExactly("2011-12-31T00:00+14:00", "2012-12-30T00:00+14:00");
    }

    @Test
    void givenMidnightThatIsSkipped_thenItHappensWhenTheDayBegins() {
        assertThat(onDay("@daily", "Africa/Cairo", "2026-04-24")).containsExactly("01:00+03:00");
    }

    @ParameterizedTest
    @CsvSource({"0 3 1 * MON,2026-01-05T03:00Z 2026-01-12T03:00Z 2026-01-19T03:00Z 2026-01-26T03:00Z 2026-02-01T03:00Z",
            "0 0 * * 0,2026-01-04T00:00Z 2026-01-11T00:00Z", "0 0 * * 7,2026-01-04T00:00Z 2026-01-11T00:00Z",
            "0 0 * * sun,2026-01-04T00:00Z 2026-01-11T00:00Z",
            "0 0 * * FRI-SUN,2026-01-02T00:00Z 2026-01-03T00:00Z 2026-01-04T00:00Z 2026-01-09T00:00Z",
            "0 0 * * SUN-TUE,2026-01-04T00:00Z 2026-01-05T00:00Z 2026-01-06T00:00Z 2026-01-11T00:00Z",
            "0 0 1 feb-APR *,2026-02-01T00:00Z 2026-03-01T00:00Z 2026-04-01T00:00Z 2027-02-01T00:00Z",
            "0 0 29 2 *,2028-02-29T00:00Z 2032-02-29T00:00Z", "0 0 31 2 MON,2026-02-02T00:00Z",
            "@hourly,2026-01-01T03:00Z 2026-01-01T04:00Z", "@Daily,2026-01-02T00:00Z", "@midnight,2026-01-02T00:00Z",
            "@weekly,2026-01-04T00:00Z", "@monthly,2026-02-01T00:00Z", "@yearly,2027-01-01T00:00Z",
            "@annually,2027-01-01T00:00Z", "' 5/20   4  * * *',2026-01-01T04:05Z 2026-01-01T04:25Z 2026-01-01T04:45Z"})
    void givenAnExpression_thenItHappensAsInCron(String text, String times) {
        var expected = List.of(times.split(" "));
        // Later than 03:00, the first of the month is over.
        assertThat(times(text, "Z", "2026-01-01T02:59:59.999", expected.size() + 1).stream()
                .filter(time -> time.compareTo("2026-01-01T03:00Z") != 0 || text.equals("@hourly"))
                .limit(expected.size())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"60 * * * *,60,minute,0 to 59", "*/0 * * * *,*/0,minute,0 to 59", "-1 * * * *,-1,minute,0 to 59",
            "1.5 * * * *,1.5,minute,0 to 59", "* 24 * * *,24,hour,0 to 23", "0 22-2 * * *,22-2,hour,0 to 23",
            "* * 0 * *,0,day of month,1 to 31", "0 0 L * *,L,day of month,1 to 31",
            "0 0 ? * MON,?,day of month,1 to 31", "* * * 13 *,13,month,JAN to DEC",
            "* * * foo *,foo,month,JAN to DEC", "* * * 1|2 *,1|2,month,1 to 12",
            "* * * * 8,8,day of week,SUN to SAT", "0 0 * * MON#1,MON#1,day of week,0 to 7",
            "٣ * * * *,٣,minute,0 to 59"})
    void givenAFieldThatCantBeUsed_thenTheErrorNamesItAndWhatMayStandThere(String text, String value, String field,
            String values) {
        assertThatThrownBy(() -> CronExpression.parse(text, START)).isInstanceOf(CronException.class)
                .hasMessageStartingWith("The " + field + " '" + value + "'").hasMessageContaining(values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "* * * *", "* * * * * *", "0 0 1 1 * | 0 0 2 1 *"})
    void givenAnotherNumberOfFields_thenTheErrorNamesTheFive(String text) {
        assertThatThrownBy(() -> CronExpression.parse(text, START)).isInstanceOf(CronException.class)
                .hasMessageContaining("five fields (minute, hour, day of month, month, day of week)");
    }

    @Test
    void givenWhatNeverHappens_thenItIsRefusedByName() {
        assertThatThrownBy(() -> CronExpression.parse("0 0 31 2 *", START)).isInstanceOf(CronException.class)
                .hasMessageStartingWith("'0 0 31 2 *' never happens");
        assertThatThrownBy(() -> CronExpression.parse("@reboot", START)).isInstanceOf(CronException.class)
                .hasMessageContaining("'@reboot'").hasMessageContaining("@hourly, @daily");
    }

    // What an expression means is computed here by looking at each minute.
    @Test
    void givenAnyExpressionAndZone_thenTheNextTimesAreThoseThatClocksShow() {
        var random = new Random(21);
        var zones = List.of("Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "Africa/Cairo", "Asia/Kolkata");
        for (var round = 0; round < 60; round++) {
            var minute = random.nextInt(60);
            var hour = random.nextInt(4);
            var everyHour = random.nextBoolean();
            var zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            var change = zone.getRules().nextTransition(START);
            var from = (change == null ? START : change.getInstant()).minusSeconds(random.nextInt(20_000));
            var text = minute + (everyHour ? " *" : " " + hour) + " * * *";

            var found = cron(text).next(from, zone);

            var expected = from.plusSeconds(60 - from.getEpochSecond() % 60);
            while (!isShown(expected.atZone(zone), minute, everyHour ? -1 : hour)) {
                expected = expected.plusSeconds(60);
            }
            assertThat(found).as("%s in %s after %s", text, zone, from.atZone(zone)).contains(expected);
        }
    }

    private static boolean isShown(ZonedDateTime time, int minute, int hour) {
        var rules = time.getZone().getRules();
        var asBefore = time.toInstant().atOffset(rules.getOffset(time.toInstant().minusSeconds(86_400)));
        var gap = rules.getTransition(asBefore.toLocalDateTime());
        var isMadeUpFor = gap != null && gap.isGap() && (hour < 0
                ? asBefore.getMinute() == minute
                : time.toInstant().equals(gap.getInstant())
                        && gap.getDateTimeBefore().toLocalDate().atTime(hour, minute)
                                .isBefore(gap.getDateTimeAfter())
                        && !gap.getDateTimeBefore().toLocalDate().atTime(hour, minute)
                                .isBefore(gap.getDateTimeBefore()));
        var isFirst = time.withEarlierOffsetAtOverlap().equals(time);
        return isMadeUpFor || time.getMinute() == minute && (hour < 0 || time.getHour() == hour && isFirst);
    }
}
