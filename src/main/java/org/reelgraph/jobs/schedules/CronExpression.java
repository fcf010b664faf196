package org.reelgraph.jobs.schedules;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Local times that repeat, as cron's five fields say it: minute, hour, day of month, month, day of week. If both days are
 * restricted, either will do, as in cron.
 *
 * <p>When clocks are changed, an expression that names hours happens once for each of its times: at the first moment
 * after the change if the time is skipped, and the first time if it comes twice. One that takes every hour goes on with
 * real time: it happens whenever clocks show its minutes, and what a change skips is due after as much time as without
 * it.
 */
final class CronExpression {

    private static final Pattern SPACES = Pattern.compile("\\s+");
    // The parser takes more, such as digits of other scripts and its own "|".
    private static final Pattern FIELD = Pattern.compile("[0-9A-Za-z*,/-]+");
    // To the parser, which also has 0 and 7 for it, Sunday is the end of a week.
    private static final Pattern FROM_SUNDAY = Pattern.compile("\\bSUN-", Pattern.CASE_INSENSITIVE);
    private static final int HOURS = 24;
    private static final int LONGEST = 200;

    /** A field, and what it may hold. */
    private record Field(String name, String values) {
    }

    private static final List<Field> FIELDS = List.of(new Field("minute", "0 to 59"), new Field("hour", "0 to 23"),
            new Field("day of month", "1 to 31"), new Field("month", "1 to 12 or JAN to DEC"),
            new Field("day of week", "0 to 7 (0 and 7 are Sunday) or SUN to SAT"));
    private static final List<String> NAMES = List.of("@hourly", "@daily", "@midnight", "@weekly", "@monthly",
            "@yearly", "@annually");
    private static final CronParser PARSER = new CronParser(definition());

    private final ExecutionTime times;
    private final boolean everyHour;

    private CronExpression(ExecutionTime times, LocalDateTime first) {
        this.times = times;
        this.everyHour = IntStream.range(0, HOURS)
                .allMatch(hour -> times.isMatch(first.withHour(hour).atZone(ZoneOffset.UTC)));
    }

    private static CronDefinition definition() {
        return CronDefinitionBuilder.defineCron().withMinutes().withStrictRange().and().withHours().withStrictRange()
                .and().withDayOfMonth().withStrictRange().and().withMonth().withStrictRange().and().withDayOfWeek()
                .withValidRange(0, 7).withMondayDoWValue(1).withIntMapping(7, 0).withStrictRange().and()
                .withSupportedNicknameHourly().withSupportedNicknameDaily().withSupportedNicknameMidnight()
                .withSupportedNicknameWeekly().withSupportedNicknameMonthly().withSupportedNicknameYearly()
                .withSupportedNicknameAnnually().instance();
    }

    /**
     * {@return the expression in a text}
     *
     * @param  now         from when on it has to happen at all
     * @throws CronException if the text is none
     */
    static CronExpression parse(String text, Instant now) throws CronException {
        var times = ExecutionTime.forCron(PARSER.parse(checked(text.strip())));
        var first = next(times, now.atOffset(ZoneOffset.UTC).toLocalDateTime())
                .orElseThrow(() -> new CronException("'" + text.strip() + "' never happens: none of its months has"
                        + " such a day."));
        return new CronExpression(times, first);
    }

    private static String checked(String text) throws CronException {
        if (text.length() > LONGEST) {
            throw new CronException("A cron expression has at most " + LONGEST + " characters.");
        }
        if (text.startsWith("@")) {
            return NAMES.stream().filter(text::equalsIgnoreCase).findFirst().orElseThrow(() -> new CronException("'"
                    + shortened(text) + "' isn't known. The names are " + String.join(", ", NAMES) + "."));
        }
        var parts = SPACES.split(text);
        if (text.isEmpty() || parts.length != FIELDS.size()) {
            throw new CronException("A cron expression has five fields (" + FIELDS.stream().map(Field::name)
                    .collect(Collectors.joining(", ")) + "), not " + (text.isEmpty() ? 0 : parts.length)
                    + "; or it is a name such as @daily.");
        }
        for (var place = 0; place < parts.length; place++) {
            parts[place] = FROM_SUNDAY.matcher(parts[place]).replaceAll("0-");
            check(parts[place], place);
        }
        return String.join(" ", parts);
    }

    // By itself, so that it is known which field is wrong.
    private static void check(String part, int place) throws CronException {
        var alone = FIELDS.stream().map(each -> "*").collect(Collectors.toCollection(ArrayList::new));
        alone.set(place, part);
        try {
            if (FIELD.matcher(part).matches()) {
                PARSER.parse(String.join(" ", alone));
                return;
            }
        } catch (IllegalArgumentException e) {
            // Its message names neither the field nor all that may stand there.
        }
        var field = FIELDS.get(place);
        throw new CronException("The " + field.name() + " '" + shortened(part) + "' can't be used. It is * or "
                + field.values() + ", as a list such as 1,3, a range such as 1-5, or steps such as */2.");
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /** {@return when it happens next after a moment; empty if never} */
    Optional<Instant> next(Instant after, ZoneId zone) {
        var rules = zone.getRules();
        var local = LocalDateTime.ofInstant(after, zone);
        var here = rules.getTransition(local);
        // The second time that clocks show this: what has happened doesn't happen again.
        var from = here != null && here.isOverlap() && !everyHour && !after.isBefore(here.getInstant())
                ? justBefore(here.getDateTimeBefore())
                : local;
        return next(after, from, zone);
    }

    // Between two changes of the clocks, local times are as regular as real ones.
    private Optional<Instant> next(Instant after, LocalDateTime from, ZoneId zone) {
        var offset = zone.getRules().getOffset(after);
        var change = Optional.ofNullable(zone.getRules().nextTransition(after));
        var found = next(times, from);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var at = found.get().toInstant(offset);
        if (change.isEmpty() || at.isBefore(change.get().getInstant())) {
            return Optional.of(at);
        }
        var later = next(change.get().getInstant(), justBefore(resumed(change.get())), zone);
        return found.get().isBefore(change.get().getDateTimeAfter())
                ? Stream.concat(Stream.of(everyHour ? at : change.get().getInstant()), later.stream())
                        .min(Instant::compareTo)
                : later;
    }

    /** {@return the first local time after a change that counts} */
    private LocalDateTime resumed(ZoneOffsetTransition change) {
        return change.isOverlap() && !everyHour ? change.getDateTimeBefore() : change.getDateTimeAfter();
    }

    private static LocalDateTime justBefore(LocalDateTime time) {
        return time.minusNanos(1);
    }

    // As if local times were those of a zone whose clocks are never changed: the library skips days on which they are.
    private static Optional<LocalDateTime> next(ExecutionTime times, LocalDateTime after) {
        return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(time -> time.toLocalDateTime());
    }

    /** {@return the next moments after this one, at most so many} */
    List<Instant> next(Instant after, ZoneId zone, int most) {
        var found = new ArrayList<Instant>();
        for (var next = next(after, zone); found.size() < most && next.isPresent(); next = next(next.get(), zone)) {
            found.add(next.get());
        }
        return found;
    }
}
