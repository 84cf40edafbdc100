package metro.cctv.link.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import metro.cctv.chassis.messaging.EventJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A caller that does not give up: what was not answered, or with 5xx, is asked again, word for word. */
final class AgencyClient {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Answers from 500 on, by status; 0: no answer at all. */
    static final Map<Integer, AtomicInteger> TROUBLES = new java.util.concurrent.ConcurrentHashMap<>();

    private final LinkProcess link;
    private final String bearer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonNode> feed = new ArrayList<>();
    private String cursor = "0";

    record Answer(int status, JsonNode body) {}

    AgencyClient(LinkProcess link, String bearer) {
        this.link = link;
        this.bearer = bearer;
    }

    /** Asks until somebody answers. */
    Answer ask(String method, String path, @Nullable String json, @Nullable String key) {
        var last = new AtomicReference<Answer>();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .atMost(PATIENCE)
                .until(() -> {
                    last.set(once(method, path, json, key));
                    return last.get().status() != 0 && last.get().status() < 500;
                });
        return last.get();
    }

    /** Status 0: it was not answered. */
    Answer once(String method, String path, @Nullable String json, @Nullable String key) {
        var request = HttpRequest.newBuilder(link.uri(path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", bearer)
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) request.header("Content-Type", "application/json");
        if (key != null) request.header("Idempotency-Key", key);
        Answer answer = send(request.build());
        if (answer.status() == 0 || answer.status() >= 500)
            TROUBLES.computeIfAbsent(answer.status(), s -> new AtomicInteger()).incrementAndGet();
        return answer;
    }

    private Answer send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            String body = response.body().isEmpty() ? "{}" : response.body();
            return new Answer(response.statusCode(), EventJson.MAPPER.readTree(body));
        } catch (IOException e) {
            return new Answer(0, EventJson.MAPPER.createObjectNode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads on from where it was. */
    void readFeed() {
        int read;
        do {
            Answer page = ask("GET", "/api/link/feed?limit=500&after=" + cursor, null, null);
            assertThat(page.status()).isEqualTo(200);
            read = page.body().path("items").size();
            page.body().path("items").forEach(feed::add);
            cursor = page.body().path("next").asString();
        } while (read > 0);
    }

    /** What it read page by page, through kills and cuts, in that order. */
    List<JsonNode> feed() {
        return feed;
    }
}
