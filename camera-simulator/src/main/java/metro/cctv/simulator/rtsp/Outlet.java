package metro.cctv.simulator.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import metro.cctv.rtsp.MediaFrame;

/** Where one track of one client goes. */
sealed interface Outlet {

    /** RTP channel number for the {@code $} headers of the packets; datagrams do not care. */
    int channel();

    /** False: this client has fallen too far behind. */
    boolean send(MediaFrame frame);

    void sendReport(byte[] rtcp);

    /** @param beforeEncoder writes from here skip the RTSP encoder */
    record Interleaved(ChannelHandlerContext beforeEncoder, int channel, int rtcpChannel) implements Outlet {
        @Override
        public boolean send(MediaFrame frame) {
            if (!beforeEncoder.channel().isWritable()) return false;
            beforeEncoder.writeAndFlush(frame.interleaved());
            return true;
        }

        @Override
        public void sendReport(byte[] rtcp) {
            ByteBuf packet = beforeEncoder.alloc().buffer(MediaFrame.INTERLEAVED_HEADER_BYTES + rtcp.length);
            packet.writeByte('$').writeByte(rtcpChannel).writeShort(rtcp.length).writeBytes(rtcp);
            beforeEncoder.writeAndFlush(packet);
        }
    }

    record Datagrams(Channel rtp, Channel rtcp, InetSocketAddress rtpTo, InetSocketAddress rtcpTo) implements Outlet {
        @Override
        public int channel() {
            return 0;
        }

        @Override
        public boolean send(MediaFrame frame) {
            // A full socket buffer loses pictures, as networks do; it never holds others up.
            if (!rtp.isWritable()) return true;
            for (int i = 0; i < frame.packets(); i++) rtp.write(new DatagramPacket(frame.packet(i), rtpTo));
            rtp.flush();
            return true;
        }

        @Override
        public void sendReport(byte[] report) {
            rtcp.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(report), rtcpTo));
        }
    }
}
