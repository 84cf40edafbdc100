package metro.cctv.link.context;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import metro.cctv.chassis.client.ServiceTokens;
import metro.cctv.chassis.messaging.EventJson;
import tools.jackson.core.type.TypeReference;

/** The registry's layers, asked with our own token and little patience. */
final class RegistryLayers implements ContextSource {
    private final HttpClient http;
    private final URI registry;
    private final ServiceTokens tokens;
    private final Duration patience;

    RegistryLayers(URI registry, ServiceTokens tokens, Duration patience) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
        this.registry = registry;
        this.tokens = tokens;
        this.patience = patience;
    }

    private record Answer(List<ContextItem> items) {}

    @Override
    public List<ContextItem> near(ContextLayer layer, double lon, double lat, double radiusM, int limit) {
        String path = String.format(
                Locale.ROOT,
                "/api/layers/%s/near?lon=%.6f&lat=%.6f&radiusM=%.0f&limit=%d",
                layer,
                lon,
                lat,
                radiusM,
                limit);
        var request = HttpRequest.newBuilder(registry.resolve(path))
                .timeout(patience)
                .header("Authorization", "Bearer " + tokens.get())
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200)
                throw new IllegalStateException("the registry answered " + answer.statusCode());
            return EventJson.MAPPER
                    .readValue(answer.body(), new TypeReference<Answer>() {})
                    .items();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
