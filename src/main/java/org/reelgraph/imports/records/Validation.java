package org.reelgraph.imports.records;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.records.Notice.Code;

/**
 * What checking one record found: errors, which refuse it, and notices of values that were left out of it. The first at each place is
 * kept, and of each no more than a person would read.
 */
public final class Validation {

    private static final int MAX_KEPT = 100;

    /** What becomes of a record with a value that can't be used, where that value is optional. */
    public enum Policy {
        /** The value is left out, with a notice. */
        LENIENT,
        /** The record is refused; only placeholders of ids are left out. */
        REQUEST,
        /** The record is refused. */
        STRICT
    }

    private final Policy policy;
    private final Map<List<String>, UserError> errors = new LinkedHashMap<>();
    private final Map<List<String>, Notice> notices = new LinkedHashMap<>();
    private int furtherNotices;

    /** @param policy for values that can't be used */
    public Validation(Policy policy) {
        this.policy = policy;
    }

    /** {@return a check of what a client sends} */
    public static Validation ofRequest() {
        return new Validation(Policy.REQUEST);
    }

    boolean isOfRequest() {
        return policy == Policy.REQUEST;
    }

    /** {@return whether a value that can't be used is left out} */
    public boolean isLenient() {
        return policy == Policy.LENIENT;
    }

    /** Notes what refuses the record. */
    public void error(UserErrorCode code, String message, InputPath place) {
        if (errors.size() < MAX_KEPT) {
            var path = place.path();
            errors.putIfAbsent(path, UserError.of(code).at(path).saying(message));
        }
    }

    /** Notes an optional value that can't be used: it is left out, or refuses the record. */
    public void unusable(UserErrorCode code, String message, InputPath place, @Nullable Object value) {
        unusable(Code.VALUE_DROPPED, code, message, place, value);
    }

    /** Notes something optional that can't be used as it is; where that doesn't refuse the record, by a notice of this kind. */
    public void unusable(Code notice, UserErrorCode code, String message, InputPath place, @Nullable Object value) {
        if (isLenient()) {
            notice(notice, message, place, value);
        } else {
            error(code, message, place);
        }
    }

    /** Notes an id that identifies nothing: it is left out. */
    void placeholder(InputPath place, String value) {
        var message = "'" + Texts.excerpt(value) + "' identifies nothing.";
        if (policy == Policy.STRICT) {
            error(UserErrorCode.INVALID, message, place);
        } else {
            notice(Code.PLACEHOLDER_ID, message, place, value);
        }
    }

    /** Notes something that the owner should know. */
    public void notice(Code code, String message, InputPath place, @Nullable Object value) {
        var path = place.path();
        if (notices.size() < MAX_KEPT) {
            notices.putIfAbsent(path, new Notice(code, message, path, value == null ? null : Texts.excerpt(value)));
        } else if (!notices.containsKey(path)) {
            furtherNotices++;
        }
    }

    /** {@return the errors in the order they were found} */
    public List<UserError> errors() {
        return List.copyOf(errors.values());
    }

    /** {@return the notices in the order they were made} */
    public List<Notice> notices() {
        if (furtherNotices == 0) {
            return List.copyOf(notices.values());
        }
        var all = new ArrayList<>(notices.values());
        all.add(Notice.of(Code.VALUE_DROPPED, furtherNotices + " further notices are not listed."));
        return List.copyOf(all);
    }
}
