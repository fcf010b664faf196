package org.reelgraph.accounts;

import java.util.List;
import org.reelgraph.graphql.paging.SortField;
import org.reelgraph.graphql.paging.SortField.Type;
import org.reelgraph.graphql.paging.SortFields;
import org.reelgraph.graphql.paging.SortFields.TieBreaker;
import org.reelgraph.storage.sql.SortKey.ColumnOr;
import org.reelgraph.storage.sql.SortKey.Position;

/** The fields by which users can be ordered. */
public final class UserOrder {

    private static final int MAX = 6;
    // Before any time, so that users who never signed in come first.
    private static final int NEVER = -1;

    /** All fields. */
    public static final SortFields<User> FIELDS = new SortFields<>(List.of(
            SortField.of("EMAIL", "email", Type.TEXT, User::email),
            SortField.of("DISPLAY_NAME", "display_name", Type.TEXT, User::displayName),
            SortField.of("ROLE", new Position("role", List.of("USER", "MODERATOR")), Type.INTEGER,
                    user -> user.role().ordinal()),
            SortField.of("CREATED_AT", "created_at", Type.INTEGER, user -> user.createdAt().toEpochMilli()),
            SortField.of("LAST_LOGIN_AT", new ColumnOr("last_login_at", NEVER), Type.INTEGER,
                    User::lastLoginMillis)),
            MAX, User::id, TieBreaker.ASCENDING);

    private UserOrder() {
    }
}
