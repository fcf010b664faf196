package org.reelgraph.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * The lower bound for SQLite over HTTP: bare Netty, with a single statement on its event loop that builds the whole
 * response. A request is {@code GET /W1/<row id>}; nothing else is parsed.
 */
public final class Floor {

    private Floor() {
    }

    /** Serves a database file on a port of the loopback address until the process is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        var url = url(arguments[0]);
        var loops = new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(),
                EpollIoHandler.newFactory());
        var statements = ThreadLocal.withInitial(() -> prepared(url));
        new ServerBootstrap().group(loops).channel(EpollServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 16),
                                new Handler(statements));
                    }
                }).bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[1]))).sync().channel()
                .closeFuture().sync();
    }

    static String url(String database) {
        return "jdbc:sqlite:" + database + "?cache_size=-64000&mmap_size=268435456&open_mode=32769";
    }

    static Map<Workload, PreparedStatement> prepared(String url) {
        try {
            Connection connection = DriverManager.getConnection(url);
            var statements = new EnumMap<Workload, PreparedStatement>(Workload.class);
            for (var workload : Workload.values()) {
                statements.put(workload, connection.prepareStatement(workload.floor()));
            }
            return statements;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the response body} */
    static byte[] answer(PreparedStatement statement, long id) throws SQLException {
        statement.setLong(1, id);
        try (var row = statement.executeQuery()) {
            row.next();
            return row.getBytes(1);
        }
    }

    private static final class Handler extends SimpleChannelInboundHandler<FullHttpRequest> {

        private final ThreadLocal<Map<Workload, PreparedStatement>> statements;

        private Handler(ThreadLocal<Map<Workload, PreparedStatement>> statements) {
            this.statements = statements;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) throws SQLException {
            var path = request.uri().split("/");
            var body = answer(statements.get().get(Workload.valueOf(path[1])), Long.parseLong(path[2]));
            var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK,
                    Unpooled.wrappedBuffer(body));
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
            context.writeAndFlush(response);
        }
    }
}
