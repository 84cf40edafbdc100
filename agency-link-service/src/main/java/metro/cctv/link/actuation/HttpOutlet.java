package metro.cctv.link.actuation;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import metro.cctv.chassis.messaging.EventJson;
import tools.jackson.core.JacksonException;

/**
 * Posts a command as JSON; the office takes it by a status 2xx and {@code {"acknowledged": ID}} with the id of just this
 * command. Anything else is no: a page that answers 200 to everything must not count as a green light.
 */
final class HttpOutlet implements Outlet {
    /** An acknowledgement is short; the rest of a longer answer is not read. */
    private static final int MOST_BYTES = 4_096;

    private final URI address;
    private final Duration timeout;
    private final HttpClient http;

    /** @param timeout for the head of the answer, and once more for its body */
    HttpOutlet(URI address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public void send(UUID id, Object command) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(EventJson.MAPPER.writeValueAsString(command)))
                .build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() / 100 != 2) throw new IOException("status " + answer.statusCode());
            if (!acknowledges(read(body), id)) throw new IOException("no acknowledgement of " + id);
        }
    }

    /** The client's timeout ends with the head; a body that only drips would hold us for ever. */
    private byte[] read(InputStream body) throws IOException {
        CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> close(body));
        return body.readNBytes(MOST_BYTES);
    }

    private static boolean acknowledges(byte[] body, UUID id) {
        try {
            return id.toString()
                    .equals(EventJson.MAPPER.readTree(body).path("acknowledged").asString(""));
        } catch (JacksonException e) {
            return false;
        }
    }

    private static void close(Closeable body) {
        try {
            body.close();
        } catch (IOException e) {
            // Closed either way.
        }
    }
}
