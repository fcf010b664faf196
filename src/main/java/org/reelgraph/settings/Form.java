package org.reelgraph.settings;

import io.micronaut.core.convert.ConversionService;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.reelgraph.catalog.SortKeys;

/** What a setting's value has to be like. */
enum Form {
    NUMBER("a whole number from 1 to 2,147,483,647") {
        @Override
        boolean fits(String value) {
            return number(value).filter(number -> number > 0).isPresent();
        }

        @Override
        boolean isReadable(String value) {
            return LONG.matcher(value).matches() && Long.parseLong(value) > 0;
        }
    },
    NUMBER_OR_NONE("a whole number from 0, which is without limit, to 2,147,483,647") {
        @Override
        boolean fits(String value) {
            return number(value).filter(number -> number >= 0).isPresent();
        }
    },
    TIME("a number with s, m, h or d, from 1s to 3650d") {
        @Override
        boolean fits(String value) {
            return DURATION.matcher(value).matches() && ConversionService.SHARED.convert(value, Duration.class)
                    .filter(time -> time.isPositive() && time.compareTo(LONGEST) <= 0).isPresent();
        }

        @Override
        boolean isReadable(String value) {
            return ConversionService.SHARED.convert(value, Duration.class)
                    .filter(time -> !time.isNegative() && time.compareTo(LONGEST) <= 0).isPresent();
        }
    },
    DAYS("a number of days, from 1d to 3650d") {
        @Override
        boolean fits(String value) {
            return value.endsWith("d") && TIME.fits(value);
        }

        @Override
        boolean isReadable(String value) {
            return TIME.isReadable(value);
        }
    },
    PORT("a port from 0, which takes any that is free, to 65535") {
        @Override
        boolean fits(String value) {
            return value.equals("-1") || number(value).filter(number -> number <= HIGHEST_PORT).isPresent();
        }
    },
    TRUTH("true or false") {
        @Override
        boolean fits(String value) {
            return TRUTHS.contains(value.toLowerCase(Locale.ROOT));
        }
    },
    ZONE("a zone such as Europe/Berlin") {
        @Override
        boolean fits(String value) {
            return ZoneId.getAvailableZoneIds().contains(value);
        }

        @Override
        boolean isReadable(String value) {
            return true; // whoever reads it says what is wrong
        }
    },
    LANGUAGE("a language tag such as de or pt-BR, und for none, or binary") {
        @Override
        boolean fits(String value) {
            return SortKeys.in(value).isPresent();
        }

        @Override
        boolean isReadable(String value) {
            return true; // whoever reads it says what is wrong
        }
    },
    DURABILITY("full or normal") {
        @Override
        boolean fits(String value) {
            return value.equals("full") || value.equals("normal");
        }
    },
    CHECK("quick, full or off") {
        @Override
        boolean fits(String value) {
            return Set.of("quick", "full", "off").contains(value);
        }
    },
    ANONYMOUS("catalog or none") {
        @Override
        boolean fits(String value) {
            return value.equals("catalog") || value.equals("none");
        }

        @Override
        boolean isReadable(String value) {
            return true; // whoever reads it says what is wrong
        }
    };

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");
    private static final Pattern LONG = Pattern.compile("[0-9]{1,18}");
    private static final int HIGHEST_PORT = 65_535;
    private static final Set<String> TRUTHS = Set.of("true", "false", "yes", "no", "y", "n", "on", "off");
    private static final Pattern DURATION = Pattern.compile("[0-9]{1,9}[smhd]");
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final String description;

    Form(String description) {
        this.description = description;
    }

    /** {@return whether the value is so} */
    abstract boolean fits(String value);

    /** {@return whether the value can be read from the environment, which takes more spellings} */
    boolean isReadable(String value) {
        return fits(value);
    }

    String description() {
        return description;
    }

    private static Optional<Long> number(String value) {
        return Optional.of(value).filter(text -> DIGITS.matcher(text).matches()).map(Long::parseLong)
                .filter(number -> number <= Integer.MAX_VALUE);
    }
}
