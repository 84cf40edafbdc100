package metro.cctv.link.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import metro.cctv.link.LinkApplication;
import metro.cctv.testkit.TestJvm;

/** Agency-link as a process of its own, which can be killed as a machine that loses power kills it. */
final class LinkProcess implements AutoCloseable {
    private final List<String> arguments;
    private final Path log;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Outage> outages = new CopyOnWriteArrayList<>();
    private Process process;

    /** From the kill until it answered again. */
    record Outage(Instant from, Instant until) {
        boolean touches(Instant begin, Instant end) {
            return begin.isBefore(until) && end.isAfter(from);
        }
    }

    LinkProcess(Path log, List<String> arguments) throws IOException {
        this.log = log;
        Files.deleteIfExists(log);
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
        this.arguments = new ArrayList<>(arguments);
        this.arguments.add("--server.port=" + port);
        this.arguments.add("--management.server.port=0");
    }

    void start() {
        try {
            process = TestJvm.of(160, LinkApplication.class, arguments)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(60)).until(this::answers);
    }

    /** No shutdown hook, no flush, no good-bye. */
    void killAndStart() throws InterruptedException {
        Instant from = Instant.now();
        process.destroyForcibly();
        process.waitFor();
        start();
        outages.add(new Outage(from, Instant.now()));
    }

    List<Outage> outages() {
        return outages;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private boolean answers() {
        if (!process.isAlive()) throw new IllegalStateException("it ended by itself; see " + log);
        try {
            var request = HttpRequest.newBuilder(uri("/api/link/feed"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 401;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (process != null) process.destroyForcibly();
    }
}
