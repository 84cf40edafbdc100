package metro.cctv.link.actuation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import metro.cctv.chassis.messaging.EventJson;
import org.jspecify.annotations.Nullable;

/** Another office's side, which acknowledges by not failing: a file with one JSON object a line, or an address for JSON. */
@FunctionalInterface
interface Outlet {
    /** @throws IOException when it does not take the command */
    void send(Object command) throws IOException, InterruptedException;

    /** Empty where neither is configured; the file goes before. */
    static Optional<Outlet> of(@Nullable Path file, @Nullable URI url, Duration timeout) {
        if (file != null) return Optional.of(command -> write(file, command));
        return Optional.ofNullable(url).map(address -> {
            HttpClient http = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(timeout)
                    .build();
            return command -> {
                HttpRequest request = HttpRequest.newBuilder(address)
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(EventJson.MAPPER.writeValueAsString(command)))
                        .build();
                int status = http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status / 100 != 2) throw new IOException("status " + status);
            };
        });
    }

    private static void write(Path file, Object command) throws IOException {
        synchronized (Outlet.class) {
            Files.writeString(
                    file,
                    EventJson.MAPPER.writeValueAsString(command) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    /** @return whether it was taken */
    default boolean took(Object command) {
        try {
            send(command);
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
