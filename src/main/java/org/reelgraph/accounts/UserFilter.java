package org.reelgraph.accounts;

import io.micronaut.core.annotation.Nullable;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.storage.Select;

/** Which users are asked for: those that everything holds for that is given. */
public record UserFilter(Optional<String> search, Optional<String> role, Optional<String> status,
        Optional<Boolean> emailVerified) {

    public static UserFilter of(@Nullable Map<String, Object> input) {
        var given = input == null ? Map.<String, Object>of() : input;
        return new UserFilter(Optional.ofNullable((String) given.get("search")),
                Optional.ofNullable((String) given.get("role")), Optional.ofNullable((String) given.get("status")),
                Optional.ofNullable((Boolean) given.get("emailVerified")));
    }

    Select select() {
        var select = Select.from("users").whereGiven("role = ?", role).whereGiven("status = ?", status)
                .whereGiven("(email_verified_at IS NOT NULL) = ?", emailVerified.map(is -> is ? 1 : 0));
        return search.map(text -> select.where(
                "instr(email, lower(?)) > 0 OR instr(display_name, ?) > 0 OR instr(lower(display_name), lower(?)) > 0",
                text, text, text)).orElse(select);
    }
}
