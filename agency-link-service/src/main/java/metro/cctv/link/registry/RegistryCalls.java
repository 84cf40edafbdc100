package metro.cctv.link.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import metro.cctv.chassis.client.ServiceTokens;
import org.jspecify.annotations.Nullable;

/** Calls to the registry with our own token and no more patience than given. */
public final class RegistryCalls {
    private final HttpClient http;
    private final URI registry;
    private final ServiceTokens tokens;
    private final Duration patience;

    public RegistryCalls(URI registry, ServiceTokens tokens, Duration patience) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
        this.registry = registry;
        this.tokens = tokens;
        this.patience = patience;
    }

    public record Answer(int status, String body) {}

    /** @throws RuntimeException when it is away, or the gateway that gives out tokens */
    public Answer call(String method, String path, @Nullable String json) {
        var request = HttpRequest.newBuilder(registry.resolve(path))
                .timeout(patience)
                .header("Authorization", "Bearer " + tokens.get())
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) request.header("Content-Type", "application/json");
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
