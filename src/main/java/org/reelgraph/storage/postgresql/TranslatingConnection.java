package org.reelgraph.storage.postgresql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;
import org.reelgraph.storage.MeteredConnection;
import org.reelgraph.storage.StatementMeter;
import org.reelgraph.storage.Step;

/**
 * A connection that takes statements as the program writes them for all databases: their words, lists and truth values.
 * It is used by one thread at a time, as a pool guarantees. The driver keeps prepared statements by their texts.
 */
abstract class TranslatingConnection extends PgConnection implements MeteredConnection {

    // Of lists that clients filter and sort as they like, there are more.
    private static final int MAX = 500;
    private static final float LOAD_FACTOR = 0.75f;

    private final Map<String, Translation> translations = new LinkedHashMap<>(MAX, LOAD_FACTOR, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Translation> eldest) {
            return size() > MAX;
        }
    };
    private final StatementMeter meter = new StatementMeter();

    TranslatingConnection(DatabaseAddress address) throws SQLException {
        var properties = address.impatientProperties();
        super(DatabaseAddress.hosts(properties), properties, address.url());
        setNetworkTimeout(null, (int) TimeUnit.SECONDS.toMillis(
                PGProperty.SOCKET_TIMEOUT.getInt(address.properties())));
    }

    /** Sets one of the server's parameters for this connection, which is closed if that fails. */
    final void set(String parameter, String value) throws SQLException {
        try (var statement = createStatement()) {
            statement.execute("SET " + parameter + " = " + value);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        var chained = isChained();
        var translation = translations.computeIfAbsent(sql, Translation::of);
        var statement = super.prepareStatement(chained ? translation.inChain() : translation.text(), type, concurrency,
                holdability);
        return (PreparedStatement) Proxy.newProxyInstance(TranslatingConnection.class.getClassLoader(),
                new Class<?>[]{PreparedStatement.class}, new Parameters(statement, translation, chained));
    }

    @Override
    public final StatementMeter meter() {
        return meter;
    }

    /** {@return whether the next statement ends the open transaction and begins one like it} Called before each. */
    boolean isChained() throws SQLException {
        return false;
    }

    /**
     * Called before a statement runs.
     *
     * @param chained whether it ends a transaction and begins one
     */
    void beforeRun(boolean chained) throws SQLException {
    }

    /** {@return a result as it is given out} */
    ResultSet rows(ResultSet result) {
        return result;
    }

    // The driver's statements can't be extended, and an interface of 100 methods is not for passing on by hand.
    private final class Parameters implements InvocationHandler {

        private final PreparedStatement statement;
        private final Translation translation;
        private final boolean chained;
        // Of the rows that are being read.
        private Step reading = Step.UNWATCHED;

        private Parameters(PreparedStatement statement, Translation translation, boolean chained) {
            this.statement = statement;
            this.translation = translation;
            this.chained = chained;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "setString", "setObject", "setBoolean" -> set(method, Objects.requireNonNull(arguments));
                case "executeQuery" -> {
                    beforeRun(chained);
                    yield rows(queried());
                }
                case "execute", "executeUpdate", "executeBatch" -> {
                    if (chained) {
                        throw new SQLException("A read transaction begins with a query.");
                    }
                    beforeRun(false);
                    yield counted(method, arguments);
                }
                case "close" -> {
                    reading.close();
                    reading = Step.UNWATCHED;
                    yield passed(statement, method, arguments);
                }
                default -> passed(statement, method, arguments);
            };
        }

        // Closing the statement ends it: whoever reads its rows may have unwrapped them.
        private ResultSet queried() throws SQLException {
            reading.close();
            reading = meter.begin(translation.text());
            try {
                return chained ? resultInChain() : statement.executeQuery();
            } catch (SQLException e) {
                reading.failed(e);
                throw e;
            }
        }

        private @Nullable Object counted(Method method, Object @Nullable [] arguments) throws Throwable {
            try (var step = meter.begin(translation.text())) {
                try {
                    return passed(statement, method, arguments);
                } catch (SQLException e) {
                    step.failed(e);
                    throw e;
                }
            }
        }

        // The first result is that of the transaction's end.
        private ResultSet resultInChain() throws SQLException {
            statement.execute();
            statement.getMoreResults();
            return Objects.requireNonNull(statement.getResultSet(), "A query has a result.");
        }

        private @Nullable Object set(Method method, Object[] arguments) throws Throwable {
            var place = (int) arguments[0];
            switch (arguments[1]) {
                case String json when translation.lists().get(place) ->
                    statement.setString(place, holdable(ArrayLiteral.of(json)));
                case String text -> statement.setString(place, holdable(text));
                case Boolean value -> statement.setInt(place, value ? 1 : 0);
                case null, default -> passed(statement, method, arguments);
            }
            return null;
        }
    }

    // The one character that the database's texts can't hold.
    private static String holdable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** {@return what the target's method returns} */
    static @Nullable Object passed(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
