package metro.cctv.ingest.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two ports on the loopback; nobody calls {@link MediaDatagrams#tick}. */
class MediaDatagramsTest {
    private static final int BREAKS = 500;

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, Sockets.handlers());
    private final List<Integer> sequences = new CopyOnWriteArrayList<>();
    private final List<SessionFailure> ends = new CopyOnWriteArrayList<>();
    private DatagramSocket camera;
    private MediaDatagrams datagrams;

    @BeforeEach
    void open() throws Exception {
        camera = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var opened = new CompletableFuture<MediaDatagrams>();
        MediaDatagrams.open(
                loop.next(),
                InetAddress.getLoopbackAddress(),
                InetAddress.getLoopbackAddress(),
                new Heard(),
                opened::complete,
                () -> opened.completeExceptionally(new AssertionError("no ports")));
        datagrams = opened.get(5, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        camera.close();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void aHoleIsGivenUpInTimeAlthoughNothingFollows() throws Exception {
        send(10);
        send(12);
        await().atMost(Duration.ofSeconds(60)).until(() -> sequences.size() == 2);
        assertThat(sequences).containsExactly(10, 12);
        send(14);
        await().atMost(Duration.ofSeconds(60)).until(() -> sequences.size() == 3);
    }

    @Test
    void whatBreaksWhilePacketsAreReadIsTold() throws Exception {
        send(BREAKS);
        await().atMost(Duration.ofSeconds(60)).until(() -> !ends.isEmpty());
        assertThat(ends.getFirst().reason()).isEqualTo(Cause.PROTOCOL_ERROR);
        assertThat(ends.getFirst().detail()).contains("of this test");
    }

    private void send(int sequence) throws Exception {
        var packet = ByteBuffer.allocate(16).put((byte) 0x80).put((byte) 96).putShort((short) sequence);
        camera.send(new DatagramPacket(packet.array(), 16, InetAddress.getLoopbackAddress(), datagrams.rtpPort()));
    }

    private final class Heard implements MediaDatagrams.Packets {
        @Override
        public void onRtp(ByteBuf packet) {
            int sequence = packet.getUnsignedShort(packet.readerIndex() + 2);
            if (sequence == BREAKS) throw new IllegalStateException("of this test");
            sequences.add(sequence);
        }

        @Override
        public void onRtcp(ByteBuf packet) {}

        @Override
        public void onForeignDatagram() {}

        @Override
        public void onEnd(SessionFailure failure) {
            ends.add(failure);
        }
    }
}
