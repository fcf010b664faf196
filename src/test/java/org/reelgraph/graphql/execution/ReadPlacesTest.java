package org.reelgraph.graphql.execution;

import graphql.ExecutionResultImpl;
import io.micronaut.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.access.Viewer.Credential;
import org.reelgraph.graphql.queue.Client;
import org.reelgraph.storage.Replicas;

import static org.assertj.core.api.Assertions.assertThat;

/** What callers have to see, where a replica never has anything. */
class ReadPlacesTest {

    private final AtomicLong written = new AtomicLong(100);
    private final AtomicLong asked = new AtomicLong();
    private boolean isUnknown;

    private final ReadPlaces places = new ReadPlaces(Optional.of(new Replicas() {
        @Override
        public long position() {
            if (isUnknown) {
                throw new IllegalStateException("away");
            }
            return written.get();
        }

        @Override
        public void read(long position, Runnable chosen, Runnable behind, Runnable work) {
            asked.set(position);
            behind.run();
            work.run();
        }
    }));

    private ReadPlace place(Optional<Long> user, String address) {
        var caller = new Caller("r", address, "",
                user.map(id -> new Viewer(id, new Credential(Credential.Kind.SESSION, id), Role.USER)));
        return places.of(HttpRequest.GET("/graphql"), caller, Client.of(caller, () -> true));
    }

    private long read(Optional<Long> user, String address) {
        place(user, address).read(() -> {
        });
        return asked.get();
    }

    private void write(Optional<Long> user, String address) {
        place(user, address).write(() -> CompletableFuture.completedFuture(new ExecutionResultImpl(Map.of(), null)))
                .join();
    }

    @Test
    void givenAWrite_thenItsUserSeesIt_fromWhereverTheyAsk_andOthersNeedNot() {
        write(Optional.of(1L), "192.0.2.1");

        assertThat(read(Optional.of(1L), "192.0.2.9")).isEqualTo(100);
        assertThat(read(Optional.of(2L), "192.0.2.1")).isZero();
    }

    @Test
    void givenAWriteOfNobody_thenWhoeverHasTheAddressSeesIt_signedInOrNot() {
        write(Optional.empty(), "2001:db8::1");

        assertThat(read(Optional.empty(), "2001:db8::2")).isEqualTo(100);
        assertThat(read(Optional.of(1L), "2001:db8::3")).isEqualTo(100);
        assertThat(read(Optional.empty(), "192.0.2.1")).isZero();
    }

    @Test
    void givenAReadOfTheDatabase_thenItsUserSeesNothingOlderNext_andAnAddressMay() {
        read(Optional.of(1L), "192.0.2.1");
        read(Optional.empty(), "192.0.2.1");

        assertThat(read(Optional.of(1L), "192.0.2.1")).isEqualTo(100);
        assertThat(read(Optional.empty(), "192.0.2.1")).isZero();
    }

    @Test
    void givenAWriteWhosePositionIsUnknown_thenNoReplicaIsEnough_untilOneIsKnown() {
        isUnknown = true;
        write(Optional.of(1L), "192.0.2.1");
        assertThat(read(Optional.of(1L), "192.0.2.1")).isEqualTo(Long.MAX_VALUE);

        isUnknown = false;
        assertThat(read(Optional.of(1L), "192.0.2.1")).isEqualTo(100);
    }

    @Test
    void givenMoreWritersThanAreRemembered_thenNoneSeesLessThanTheyWrote() {
        var users = IntStream.rangeClosed(1, 11_000).mapToObj(Long::valueOf).toList();
        users.forEach(user -> {
            written.set(user);
            write(Optional.of(user), "192.0.2.1");
        });

        assertThat(users).allMatch(user -> read(Optional.of(user), "192.0.2.1") >= user);
    }
}
