package org.reelgraph.imports.records;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.records.Notice.Code;

/**
 * The problems found in one record: errors, which reject it, and notices about dropped values. Only the first problem
 * at each path is kept, and no more of each kind than a person would read.
 */
public final class Validation {

    private static final int MAX_KEPT = 100;

    /** What to do with a record that has an invalid optional value. */
    public enum Policy {
        /** The value is dropped, with a notice. */
        LENIENT,
        /** The record is rejected; only placeholder ids are dropped. */
        REQUEST,
        /** The record is rejected. */
        STRICT
    }

    private final Policy policy;
    private final Map<List<String>, UserError> errors = new LinkedHashMap<>();
    private final Map<List<String>, Notice> notices = new LinkedHashMap<>();
    private int furtherNotices;

    /** @param policy applies to invalid optional values */
    public Validation(Policy policy) {
        this.policy = policy;
    }

    /** {@return a validation of a client's input} */
    public static Validation ofRequest() {
        return new Validation(Policy.REQUEST);
    }

    boolean isOfRequest() {
        return policy == Policy.REQUEST;
    }

    /** {@return whether invalid values are dropped} */
    public boolean isLenient() {
        return policy == Policy.LENIENT;
    }

    /** Reports an error that rejects the record. */
    public void error(UserErrorCode code, String message, InputPath place) {
        if (errors.size() < MAX_KEPT) {
            var path = place.path();
            errors.putIfAbsent(path, UserError.of(code).at(path).saying(message));
        }
    }

    /** Reports an invalid optional value, which is either dropped or rejects the record. */
    public void unusable(UserErrorCode code, String message, InputPath place, @Nullable Object value) {
        unusable(Code.VALUE_DROPPED, code, message, place, value);
    }

    /**
     * Reports an optional value that can't be used as it is. If it doesn't reject the record, the notice has this code.
     */
    public void unusable(Code notice, UserErrorCode code, String message, InputPath place, @Nullable Object value) {
        if (isLenient()) {
            notice(notice, message, place, value);
        } else {
            error(code, message, place);
        }
    }

    /** Reports an id that identifies nothing, which is dropped. */
    void placeholder(InputPath place, String value) {
        var message = "'" + Texts.excerpt(value) + "' identifies nothing.";
        if (policy == Policy.STRICT) {
            error(UserErrorCode.INVALID, message, place);
        } else {
            notice(Code.PLACEHOLDER_ID, message, place, value);
        }
    }

    /** Reports something that the owner should know. */
    public void notice(Code code, String message, InputPath place, @Nullable Object value) {
        var path = place.path();
        if (notices.size() < MAX_KEPT) {
            notices.putIfAbsent(path, new Notice(code, message, path, value == null ? null : Texts.excerpt(value)));
        } else if (!notices.containsKey(path)) {
            furtherNotices++;
        }
    }

    /** {@return the errors in the order in which they were found} */
    public List<UserError> errors() {
        return List.copyOf(errors.values());
    }

    /** {@return the notices in the order in which they were reported} */
    public List<Notice> notices() {
        if (furtherNotices == 0) {
            return List.copyOf(notices.values());
        }
        var all = new ArrayList<>(notices.values());
        all.add(Notice.of(Code.VALUE_DROPPED, furtherNotices + " further notices are not listed."));
        return List.copyOf(all);
    }
}
