package org.reelgraph.artwork.fetching.web;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Resolves names to addresses of the public internet alone. Connections are made to the very address that was checked, so
 * a name that stands for another one a moment later leads nowhere else.
 */
@Singleton
@Named(PublicResolver.NAME)
class PublicResolver extends AddressResolverGroup<InetSocketAddress> {

    static final String NAME = "public-addresses";

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new InetSocketAddressResolver(executor, new PublicNames(executor)) {

            // An address that is written as such is checked, too.
            @Override
            protected boolean doIsResolved(InetSocketAddress address) {
                return false;
            }
        };
    }

    /**
     * {@return the public ones of a name's addresses}
     *
     * @throws UnknownHostException if there is none
     */
    List<InetAddress> publicAddresses(String host) throws UnknownHostException {
        var found = Stream.of(addresses(host)).filter(PublicAddresses::include).toList();
        if (found.isEmpty()) {
            throw new ForbiddenAddressException(host);
        }
        return found;
    }

    /** {@return all addresses of a name} */
    InetAddress[] addresses(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host);
    }

    /** Looks names up on threads of their own: a slow name server must not hold up whatever shares an event loop. */
    private final class PublicNames extends InetNameResolver {

        PublicNames(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
            find(host, promise, List::getFirst);
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
            find(host, promise, found -> found);
        }

        private <T> void find(String host, Promise<T> promise, Function<List<InetAddress>, T> choice) {
            Thread.startVirtualThread(() -> {
                try {
                    promise.trySuccess(choice.apply(publicAddresses(host)));
                } catch (UnknownHostException | RuntimeException e) {
                    promise.tryFailure(e);
                }
            });
        }
    }
}
