package metro.cctv.ingest.session;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A session's two UDP ports: RTP on an even one, RTCP on the next. What does not come from the camera's address, and from the
 * ports that it named, is dropped and counted. Everything happens on the camera's event loop.
 */
final class MediaDatagrams {
    private static final int ATTEMPTS = 32;
    /** A key frame comes as one burst; the kernel may grant less (net.core.rmem_max). */
    private static final int RECEIVE_BUFFER_BYTES = 1024 * 1024;

    private static final int MAX_DATAGRAM_BYTES = 9216;
    private static final long REPORT_EVERY_NANOS = 5_000_000_000L;

    /** Where packets go. */
    interface Packets {
        void onRtp(ByteBuf packet);

        void onRtcp(ByteBuf packet);

        /** From somebody else, or larger than any path carries. */
        void onForeignDatagram();

        /** Comes once. */
        void onEnd(SessionFailure failure);
    }

    private final InetAddress camera;
    private final Packets packets;
    private final ReorderWindow window;
    private final Channel rtp;
    private final Channel rtcp;
    private final int receiver = ThreadLocalRandom.current().nextInt();
    private int cameraRtpPort;
    private int cameraRtcpPort;
    private boolean received;
    private boolean expiryPlanned;
    private long reportedNanos;

    private MediaDatagrams(InetAddress camera, Packets packets, Channel rtp, Channel rtcp) {
        this.camera = camera;
        this.packets = packets;
        this.window = new ReorderWindow(packets::onRtp);
        this.rtp = rtp;
        this.rtcp = rtcp;
        rtp.pipeline().addLast(new Receiver(true));
        rtcp.pipeline().addLast(new Receiver(false));
    }

    /**
     * @param local our address towards the camera
     * @param opened on the event loop, later
     * @param failed no pair of ports is free
     */
    static void open(
            EventLoop loop,
            InetAddress local,
            InetAddress camera,
            Packets packets,
            Consumer<MediaDatagrams> opened,
            Runnable failed) {
        open(loop, local, camera, packets, opened, failed, ATTEMPTS);
    }

    private static void open(
            EventLoop loop,
            InetAddress local,
            InetAddress camera,
            Packets packets,
            Consumer<MediaDatagrams> opened,
            Runnable failed,
            int attempts) {
        bind(loop, local, 0, failed, rtp -> {
            int port = portOf(rtp);
            Runnable again = () -> {
                rtp.close();
                if (attempts > 1) open(loop, local, camera, packets, opened, failed, attempts - 1);
                else failed.run();
            };
            if (port % 2 != 0) again.run();
            else
                bind(
                        loop,
                        local,
                        port + 1,
                        again,
                        rtcp -> opened.accept(new MediaDatagrams(camera, packets, rtp, rtcp)));
        });
    }

    private static void bind(EventLoop loop, InetAddress local, int port, Runnable failed, Consumer<Channel> bound) {
        new Bootstrap()
                .group(loop)
                .channel(Sockets.datagrams())
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES))
                .handler(new io.netty.channel.ChannelInboundHandlerAdapter())
                .bind(local, port)
                .addListener((io.netty.channel.ChannelFuture done) -> {
                    if (done.isSuccess()) bound.accept(done.channel());
                    else failed.run();
                });
    }

    int rtpPort() {
        return portOf(rtp);
    }

    int rtcpPort() {
        return portOf(rtcp);
    }

    /**
     * @param rtpPort of the camera; 0: it named none, then the first that sends counts
     * @param rtcpPort likewise
     */
    void pinTo(int rtpPort, int rtcpPort) {
        cameraRtpPort = rtpPort;
        cameraRtcpPort = rtcpPort;
    }

    /** Whether any media came from the camera; reports alone show nothing. */
    boolean hasReceived() {
        return received;
    }

    void pause() {
        rtp.config().setAutoRead(false);
    }

    /** Once a second. */
    void tick(long nowNanos) {
        rtp.config().setAutoRead(true);
        if (cameraRtcpPort > 0 && nowNanos - reportedNanos > REPORT_EVERY_NANOS) {
            reportedNanos = nowNanos;
            rtcp.writeAndFlush(new DatagramPacket(report(), new InetSocketAddress(camera, cameraRtcpPort)));
        }
    }

    void close() {
        window.flush();
        rtp.close();
        rtcp.close();
    }

    /** A hole is given up in time even when nothing follows. */
    private void planExpiry(long nowNanos) {
        if (expiryPlanned || !window.isWaiting()) return;
        expiryPlanned = true;
        rtp.eventLoop().schedule(this::expire, window.expiresInNanos(nowNanos), TimeUnit.NANOSECONDS);
    }

    private void expire() {
        expiryPlanned = false;
        long now = System.nanoTime();
        try {
            window.expire(now);
        } catch (RuntimeException e) {
            broken(e);
            return;
        }
        planExpiry(now);
    }

    private void broken(Throwable cause) {
        packets.onEnd(SessionFailure.protocol("while reading datagrams: " + cause));
    }

    /** An empty receiver report (RFC 3550 §6.4.2) and a CNAME: cameras take it as a sign of life. */
    private ByteBuf report() {
        ByteBuf out = Unpooled.buffer(24);
        out.writeByte(0x80).writeByte(201).writeShort(1).writeInt(receiver);
        out.writeByte(0x81).writeByte(202).writeShort(3).writeInt(receiver);
        out.writeByte(1)
                .writeByte(4)
                .writeBytes(new byte[] {'c', 'c', 't', 'v'})
                .writeZero(2);
        return out;
    }

    private boolean isFromCamera(InetSocketAddress sender, boolean media) {
        if (!camera.equals(sender.getAddress())) return false;
        int known = media ? cameraRtpPort : cameraRtcpPort;
        if (known == 0 && media) cameraRtpPort = sender.getPort();
        else if (known == 0) cameraRtcpPort = sender.getPort();
        return known == 0 || known == sender.getPort();
    }

    private static int portOf(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
        private final boolean media;

        Receiver(boolean media) {
            this.media = media;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket datagram) {
            ByteBuf packet = datagram.content();
            if (!isFromCamera(datagram.sender(), media) || packet.readableBytes() >= MAX_DATAGRAM_BYTES) {
                packets.onForeignDatagram();
                return;
            }
            if (media) {
                received = true;
                long now = System.nanoTime();
                window.packet(packet, now);
                planExpiry(now);
            } else packets.onRtcp(packet);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // ICMP says that the camera's port is closed: the stall watchdog decides.
            if (!(cause instanceof IOException)) broken(cause);
        }
    }
}
