package metro.cctv.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A network between a camera and us that loses and reorders datagrams: RTSP is passed on with the ports exchanged. */
final class DatagramFaults implements AutoCloseable {
    private static final Pattern CLIENT_PORT = Pattern.compile("client_port=(\\d+)-(\\d+)");
    private static final Pattern SERVER_PORT = Pattern.compile("server_port=(\\d+)-(\\d+)");

    /** What happens to one RTP datagram of the camera. */
    enum Fate {
        PASS,
        DROP,
        /** Comes after the next one. */
        OVERTAKEN
    }

    /** Decides by the number of the datagram, from 0. */
    interface Network {
        Fate fate(int number);
    }

    private final int cameraPort;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile Network network;
    private volatile boolean refuseDatagrams;
    private volatile boolean hasRefused;
    private volatile long describedAfterNanos;
    private volatile int clientRtpPort;

    DatagramFaults(int cameraPort, Network network) throws IOException {
        this.cameraPort = cameraPort;
        this.network = network;
        Thread.ofVirtual().start(this::accept);
    }

    String url(String path) {
        return "rtsp://127.0.0.1:" + listener.getLocalPort() + path;
    }

    void network(Network next) {
        network = next;
    }

    /** The camera answers 461 to a SETUP for datagrams. */
    DatagramFaults refusingDatagrams() {
        refuseDatagrams = true;
        return this;
    }

    /** Whether datagrams were asked for, and refused. */
    boolean hasRefusedDatagrams() {
        return hasRefused;
    }

    /** The camera takes its time to describe a stream. */
    DatagramFaults describedAfter(Duration wait) {
        describedAfterNanos = wait.toNanos();
        return this;
    }

    /** Where the client listens for RTP; 0 before SETUP. */
    int clientRtpPort() {
        return clientRtpPort;
    }

    @Override
    public void close() throws Exception {
        listener.close();
        for (AutoCloseable one : open) one.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                var camera = new Socket(InetAddress.getLoopbackAddress(), cameraPort);
                open.addAll(List.of(client, camera));
                var pair = new Pair();
                Thread.ofVirtual().start(() -> pump(client, camera, pair::request));
                Thread.ofVirtual().start(() -> pump(camera, client, pair::answer));
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** Text that changes its length is whole within one read here: requests and answers are small. */
    private static void pump(Socket from, Socket to, UnaryOperator<String> change) {
        var buffer = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                out.write(change.apply(text).getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // one side hung up
        }
    }

    /** Two ports that stand for the client's towards the camera and for the camera's towards the client. */
    private final class Pair {
        // Set while a request passes, read while its answer does: by two threads.
        private volatile @Nullable DatagramSocket rtp;
        private volatile @Nullable DatagramSocket rtcp;
        private byte @Nullable [] overtaken;

        String request(String text) {
            var asked = CLIENT_PORT.matcher(text);
            if (!asked.find()) return text;
            hasRefused = refuseDatagrams;
            if (refuseDatagrams) return text.replace("unicast;client_port", "multicast;client_port");
            MatchResult ports = asked.toMatchResult();
            try {
                bind();
            } catch (SocketException e) {
                throw new IllegalStateException(e);
            }
            clientRtpPort = Integer.parseInt(ports.group(1));
            forward(rtp, clientRtpPort, true);
            forward(rtcp, Integer.parseInt(ports.group(2)), false);
            return asked.replaceFirst("client_port=" + rtp.getLocalPort() + "-" + rtcp.getLocalPort());
        }

        String answer(String text) {
            if (text.contains("application/sdp")) LockSupport.parkNanos(describedAfterNanos);
            if (rtp == null || rtcp == null) return text;
            return SERVER_PORT
                    .matcher(text)
                    .replaceFirst("server_port=" + rtp.getLocalPort() + "-" + rtcp.getLocalPort());
        }

        private void bind() throws SocketException {
            while (true) {
                var first = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                try {
                    rtcp = new DatagramSocket(first.getLocalPort() + 1, InetAddress.getLoopbackAddress());
                    rtp = first;
                    open.addAll(List.of(rtp, rtcp));
                    return;
                } catch (SocketException taken) {
                    first.close();
                }
            }
        }

        private void forward(@Nullable DatagramSocket socket, int clientPort, boolean media) {
            if (socket == null) return;
            var client = new InetSocketAddress(InetAddress.getLoopbackAddress(), clientPort);
            Thread.ofVirtual().start(() -> {
                var packet = new DatagramPacket(new byte[2048], 2048);
                try {
                    while (true) {
                        packet.setLength(2048);
                        socket.receive(packet);
                        if (packet.getPort() == clientPort) continue; // a receiver report
                        byte[] data = java.util.Arrays.copyOf(packet.getData(), packet.getLength());
                        if (!media) socket.send(new DatagramPacket(data, data.length, client));
                        else meet(socket, data, client);
                    }
                } catch (IOException e) {
                    // closed
                }
            });
        }

        private void meet(DatagramSocket socket, byte[] data, InetSocketAddress client) throws IOException {
            switch (network.fate(numbers.getAndIncrement())) {
                case DROP -> {
                    return;
                }
                case OVERTAKEN -> {
                    overtaken = data;
                    return;
                }
                case PASS -> socket.send(new DatagramPacket(data, data.length, client));
            }
            byte[] late = overtaken;
            if (late != null) socket.send(new DatagramPacket(late, late.length, client));
            overtaken = null;
        }
    }
}
