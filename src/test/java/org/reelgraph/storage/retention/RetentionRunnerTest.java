package org.reelgraph.storage.retention;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Removes what is old, whatever it is; features test how long they keep what. */
class RetentionRunnerTest extends ServerTest {

    @Inject
    RetentionRunner retention;
    @Inject
    RetentionClock retentionClock;
    @Inject
    WriteTransactions transactions;
    @Inject
    TestClock clock;

    private static class Letters implements RetentionRule {

        private final List<Integer> left = new ArrayList<>(List.of(2, 2, 1));
        private Instant before = Instant.MAX;

        @Override
        public String contents() {
            return "letters";
        }

        @Override
        public Duration kept() {
            return Duration.ofHours(1);
        }

        @Override
        public int removeSome(Instant cutoff) {
            before = cutoff;
            return left.isEmpty() ? 0 : left.removeFirst();
        }
    }

    private static class Stuck extends Letters {

        @Override
        public int removeSome(Instant cutoff) {
            throw new IllegalStateException("stuck");
        }
    }

    @Test
    void givenARuleThatFails_whenApplied_thenTheLogSaysSoAndTheOthersRemoveAllThatIsOld() {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(RetentionRunner.class);
        logger.addAppender(log);
        var letters = new Letters();
        try {
            new RetentionRunner(List.of(new Stuck(), letters), retentionClock, transactions).removeOld();
        } finally {
            logger.detachAppender(log);
        }

        assertThat(letters.left).isEmpty();
        assertThat(letters.before).isBefore(clock.instant().minus(letters.kept()).plusSeconds(1));
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Old letters could not be removed; trying again in an hour");
    }

    @Test
    void givenSessionsAndTokensThatEnded_whenAMonthHasPassed_thenTheyGo() throws SQLException {
        var now = clock.instant();
        Tables.noteDaily(folder(), now.minus(Duration.ofDays(32)), now);
        for (var days : List.of(31, 29)) {
            var end = now.minus(Duration.ofDays(days)).toEpochMilli();
            Accounts.login(anonymous(), Accounts.ADMIN, Accounts.PASSWORD);
            Tables.run(folder(),
                    "UPDATE sessions SET expires_at = " + end + " WHERE id = (SELECT max(id) FROM sessions)");
            client().data("mutation { createUser(input: {email: \"" + days + "@example.org\"}) { user { id } } }");
            Tables.run(folder(), "UPDATE email_verification_tokens SET expires_at = " + end
                    + " WHERE id = (SELECT max(id) FROM email_verification_tokens)");
        }

        retention.removeOld();

        var left = now.minus(Duration.ofDays(29)).toEpochMilli();
        assertThat(Tables.query(folder(), "SELECT expires_at FROM sessions WHERE expires_at < " + now.toEpochMilli()))
                .containsExactly("|" + left);
        assertThat(Tables.query(folder(), "SELECT expires_at FROM email_verification_tokens"))
                .containsExactly("|" + left);
    }
}
