package metro.cctv.simulator.rtsp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** One pair of ports for all viewers by UDP: RTP on an even one, RTCP on the next. */
record DatagramPorts(Channel rtp, Channel rtcp) {
    private static final int ATTEMPTS = 64;
    private static final int SEND_BUFFER_BYTES = 1024 * 1024;

    /** @param onReport called with the sender of each datagram on the RTCP port */
    static DatagramPorts open(EventLoopGroup group, String host, Consumer<InetSocketAddress> onReport)
            throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            Channel rtp = bind(group, host, 0, sender -> {}).channel();
            int port = portOf(rtp);
            if (port % 2 == 0 && port < 65_535) {
                ChannelFuture rtcp = bind(group, host, port + 1, onReport);
                if (rtcp.isSuccess()) return new DatagramPorts(rtp, rtcp.channel());
            }
            rtp.close().awaitUninterruptibly();
        }
        throw new IOException("no free pair of UDP ports on " + host);
    }

    int rtpPort() {
        return portOf(rtp);
    }

    int rtcpPort() {
        return portOf(rtcp);
    }

    void close() {
        rtp.close();
        rtcp.close();
    }

    private static int portOf(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private static ChannelFuture bind(
            EventLoopGroup group, String host, int port, Consumer<InetSocketAddress> onDatagram) throws IOException {
        ChannelFuture bound = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(SEND_BUFFER_BYTES / 2, SEND_BUFFER_BYTES))
                .handler(receiver(onDatagram))
                .bind(host, port)
                .awaitUninterruptibly();
        if (port == 0 && !bound.isSuccess()) throw new IOException("UDP on " + host, bound.cause());
        return bound;
    }

    private static ChannelHandler receiver(Consumer<InetSocketAddress> onDatagram) {
        return new SimpleChannelInboundHandler<DatagramPacket>() {
            @Override
            protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
                onDatagram.accept(packet.sender());
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                // A closed client port answers with ICMP; its session is reaped.
            }
        };
    }
}
