package org.reelgraph.artwork.fetching.web;

import io.netty.util.concurrent.DefaultEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.DatabaseIndependent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Names and addresses that pictures may be asked for at. */
@DatabaseIndependent
class PublicResolverTest {

    private static final DefaultEventExecutor EXECUTOR = new DefaultEventExecutor();

    @AfterAll
    static void stop() {
        EXECUTOR.shutdownGracefully();
    }

    /** A name server that answers differently each time. */
    private static final class Names extends PublicResolver {

        private final Deque<List<String>> answers;

        Names(List<List<String>> answers) {
            this.answers = new ArrayDeque<>(answers);
        }

        @Override
        InetAddress[] addresses(String host) {
            return answers.remove().stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        }

        InetSocketAddress resolve(String host) throws Exception {
            return getResolver(EXECUTOR).resolve(InetSocketAddress.createUnresolved(host, 443)).get();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1",
            "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.168.0.1", "198.18.0.1", "224.0.0.1",
            "239.1.1.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1",
            "fe80::1", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1", "2002:a00:1::1", "2001:0:1::1"})
    void givenAnAddressThatIsNotPublic_whenItIsLookedAt_thenItIsntTakenForPublic(String address) {
        assertThat(PublicAddresses.include(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "172.15.0.1",
            "172.32.0.1", "192.167.1.1", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1"})
    void givenAPublicAddress_whenItIsLookedAt_thenItIsTakenForPublic(String address) {
        assertThat(PublicAddresses.include(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void givenANameWithAddressesOfBothKinds_whenItIsResolved_thenAPublicOneIsConnectedTo() throws Exception {
        var names = new Names(List.of(List.of("192.168.1.1", "1.1.1.1")));

        assertThat(names.resolve("example.org").getAddress()).isEqualTo(InetAddress.ofLiteral("1.1.1.1"));
    }

    @Test
    void givenANameThatSoonStandsForAnotherAddress_whenItIsResolved_thenItIsLookedUpOnce() throws Exception {
        var names = new Names(List.of(List.of("1.1.1.1"), List.of("127.0.0.1")));

        assertThat(names.resolve("example.org").getAddress()).isEqualTo(InetAddress.ofLiteral("1.1.1.1"));
        assertThatThrownBy(() -> names.resolve("example.org")).hasRootCauseInstanceOf(ForbiddenAddressException.class);
    }

    @Test
    void givenAnAddressThatIsWrittenAsSuch_whenItIsResolved_thenItIsCheckedAsWell() {
        var resolver = new PublicResolver().getResolver(EXECUTOR);
        var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 443);

        assertThat(resolver.isResolved(loopback)).isFalse();
        assertThatThrownBy(() -> resolver.resolve(loopback).get())
                .hasRootCauseInstanceOf(ForbiddenAddressException.class);
    }
}
