package metro.cctv.bench.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import metro.cctv.bench.Commands;

/**
 * {@code PORT PATH}: viewers that cost next to nothing: one thread reads from all of them and throws away. {@code add N} lets N more in,
 * {@code stall} one that never reads, {@code begin} starts to count anew, {@code report} tells what came, {@code clear} sends all home.
 */
final class ViewerCrowd {
    private static final byte[] MEDIA = "moof".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final byte[] request;
    private final Selector selector = Selector.open();
    private final Queue<Runnable> jobs = new ConcurrentLinkedQueue<>();
    private final List<Seat> seats = new ArrayList<>();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(256 * 1024);
    private long cutStalled;

    private ViewerCrowd(int port, String path) throws IOException {
        this.port = port;
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** One viewer. Times of {@link System#nanoTime}. */
    private static final class Seat {
        private final SocketChannel socket;
        private final long openedNanos = System.nanoTime();
        private int matched;
        private long joinedNanos;
        private long lastNanos;
        private long longestNanos;
        private long received;
        private boolean gone;

        private Seat(SocketChannel socket) {
            this.socket = socket;
        }

        private void begin() {
            received = 0;
            longestNanos = 0;
            lastNanos = 0;
        }

        private void take(ByteBuffer bytes, long now) {
            received += bytes.remaining();
            while (joinedNanos == 0 && bytes.hasRemaining()) {
                byte next = bytes.get();
                if (next == MEDIA[matched]) matched++;
                else matched = next == MEDIA[0] ? 1 : 0;
                if (matched == MEDIA.length) joinedNanos = now;
            }
            if (lastNanos != 0) longestNanos = Math.max(longestNanos, now - lastNanos);
            lastNanos = now;
        }
    }

    public static void main(String[] args) throws Exception {
        var crowd = new ViewerCrowd(Integer.parseInt(args[0]), args[1]);
        Thread.ofPlatform().daemon().start(crowd::work);
        Commands.say(Commands.READY);
        Commands.answer(words -> crowd.ask(words).join());
    }

    private CompletableFuture<Map<String, ?>> ask(String[] words) {
        var answer = new CompletableFuture<Map<String, ?>>();
        jobs.add(() -> {
            try {
                answer.complete(on(words));
            } catch (IOException | RuntimeException e) {
                answer.complete(Map.of("failed", e.toString()));
            }
        });
        selector.wakeup();
        return answer;
    }

    private Map<String, ?> on(String[] words) throws IOException {
        switch (words[0]) {
            case "add" -> {
                for (int i = 0; i < Integer.parseInt(words[1]); i++) add(true);
            }
            case "stall" -> add(false);
            case "begin" -> seats.forEach(Seat::begin);
            case "clear" -> {
                for (Seat seat : seats) seat.socket.close();
                seats.clear();
                cutStalled = 0;
            }
            default -> {}
        }
        return report();
    }

    private void add(boolean reads) throws IOException {
        var seat = new Seat(SocketChannel.open(new InetSocketAddress("127.0.0.1", port)));
        seat.socket.write(ByteBuffer.wrap(request));
        seat.socket.configureBlocking(false);
        if (reads) {
            seat.socket.register(selector, SelectionKey.OP_READ, seat);
            seats.add(seat);
        } else Thread.ofVirtual().start(() -> stall(seat));
    }

    /** Reads nothing; its system's buffer fills. That it was cut shows only when something is sent to a closed connection. */
    private void stall(Seat seat) {
        try {
            seat.socket.configureBlocking(true);
            var ping = ByteBuffer.wrap(new byte[] {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0});
            while (seat.socket.write(ping.rewind()) > 0) Thread.sleep(250);
        } catch (IOException e) {
            long after = System.nanoTime() - seat.openedNanos;
            jobs.add(() -> cutStalled = after / 1_000_000);
            selector.wakeup();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, ?> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("open", seats.stream().filter(seat -> !seat.gone).count());
        report.put(
                "joined", seats.stream().filter(seat -> seat.joinedNanos != 0).count());
        report.put(
                "joinMs",
                seats.stream()
                        .filter(seat -> seat.joinedNanos != 0)
                        .map(seat -> (seat.joinedNanos - seat.openedNanos) / 1_000_000)
                        .sorted()
                        .toList());
        Seat last = seats.isEmpty() ? null : seats.getLast();
        report.put(
                "lastJoinMs",
                last == null || last.joinedNanos == 0 ? -1 : (last.joinedNanos - last.openedNanos) / 1_000_000);
        report.put("bytes", seats.stream().mapToLong(seat -> seat.received).sum());
        report.put(
                "fewestBytes",
                seats.stream().mapToLong(seat -> seat.received).min().orElse(0));
        report.put(
                "longestGapMs",
                seats.stream().mapToLong(seat -> seat.longestNanos).max().orElse(0) / 1_000_000);
        report.put("cutStalledAfterMs", cutStalled);
        return report;
    }

    private void work() {
        try {
            while (true) {
                selector.select();
                for (Runnable job = jobs.poll(); job != null; job = jobs.poll()) job.run();
                long now = System.nanoTime();
                for (SelectionKey key : selector.selectedKeys()) read((Seat) key.attachment(), now, key);
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void read(Seat seat, long now, SelectionKey key) {
        try {
            bytes.clear();
            int read = seat.socket.read(bytes);
            if (read < 0) throw new IOException("closed");
            seat.take(bytes.flip(), now);
        } catch (IOException e) {
            seat.gone = true;
            key.cancel();
        }
    }
}
