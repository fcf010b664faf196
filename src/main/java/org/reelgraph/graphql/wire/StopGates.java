package org.reelgraph.graphql.wire;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpServerCodec;
import jakarta.inject.Singleton;

/** Puts a {@link StopGate} at each connection that speaks HTTP/1. */
@Singleton
class StopGates implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final OpenConnections connections;

    StopGates(OpenConnections connections) {
        this.connections = connections;
    }

    private record Gate(OpenConnections connections, StopGate gate, Channel channel) implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel connection, ChannelRole role) {
            return new Gate(connections, gate, connection);
        }

        @Override
        public void onStreamPipelineBuilt() {
            var codec = channel.pipeline().context(HttpServerCodec.class);
            if (codec != null) {
                connections.add(channel);
                channel.pipeline().addAfter(codec.name(), "stop-gate", gate);
            }
        }
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> created) {
        var gate = new StopGate(connections);
        created.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                if (role == ChannelRole.LISTENER) {
                    connections.addListener(channel);
                }
                return new Gate(connections, gate, channel);
            }
        });
        return created.getBean();
    }
}
