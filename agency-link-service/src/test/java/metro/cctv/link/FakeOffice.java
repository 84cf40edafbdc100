package metro.cctv.link;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** The office that runs signals or streetlights, on a real socket, in whatever mood it is told. */
public final class FakeOffice implements AutoCloseable {
    public enum Mood {
        ACKNOWLEDGES,
        /** Takes the request and never answers. */
        HANGS,
        /** Answers 200 and then a byte now and then, for ever. */
        DRIPS,
        FAILS,
        REDIRECTS,
        /** A friendly page for everything. */
        ANSWERS_A_PAGE,
        ACKNOWLEDGES_ANOTHER,
        ANSWERS_NOTHING,
        /** Without an end. */
        FLOODS,
        CUTS
    }

    private static final Pattern ID = Pattern.compile("\"(?:requestId|lightId)\":\"([0-9a-f-]{36})\"");

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile Mood mood = Mood.ACKNOWLEDGES;

    public FakeOffice() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/commands", this::command);
        server.createContext("/elsewhere", exchange -> {
            elsewhere.add(exchange.getRequestMethod());
            say(exchange, 200, "{}");
        });
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/commands");
    }

    /** Begins anew. */
    public void is(Mood next) {
        mood = next;
        commands.clear();
    }

    /** As they came, oldest first, taken or not. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** What came to the address that it redirects to. */
    public List<String> elsewhere() {
        return List.copyOf(elsewhere);
    }

    private void command(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        commands.add(body);
        var id = ID.matcher(body);
        String known = id.find() ? id.group(1) : "none";
        switch (mood) {
            case ACKNOWLEDGES -> say(exchange, 200, "{\"acknowledged\":\"" + known + "\"}");
            case ACKNOWLEDGES_ANOTHER -> say(exchange, 200, "{\"acknowledged\":\"" + UUID.randomUUID() + "\"}");
            case ANSWERS_A_PAGE -> say(exchange, 200, "<html><body>Please log in</body></html>");
            case ANSWERS_NOTHING -> say(exchange, 204, "");
            case FAILS -> say(exchange, 500, "{\"acknowledged\":\"" + known + "\"}");
            case REDIRECTS -> {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                say(exchange, 307, "");
            }
            case HANGS -> waits();
            case DRIPS -> endless(exchange, " ", 100);
            case FLOODS -> endless(exchange, "x".repeat(65_536), 0);
            case CUTS -> exchange.close();
        }
    }

    private void endless(HttpExchange exchange, String words, int pauseMs) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            while (closing.getCount() > 0) {
                body.write(words.getBytes(StandardCharsets.UTF_8));
                body.flush();
                if (pauseMs > 0 && closing.await(pauseMs, java.util.concurrent.TimeUnit.MILLISECONDS)) return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void waits() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(HttpExchange exchange, int status, String words) throws IOException {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
