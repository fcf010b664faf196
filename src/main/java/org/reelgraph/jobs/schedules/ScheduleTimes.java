package org.reelgraph.jobs.schedules;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** When schedules are due. */
@Singleton
class ScheduleTimes {

    private final ScheduleSettings settings;

    ScheduleTimes(ScheduleSettings settings) {
        this.settings = settings;
    }

    /** {@return what is wrong with a zone; empty if it can be used} */
    Optional<UserError> zoneError(@Nullable String zone, List<String> path) {
        return zone == null || zone.equals(zoneOf(null)) || ZoneId.getAvailableZoneIds().contains(zone)
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.INVALID).at(path).saying("'" + shortened(zone)
                        + "' isn't a time zone. Zones have names such as Europe/Berlin, or UTC."));
    }

    /** {@return what is wrong with a cron expression; empty if it can be used} */
    static Optional<UserError> cronError(String cron, Instant now, List<String> path) {
        try {
            CronExpression.parse(cron, now);
            return Optional.empty();
        } catch (CronException e) {
            return Optional.of(UserError.of(UserErrorCode.INVALID).at(path).saying(e.getMessage()));
        }
    }

    /** {@return the name of the zone, or of the default one} */
    String zoneOf(@Nullable String zone) {
        return zone == null ? settings.zoneOrServers().getId() : zone;
    }

    /** {@return when a schedule is due next; empty if it is disabled or has no times} */
    static Optional<Instant> next(Schedule schedule, Instant after) {
        var cron = schedule.cron();
        return cron == null || !schedule.enabled()
                ? Optional.empty()
                : parsed(cron, after).flatMap(times -> times.next(after, schedule.zoneId()));
    }

    /** {@return the next moments at which a cron expression is due, at most so many} */
    static List<Instant> next(String cron, ZoneId zone, Instant after, int most) {
        return parsed(cron, after).map(times -> times.next(after, zone, most)).orElse(List.of());
    }

    // It could be used when it was stored; later, there may be no further times.
    private static Optional<CronExpression> parsed(String cron, Instant now) {
        try {
            return Optional.of(CronExpression.parse(cron, now));
        } catch (CronException e) {
            return Optional.empty();
        }
    }

    /** {@return when the schedule was due last, at the earliest at a moment, at the latest at another} */
    static Optional<Instant> last(Schedule schedule, Instant from, Instant to) {
        var cron = schedule.cron();
        var times = cron == null ? Optional.<CronExpression>empty() : parsed(cron, from);
        var last = Optional.<Instant>empty();
        var next = times.flatMap(each -> each.next(from.minusNanos(1), schedule.zoneId()));
        while (next.filter(at -> !at.isAfter(to)).isPresent()) {
            last = next;
            next = times.orElseThrow().next(next.get(), schedule.zoneId());
        }
        return last;
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
