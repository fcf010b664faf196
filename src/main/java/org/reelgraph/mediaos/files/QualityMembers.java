package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.NameInput;
import org.reelgraph.mediaos.files.MediaOsFile.Incoming;
import org.reelgraph.mediaos.files.MediaOsFile.Kept;
import org.reelgraph.mediaos.files.MediaOsFile.Outcome;
import org.reelgraph.mediaos.files.MediaOsFile.Stored;
import org.reelgraph.quality.Arrived;
import org.reelgraph.quality.Arriving;

/** What both files about quality have in common: how their members are read, and how their entries are kept. */
final class QualityMembers {

    /** Both files depend on all of them: whether a profile is an entry of its own depends on the defaults. */
    static final Set<String> TABLES = Set.of("quality_profiles", "quality_profile_qualities", "quality_defaults");

    private QualityMembers() {
    }

    static UserError invalid(List<String> path, String expected) {
        return UserError.of(UserErrorCode.INVALID).at(path).saying("This has to be " + expected + ".");
    }

    /** {@return a text, normalized; empty, with an error, if there is none} */
    static Optional<String> text(JsonNode entry, String member, List<UserError> errors) {
        var value = entry.path(member);
        if (value.isTextual()) {
            return Optional.of(NameInput.normalized(value.asText()));
        }
        errors.add(value.isMissingNode() || value.isNull()
                ? UserError.of(UserErrorCode.REQUIRED).at(member).saying("'" + member + "' is missing.")
                : invalid(List.of(member), "a text"));
        return Optional.empty();
    }

    /** {@return true or false; what is missing is false} */
    static boolean flag(JsonNode entry, String member, List<String> path, List<UserError> errors) {
        var value = entry.path(member);
        if (!value.isBoolean() && !value.isMissingNode() && !value.isNull()) {
            errors.add(invalid(Stream.concat(path.stream(), Stream.of(member)).toList(), "true or false"));
        }
        return value.asBoolean(false);
    }

    /** {@return whether a number has no decimals} */
    static boolean isWhole(JsonNode number) {
        return number.isIntegralNumber() || number.asDouble() == Math.rint(number.asDouble())
                && !Double.isInfinite(number.asDouble());
    }

    static <T> List<Arriving<T>> arriving(List<Incoming<T>> entries) {
        return entries.stream().map(entry -> new Arriving<>(entry.value(), entry.rowId())).toList();
    }

    static List<Kept> kept(List<Arrived> arrived) {
        return arrived.stream().map(each -> new Kept(Outcome.valueOf(each.outcome().name()), each.rowId(),
                each.errors())).toList();
    }

    static <T> List<Stored<T>> stored(Map<Long, T> rows) {
        return rows.entrySet().stream().map(row -> new Stored<>(row.getKey(), row.getValue())).toList();
    }
}
