package org.reelgraph.frontpage.heroes;

import java.util.ArrayList;
import java.util.List;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** Finds what is wrong with a policy. */
final class HeroPolicyCheck {

    private static final int MOST_PICKS = 50;
    private static final int MOST_NEW_DAYS = 3_650;
    private static final int MOST_YEARS = 200;
    private static final int MOST_HISTORY_DAYS = 365;
    private static final int MOST_HISTORY = 400;
    private static final int MOST_HOURS = 720;
    // Decimal shares such as 0.1 and 0.2 don't add up exactly.
    private static final double ROUNDING = 1e-9;

    private final List<UserError> errors = new ArrayList<>();

    private HeroPolicyCheck() {
    }

    /** {@return all that is wrong} */
    static List<UserError> errors(HeroPolicy policy) {
        return new HeroPolicyCheck().check(policy);
    }

    private List<UserError> check(HeroPolicy policy) {
        number("size", policy.size(), 1, MOST_PICKS);
        share("newShare", policy.newShare());
        number("newDays", policy.newDays(), 1, MOST_NEW_DAYS);
        share("topRatedShare", policy.topRatedShare());
        share("oldButGoldShare", policy.oldButGoldShare());
        number("oldYears", policy.oldYears(), 1, MOST_YEARS);
        share("genreWeight", policy.genreWeight());
        share("yearWeight", policy.yearWeight());
        number("historyDays", policy.historyDays(), 0, MOST_HISTORY_DAYS);
        number("historySize", policy.historySize(), 0, MOST_HISTORY);
        number("lifetimeHours", policy.lifetimeHours(), 1, MOST_HOURS);
        var sum = policy.newShare() + policy.topRatedShare() + policy.oldButGoldShare();
        if (errors.isEmpty() && sum > 1 + ROUNDING) {
            errors.add(UserError.of(UserErrorCode.OUT_OF_RANGE).at("input")
                    .saying("newShare, topRatedShare and oldButGoldShare must not be more than 1 in total."));
        }
        return List.copyOf(errors);
    }

    private void number(String field, int value, int least, int most) {
        if (value < least || value > most) {
            errors.add(UserError.of(UserErrorCode.OUT_OF_RANGE).at("input", field)
                    .saying(field + " must be from " + least + " to " + most + ", not " + value + "."));
        }
    }

    private void share(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            errors.add(UserError.of(UserErrorCode.OUT_OF_RANGE).at("input", field)
                    .saying(field + " must be from 0 to 1, not " + value + "."));
        }
    }
}
