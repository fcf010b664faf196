package org.reelgraph.accounts;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.storage.Select.SortKey;

/** What users are ordered by, first things first; ids tell apart who is the same in all of it. */
public record UserOrder(List<Key> keys) {

    private static final int MAX = 6;

    /** One thing users are ordered by. */
    record Key(Field field, boolean descending) {
    }

    /** What users can be ordered by. */
    enum Field {
        EMAIL("email", User::email), //
        DISPLAY_NAME("display_name", User::displayName), //
        ROLE("CASE role WHEN 'USER' THEN 0 WHEN 'MODERATOR' THEN 1 ELSE 2 END", user -> user.role().ordinal()), //
        CREATED_AT("created_at", user -> user.createdAt().toEpochMilli()), //
        LAST_LOGIN_AT("coalesce(last_login_at, -1)", User::lastLoginMillis);

        private final String expression;
        private final Function<User, Object> value;

        Field(String expression, Function<User, Object> value) {
            this.expression = expression;
            this.value = value;
        }

        boolean isText() {
            return this == EMAIL || this == DISPLAY_NAME;
        }
    }

    /**
     * {@return the order of an argument; by e-mail where none is given}
     *
     * @throws RequestException where it is too long
     */
    public static UserOrder of(@Nullable List<Map<String, String>> input) {
        var given = input == null || input.isEmpty()
                ? List.of(Map.of("field", Field.EMAIL.name(), "direction", "ASC"))
                : input;
        if (given.size() > MAX) {
            throw RequestException.badInput("The argument 'orderBy' takes at most " + MAX + " fields.");
        }
        return new UserOrder(given.stream().map(
                each -> new Key(Field.valueOf(each.get("field")), "DESC".equals(each.get("direction")))).toList());
    }

    List<SortKey> columns() {
        return Stream.concat(keys.stream().map(key -> new SortKey(key.field().expression, key.descending())),
                Stream.of(new SortKey("id", false))).toList();
    }

    /** {@return what a cursor holds of a user} */
    public Object[] values(User user) {
        return Stream.concat(keys.stream().map(key -> key.field().value.apply(user)), Stream.of(user.id())).toArray();
    }

    /** {@return what a cursor holds, as the columns have it} */
    public List<Object> values(Cursor cursor) {
        var values = new ArrayList<Object>();
        for (var i = 0; i < keys.size(); i++) {
            values.add(keys.get(i).field().isText() ? cursor.values().get(i) : (Object) cursor.number(i));
        }
        values.add(cursor.number(keys.size()));
        return values;
    }
}
