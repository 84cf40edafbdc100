package metro.cctv.ingest.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtspFramerTest {
    private final List<String> seen = new ArrayList<>();
    private final RtspFramer.Pieces pieces = new RtspFramer.Pieces() {
        @Override
        public void onPacket(int channel, ByteBuf packet) {
            var bytes = new byte[packet.readableBytes()];
            packet.readBytes(bytes);
            seen.add(channel + ":" + HexFormat.of().formatHex(bytes));
        }

        @Override
        public void onResponse(RtspResponse response) {
            seen.add(response.status() + " " + response.sequence() + " "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }

        @Override
        public void onCameraRequest(String method, int sequence) {
            seen.add(method + " " + sequence);
        }

        @Override
        public void onResynchronised() {
            seen.add("resync");
        }

        @Override
        public void onEnd(Throwable cause) {
            seen.add("end " + (cause instanceof SessionFailure f ? f.detail() : cause));
        }
    };
    private final EmbeddedChannel channel = new EmbeddedChannel(new RtspFramer(pieces));

    @Test
    void answersPacketsAndRequestsMixedAndByteByByte() {
        byte[] all = concat(
                text("RTSP/1.0 200 OK\r\nCSeq: 3\r\nContent-Length: 4\r\n\r\nbody"),
                HexFormat.of().parseHex("24000002aabb"),
                text("OPTIONS * RTSP/1.0\r\nCSeq: 9\r\n\r\n"),
                HexFormat.of().parseHex("24010001cc"),
                text("\r\nRTSP/1.0 401 Unauthorized\nCSeq: 4\n\n"));
        for (byte b : all) channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {b}));
        assertThat(seen).containsExactly("200 3 body", "0:aabb", "OPTIONS 9", "1:cc", "401 4 ");
    }

    @Test
    void whereverTheReadsEndThePiecesAreTheSame() {
        var random = new Random(8);
        List<String> sent = new ArrayList<>();
        var stream = Unpooled.buffer();
        for (int i = 0; i < 400; i++) {
            if (i % 50 == 7) {
                stream.writeBytes(text("RTSP/1.0 200 OK\r\nCSeq: " + i + "\r\n\r\n"));
                sent.add("200 " + i + " ");
                continue;
            }
            var body = new byte[random.nextInt(0, 3000)];
            random.nextBytes(body);
            stream.writeByte('$').writeByte(i % 4).writeShort(body.length).writeBytes(body);
            sent.add(i % 4 + ":" + HexFormat.of().formatHex(body));
        }
        while (stream.isReadable())
            channel.writeInbound(stream.readBytes(Math.min(stream.readableBytes(), random.nextInt(1, 4000))));
        assertThat(seen).isEqualTo(sent);
    }

    @Test
    void findsTheNextStartAfterALyingLength() {
        channel.writeInbound(Unpooled.wrappedBuffer(
                HexFormat.of().parseHex("24000001" + "80" + "0102030405" + "24000005" + "8001020304")));
        assertThat(seen).contains("0:8001020304").contains("resync");
    }

    @Test
    void boundsHeadersBodiesAndRubbish() {
        send("RTSP/1.0 200 OK\r\nContent-Length: 999999999\r\n\r\n");
        assertThat(seen.getLast()).startsWith("end Content-Length");
        var second = new EmbeddedChannel(new RtspFramer(pieces));
        second.writeInbound(Unpooled.wrappedBuffer(text("RTSP/1.0 200 OK\r\nX: " + "a".repeat(20_000))));
        assertThat(seen.getLast()).startsWith("end RTSP header too long");
        var third = new EmbeddedChannel(new RtspFramer(pieces));
        for (int i = 0; i < 400; i++) third.writeInbound(Unpooled.wrappedBuffer(new byte[1024]));
        assertThat(seen.getLast()).startsWith("end no RTSP or RTP in");
    }

    @Test
    void rubbishNeverEscapes() {
        var random = new Random(5);
        for (int run = 0; run < 300; run++) {
            var fresh = new EmbeddedChannel(new RtspFramer(pieces));
            for (int i = 0; i < 20; i++) {
                var bytes = new byte[random.nextInt(1, 200)];
                random.nextBytes(bytes);
                if (random.nextBoolean()) bytes[0] = (byte) (random.nextBoolean() ? '$' : 'R');
                fresh.writeInbound(Unpooled.wrappedBuffer(bytes));
            }
            fresh.checkException();
            fresh.finishAndReleaseAll();
        }
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.wrappedBuffer(text(text)));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[]... parts) {
        var all = Unpooled.buffer();
        for (byte[] part : parts) all.writeBytes(part);
        var bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }
}
