package metro.cctv.link.chaos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An agency's webhook on a bare socket, so that it can misbehave in every way a server can. */
final class Endpoint implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 20;
    private static final long TRICKLE_NS = 50_000_000;

    /** What it does with one request. */
    enum Mood {
        TAKES,
        TAKES_THEN_CUTS,
        CUTS_UNREAD,
        FAILS,
        REDIRECTS,
        TAKES_AND_ANSWERS_ENDLESSLY,
        ANSWERS_RUBBISH,
        TRICKLES,
        HANGS
    }

    /** @param answered whether it told us so with a 2xx */
    record Taken(String eventId, String body, boolean answered, boolean genuine, Instant at) {}

    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final String redirectTo;
    private volatile Supplier<Mood> moods;
    private volatile String secret = "";

    /** @param redirectTo where a bad answer sends us; nobody may ever come there */
    Endpoint(String redirectTo, Supplier<Mood> moods) throws IOException {
        this.redirectTo = redirectTo;
        this.moods = moods;
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/hook";
    }

    void secret(String value) {
        secret = value;
    }

    void moods(Supplier<Mood> value) {
        moods = value;
    }

    int requests() {
        return requests.get();
    }

    /** Every request that it read to the end, in the order of arrival. */
    List<Taken> taken() {
        return taken;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket socket = accepted) {
            requests.incrementAndGet();
            socket.setSoTimeout(30_000);
            Mood mood = moods.get();
            if (mood == Mood.CUTS_UNREAD) return;
            var in = new BufferedInputStream(socket.getInputStream());
            Map<String, String> headers = headers(in);
            int length = Integer.parseInt(headers.get("content-length"));
            if (length > MOST_BYTES) throw new IOException("too long");
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            boolean answers = mood == Mood.TAKES || mood == Mood.TAKES_AND_ANSWERS_ENDLESSLY;
            taken.add(new Taken(
                    headers.getOrDefault("x-cctv-event-id", ""), body, answers, genuine(headers, body), Instant.now()));
            answer(socket, in, mood);
        } catch (IOException e) {
            // the other side gave up
        }
    }

    private void answer(Socket socket, InputStream in, Mood mood) throws IOException {
        OutputStream out = socket.getOutputStream();
        switch (mood) {
            case TAKES -> say(out, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
            case TAKES_THEN_CUTS, CUTS_UNREAD -> socket.close();
            case FAILS -> say(out, "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
            case REDIRECTS ->
                say(out, "HTTP/1.1 302 Found\r\nLocation: " + redirectTo + "\r\nContent-Length: 0\r\n\r\n");
            case TAKES_AND_ANSWERS_ENDLESSLY -> {
                say(out, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
                byte[] much = new byte[64 << 10];
                while (true) out.write(much);
            }
            case ANSWERS_RUBBISH -> say(out, "\u0000\u0016\u0003 SSH-2.0 no\r\n{]\r\n\r\n");
            case TRICKLES -> {
                say(out, "HTTP/1.1 200 OK\r\nX-Slow: ");
                while (true) {
                    say(out, "x");
                    LockSupport.parkNanos(TRICKLE_NS);
                }
            }
            case HANGS -> in.read();
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0)
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > 8_192) throw new IOException("no line");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    /** As the agency checks it: the signature over time and body, and a time that is not old. */
    private boolean genuine(Map<String, String> headers, String body) {
        String timestamp = headers.getOrDefault("x-cctv-timestamp", "0");
        long ageS = Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] code = mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return ageS <= 30 && ("v1=" + HexFormat.of().formatHex(code)).equals(headers.get("x-cctv-signature"));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
