package org.reelgraph.accounts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.Contains;
import org.reelgraph.storage.sql.Condition.Missing;
import org.reelgraph.storage.sql.Condition.Present;
import org.reelgraph.storage.sql.Select;

/** Selects users: every condition that is given has to hold. */
public record UserFilter(Optional<String> search, Optional<String> role, Optional<String> status,
        Optional<Boolean> emailVerified) {

    private static final String VERIFIED_AT = "email_verified_at";
    private static final String NAME = "display_name";

    public static UserFilter of(@Nullable Map<String, Object> input) {
        var given = input == null ? Map.<String, Object>of() : input;
        return new UserFilter(Optional.ofNullable((String) given.get("search")),
                Optional.ofNullable((String) given.get("role")), Optional.ofNullable((String) given.get("status")),
                Optional.ofNullable((Boolean) given.get("emailVerified")));
    }

    Select select() {
        return Select.from("users").whereEqual("role", role).whereEqual("status", status)
                .whereGiven(emailVerified, is -> is ? new Present(VERIFIED_AT) : new Missing(VERIFIED_AT))
                .whereGiven(search, text -> Condition.any(List.of(new Contains("email", text, true),
                        new Contains(NAME, text, false), new Contains(NAME, text, true))));
    }
}
