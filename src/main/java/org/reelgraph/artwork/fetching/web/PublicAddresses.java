package org.reelgraph.artwork.fetching.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the addresses of the public internet from all others: those of this machine, of private networks, of providers'
 * shared networks, of links, and of groups.
 */
final class PublicAddresses {

    // IANA's registries of special-purpose addresses.
    private static final List<Block> SPECIAL_IPV4 = blocks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
            "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3");
    // Whatever else wraps an IPv4 address, or reaches a link or a private network, is outside of it.
    private static final Block GLOBAL_IPV6 = Block.of("2000::/3");
    private static final List<Block> SPECIAL_IPV6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddresses() {
    }

    private static List<Block> blocks(String... all) {
        return Stream.of(all).map(Block::of).toList();
    }

    /** {@return whether an address is one of the public internet} */
    static boolean include(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet4Address
                ? SPECIAL_IPV4.stream().noneMatch(block -> block.holds(bytes))
                : GLOBAL_IPV6.holds(bytes) && SPECIAL_IPV6.stream().noneMatch(block -> block.holds(bytes));
    }

    /** Addresses that begin with the same bits. */
    private record Block(byte[] start, int bits) {

        static Block of(String text) {
            var slash = text.indexOf('/');
            return new Block(InetAddress.ofLiteral(text.substring(0, slash)).getAddress(),
                    Integer.parseInt(text.substring(slash + 1)));
        }

        boolean holds(byte[] address) {
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> bit % Byte.SIZE;
                if (((start[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
