package org.reelgraph.quality;

import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;

/**
 * What is wanted of a kind of media unless a profile is named.
 *
 * @param allowed the allowed qualities, best first
 * @param cutoff  the one of them that is good enough
 */
public record DefaultQuality(MediaKind kind, List<String> allowed, String cutoff) {

    /**
     * {@return what is wrong with what somebody wants; empty if nothing is}
     *
     * @param allowedField what the list of allowed qualities is called where it comes from
     * @param cutoffField  what the cutoff is called there
     */
    public static List<UserError> errors(List<String> allowed, String cutoff, String allowedField,
            String cutoffField) {
        var content = new DefaultQuality(MediaKind.MOVIE, allowed, cutoff).content("Default");
        return new ProfileCheck("", "").errors(content).stream().map(error -> {
            var path = error.path();
            var isOfCutoff = path.getFirst().equals("cutoff");
            return new UserError(error.code(), error.message(), isOfCutoff
                    ? List.of(cutoffField)
                    : path.size() > 1 ? List.of(allowedField, path.get(1)) : List.of(allowedField));
        }).toList();
    }

    /** {@return a profile that says this and nothing else} */
    ProfileContent content(String name) {
        return new ProfileContent(name, Optional.empty(), true, cutoff,
                allowed.stream().map(quality -> new RankedQuality(quality, true, false)).toList(),
                Optional.empty(), Optional.empty());
    }

    /** {@return whether a profile says the same of what is allowed and what is good enough} */
    boolean isThatOf(ProfileContent content) {
        return allowed.equals(content.allowed()) && cutoff.equals(content.cutoff());
    }
}
