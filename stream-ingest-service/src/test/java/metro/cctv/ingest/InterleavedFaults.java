package metro.cctv.ingest;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Between a camera and us, media inside the RTSP connection: what the camera says is passed on, its RTP packets as a test likes. */
final class InterleavedFaults implements AutoCloseable {
    /** What becomes of one RTP packet: any number of any length up to 65,535 bytes. */
    @FunctionalInterface
    interface Camera {
        List<byte[]> sends(byte[] packet);
    }

    private final int cameraPort;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicLong sentBytes = new AtomicLong();
    private volatile Camera camera;

    InterleavedFaults(int cameraPort, Camera camera) throws IOException {
        this.cameraPort = cameraPort;
        this.camera = camera;
        Thread.ofVirtual().start(this::accept);
    }

    String url(String path) {
        return "rtsp://127.0.0.1:" + listener.getLocalPort() + path;
    }

    /** From the next packet on. */
    void becomes(Camera next) {
        camera = next;
    }

    /** RTP that our side took so far, with what its socket holds. */
    long sentBytes() {
        return sentBytes.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket one : open) one.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                var source = new Socket(InetAddress.getLoopbackAddress(), cameraPort);
                open.addAll(List.of(client, source));
                Thread.ofVirtual().start(() -> passOn(client, source));
                Thread.ofVirtual().start(() -> change(source, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void passOn(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one side hung up
        }
    }

    /** An answer is text and begins with 'R'; a packet with '$', its channel (0: RTP) and its length. */
    private void change(Socket from, Socket to) {
        try (from;
                to) {
            var in = new DataInputStream(new BufferedInputStream(from.getInputStream(), 1 << 16));
            OutputStream out = to.getOutputStream();
            for (int first = in.read(); first >= 0; first = in.read()) {
                if (first != '$') {
                    out.write(first);
                    continue;
                }
                int channel = in.readUnsignedByte();
                byte[] packet = in.readNBytes(in.readUnsignedShort());
                List<byte[]> packets = channel == 0 ? camera.sends(packet) : List.of(packet);
                for (byte[] one : packets) {
                    out.write(framed(channel, one));
                    if (channel == 0) sentBytes.addAndGet(one.length);
                }
            }
        } catch (IOException e) {
            // one side hung up
        }
    }

    private static byte[] framed(int channel, byte[] packet) {
        byte[] framed = new byte[4 + packet.length];
        framed[0] = '$';
        framed[1] = (byte) channel;
        framed[2] = (byte) (packet.length >> 8);
        framed[3] = (byte) packet.length;
        System.arraycopy(packet, 0, framed, 4, packet.length);
        return framed;
    }
}
