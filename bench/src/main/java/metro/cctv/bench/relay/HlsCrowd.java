package metro.cctv.bench.relay;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import metro.cctv.bench.Commands;

/**
 * {@code PORT BASE QUERY}: players of a live HLS stream, each with a connection of its own: the playlist anew every two seconds (as long as a
 * segment), the init segment once, the last three segments at first and then each new one. {@code add N} lets N more in, {@code begin} starts
 * to count anew, {@code report} tells what came, {@code clear} sends all home.
 */
final class HlsCrowd {
    private static final int RELOAD_MS = 2_000;
    private static final int FIRST = 3;
    private static final Pattern SEGMENT = Pattern.compile("(?m)^gop-(\\d+)\\.m4s\\S*$");
    private static final Pattern INIT = Pattern.compile("URI=\"([^\"]+)\"");

    private final int port;
    private final String base;
    private final String query;
    private final List<Player> players = new ArrayList<>();

    private HlsCrowd(String[] args) {
        this.port = Integer.parseInt(args[0]);
        this.base = args[1];
        this.query = args[2];
    }

    public static void main(String[] args) throws Exception {
        var crowd = new HlsCrowd(args);
        Commands.say(Commands.READY);
        Commands.answer(crowd::on);
    }

    private Map<String, ?> on(String[] words) {
        switch (words[0]) {
            case "add" -> {
                for (int i = 0; i < Integer.parseInt(words[1]); i++) add();
            }
            case "begin" -> players.forEach(Player::begin);
            case "clear" -> {
                players.forEach(player -> player.thread.interrupt());
                players.clear();
            }
            default -> {}
        }
        return report();
    }

    private void add() {
        var player = new Player();
        players.add(player);
        player.thread.start();
    }

    private Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("open", players.stream().filter(p -> p.thread.isAlive()).count());
        report.put(
                "joinMs",
                players.stream()
                        .filter(p -> p.joinedNanos != 0)
                        .map(p -> (p.joinedNanos - p.startedNanos) / 1_000_000)
                        .sorted()
                        .toList());
        Player last = players.isEmpty() ? null : players.getLast();
        report.put(
                "lastJoinMs",
                last == null || last.joinedNanos == 0 ? -1 : (last.joinedNanos - last.startedNanos) / 1_000_000);
        report.put("bytes", players.stream().mapToLong(p -> p.bytes).sum());
        report.put("segments", players.stream().mapToLong(p -> p.segments).sum());
        report.put("missed", players.stream().mapToLong(p -> p.missed).sum());
        report.put("refused", players.stream().mapToLong(p -> p.refused).sum());
        report.put(
                "longestGapMs",
                players.stream().mapToLong(p -> p.longestNanos).max().orElse(0) / 1_000_000);
        return report;
    }

    /** Written by its own thread. Times of {@link System#nanoTime}. */
    private final class Player implements Runnable {
        private final Thread thread = Thread.ofVirtual().unstarted(this);
        private final byte[] sink = new byte[64 * 1024];
        private volatile long startedNanos;
        private volatile long joinedNanos;
        private volatile long longestNanos;
        private volatile long bytes;
        private volatile long segments;
        private volatile long missed;
        private volatile long refused;
        private long lastNanos;
        private long lastNumber = -1;
        private String init = "";

        /** Figures of two threads: a segment that comes just now may count to either side. */
        private void begin() {
            bytes = 0;
            segments = 0;
            missed = 0;
            refused = 0;
            longestNanos = 0;
        }

        @Override
        public void run() {
            try {
                // People do not come in step.
                Thread.sleep(ThreadLocalRandom.current().nextInt(RELOAD_MS));
                startedNanos = System.nanoTime();
                try (var socket = new Socket("127.0.0.1", port)) {
                    var in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
                    while (true) {
                        long due = System.nanoTime() + RELOAD_MS * 1_000_000L;
                        reload(socket, in);
                        Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
                    }
                }
            } catch (IOException e) {
                refused++;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void reload(Socket socket, InputStream in) throws IOException {
            String playlist = new String(get(socket, in, "index.m3u8" + query, true), StandardCharsets.UTF_8);
            var map = INIT.matcher(playlist);
            if (map.find() && !init.equals(map.group(1))) {
                init = map.group(1);
                get(socket, in, init, false);
            }
            List<MatchResult> listed = SEGMENT.matcher(playlist).results().toList();
            for (MatchResult one :
                    listed.subList(lastNumber < 0 ? Math.max(0, listed.size() - FIRST) : 0, listed.size())) {
                long number = Long.parseLong(one.group(1));
                if (number <= lastNumber) continue;
                if (lastNumber >= 0) missed += number - lastNumber - 1;
                lastNumber = number;
                get(socket, in, one.group(), false);
                segments++;
                long now = System.nanoTime();
                if (joinedNanos == 0) joinedNanos = now;
                else longestNanos = Math.max(longestNanos, now - lastNanos);
                lastNanos = now;
            }
        }

        /** @return the body, if it is wanted */
        private byte[] get(Socket socket, InputStream in, String what, boolean wanted) throws IOException {
            socket.getOutputStream()
                    .write(("GET " + base + what + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            if (!line(in).contains(" 200")) throw new IOException("refused");
            int length = -1;
            for (String header = line(in); !header.isEmpty(); header = line(in))
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    length = Integer.parseInt(header.substring(15).trim());
            if (length < 0) throw new IOException("an answer without a length");
            bytes += length;
            if (wanted) return in.readNBytes(length);
            for (int left = length; left > 0; ) {
                int read = in.read(sink, 0, Math.min(left, sink.length));
                if (read < 0) throw new EOFException();
                left -= read;
            }
            return sink;
        }

        private static String line(InputStream in) throws IOException {
            var text = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) throw new EOFException();
                if (c != '\r') text.append((char) c);
            }
            return text.toString();
        }
    }
}
