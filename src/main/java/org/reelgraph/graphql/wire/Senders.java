package org.reelgraph.graphql.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import org.reelgraph.graphql.errors.RequestException;

/** Identifies the sender of a request whose body has not arrived yet. */
public interface Senders {

    /** {@return the sender of this request} */
    Sender of(HttpRequest head, ChannelHandlerContext connection);

    /** The sender of a body. */
    interface Sender {

        /** {@return the part of the IP address that identifies the client} */
        String network();

        /** {@return the maximum size of the body, in bytes} */
        long most();

        /** {@return the error for a larger body} */
        RequestException tooLarge();
    }
}
