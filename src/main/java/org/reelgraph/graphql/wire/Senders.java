package org.reelgraph.graphql.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import org.reelgraph.graphql.errors.RequestException;

/** Tells who sends a request whose body is still to come. */
public interface Senders {

    /** {@return who sends this request} */
    Sender of(HttpRequest head, ChannelHandlerContext connection);

    /** Who sends a body. */
    interface Sender {

        /** {@return the client's address, as far as it tells clients apart} */
        String network();

        /** {@return how many bytes the body may have} */
        long most();

        /** {@return the error of a body that has more} */
        RequestException tooLarge();
    }
}
