package org.reelgraph.graphql.wire;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

/** Adds a {@link RequestGate}, an {@link AnswerGate} and a {@link StopGate} to each HTTP/1 connection. */
@Singleton
class RequestGates implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    // Bytes outside the heap that may wait for a slow client.
    private static final WriteBufferWaterMark FEW = new WriteBufferWaterMark(16_384, 49_152);

    private final Supplier<Senders> senders;
    private final Supplier<List<StreamedBodies>> streamed;
    private final Bodies bodies;
    private final BodyLimits limits;
    private final ClientFaults faults;
    private final OpenConnections connections;
    private final Answers answers;
    private final StopGate stopGate;

    RequestGates(Provider<Senders> senders, BeanProvider<StreamedBodies> streamed, Bodies bodies, BodyLimits limits,
            ClientFaults faults, OpenConnections connections, Answers answers) {
        this.senders = SupplierUtil.memoized(senders::get);
        this.streamed = SupplierUtil.memoized(() -> streamed.stream().toList());
        this.bodies = bodies;
        this.limits = limits;
        this.faults = faults;
        this.connections = connections;
        this.answers = answers;
        this.stopGate = new StopGate(connections);
    }

    Senders senders() {
        return senders.get();
    }

    /** {@return whether a request's body is passed on as it comes} */
    boolean isStreamed(HttpRequest head) {
        return streamed.get().stream().anyMatch(kind -> kind.include(head));
    }

    Bodies bodies() {
        return bodies;
    }

    BodyLimits limits() {
        return limits;
    }

    ClientFaults faults() {
        return faults;
    }

    private record Gate(RequestGates gates, Channel channel) implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel connection, ChannelRole role) {
            return new Gate(gates, connection);
        }

        @Override
        public void onStreamPipelineBuilt() {
            var codec = channel.pipeline().context(HttpServerCodec.class);
            if (codec != null) {
                channel.config().setWriteBufferWaterMark(FEW);
                withoutCompressedMessages(channel.pipeline());
                var received = new ReceivedBytes();
                channel.pipeline().addBefore(codec.name(), "received-bytes", received)
                        .addAfter(codec.name(), "stop-gate", gates.stopGate)
                        .addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "answer-gate",
                                new AnswerGate(gates.answers))
                        .addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "request-gate",
                                new RequestGate(gates, received));
            }
        }
    }

    // It inflates a message of a WebSocket whole, before anything measures it: 100 KB become 100 MB.
    private static void withoutCompressedMessages(ChannelPipeline pipeline) {
        var extensions = pipeline.get(WebSocketServerExtensionHandler.class);
        if (extensions != null) {
            pipeline.remove(extensions);
        }
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> created) {
        created.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                if (role == ChannelRole.LISTENER) {
                    connections.countFrom(channel);
                }
                return new Gate(RequestGates.this, channel);
            }
        });
        return created.getBean();
    }
}
