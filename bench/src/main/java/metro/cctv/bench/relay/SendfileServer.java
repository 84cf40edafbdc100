package metro.cctv.bench.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import metro.cctv.bench.Commands;

/**
 * {@code FILE SIZES FPS}: the anchor. The fragments of FILE (their lengths in SIZES, a line each), one per picture's time, to everybody who
 * connected, by the system's {@code sendfile}, on one thread; round and round. No rights, no WebSocket, no queues, nobody may be slow.
 */
final class SendfileServer {
    private static final byte[] HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private SendfileServer() {}

    public static void main(String[] args) throws Exception {
        List<String> sizes = Files.readAllLines(Path.of(args[1]));
        long everyNanos = 1_000_000_000L / Integer.parseInt(args[2]);
        Queue<SocketChannel> arrived = new ConcurrentLinkedQueue<>();
        try (FileChannel file = FileChannel.open(Path.of(args[0]), StandardOpenOption.READ);
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress("127.0.0.1", 0), 1024);
            Thread.ofPlatform().daemon().start(() -> accept(server, arrived));
            Thread.ofPlatform().daemon().start(() -> play(file, sizes, everyNanos, arrived));
            Commands.say(Map.of("port", server.socket().getLocalPort()));
            Commands.answer(words -> Commands.used());
        }
    }

    private static void accept(ServerSocketChannel server, Queue<SocketChannel> arrived) {
        try {
            while (true) {
                SocketChannel viewer = server.accept();
                viewer.write(ByteBuffer.wrap(HEAD));
                arrived.add(viewer);
            }
        } catch (IOException e) {
            // the end of the process
        }
    }

    private static void play(FileChannel file, List<String> sizes, long everyNanos, Queue<SocketChannel> arrived) {
        List<SocketChannel> viewers = new ArrayList<>();
        long due = System.nanoTime();
        while (true) {
            long position = 0;
            for (String size : sizes) {
                long length = Long.parseLong(size);
                for (SocketChannel next = arrived.poll(); next != null; next = arrived.poll()) viewers.add(next);
                long from = position;
                viewers.removeIf(viewer -> !send(file, from, length, viewer));
                position += length;
                due += everyNanos;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    private static boolean send(FileChannel file, long position, long length, SocketChannel viewer) {
        try {
            for (long sent = 0; sent < length; ) sent += file.transferTo(position + sent, length - sent, viewer);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
