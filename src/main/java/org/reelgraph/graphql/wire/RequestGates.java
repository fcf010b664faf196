package org.reelgraph.graphql.wire;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpServerCodec;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Adds a {@link RequestGate}, an {@link AnswerGate} and a {@link StopGate} to each HTTP/1 connection. */
@Singleton
class RequestGates implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    // Bytes outside the heap that may wait for a slow client.
    private static final WriteBufferWaterMark FEW = new WriteBufferWaterMark(16_384, 49_152);

    private final Supplier<Senders> senders;
    private final Bodies bodies;
    private final BodyLimits limits;
    private final ClientFaults faults;
    private final OpenConnections connections;
    private final Answers answers;
    private final StopGate stopGate;

    RequestGates(Provider<Senders> senders, Bodies bodies, BodyLimits limits, ClientFaults faults,
            OpenConnections connections, Answers answers) {
        this.senders = SupplierUtil.memoized(senders::get);
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
