package metro.cctv.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import metro.cctv.gateway.route.Service;
import metro.cctv.gateway.settings.GatewayProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole API as one document. A service that is away is named in {@code x-missing}; its paths come back with it. */
@RestController
class DocumentController {
    private static final Logger log = LoggerFactory.getLogger(DocumentController.class);
    private static final Duration KEEP_WHOLE = Duration.ofSeconds(60);
    private static final Duration KEEP_PARTIAL = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final int LARGEST_BYTES = 4 * 1024 * 1024;

    private final HttpClient client;
    private final GatewayProperties gateway;
    private final JsonMapper json;
    private final Clock clock;
    private @Nullable Kept kept;

    DocumentController(HttpClient upstreamClient, GatewayProperties gateway, JsonMapper json, Clock clock) {
        this.client = upstreamClient;
        this.gateway = gateway;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping(path = "/api/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    synchronized byte[] document() throws IOException {
        Instant now = clock.instant();
        if (kept == null || now.isAfter(kept.until())) kept = fetch(now);
        return kept.document();
    }

    private Kept fetch(Instant now) throws IOException {
        Map<Service, CompletableFuture<@Nullable JsonNode>> parts = new EnumMap<>(Service.class);
        for (Service service : Service.values()) parts.put(service, ask(service));
        var merge = new DocumentMerge(json, own());
        boolean whole = true;
        for (Map.Entry<Service, CompletableFuture<@Nullable JsonNode>> part : parts.entrySet()) {
            JsonNode document = part.getValue().join();
            if (document != null) merge.add(part.getKey().label(), document);
            else merge.missing(part.getKey().label());
            whole &= document != null;
        }
        return new Kept(json.writeValueAsBytes(merge.result()), now.plus(whole ? KEEP_WHOLE : KEEP_PARTIAL));
    }

    /** Completes with null where there is no usable answer. */
    private CompletableFuture<@Nullable JsonNode> ask(Service service) {
        URI address = service.base(gateway.upstreams()).resolve("/v3/api-docs");
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(ANSWER_WITHIN).GET().build();
        return client.sendAsync(request, BodyHandlers.ofInputStream())
                .<@Nullable JsonNode>thenApply(this::parsed)
                .orTimeout(ANSWER_WITHIN.toSeconds() * 2, TimeUnit.SECONDS)
                .exceptionally(e -> {
                    log.debug("No API document from {}: {}", service.label(), e.toString());
                    return null;
                });
    }

    private @Nullable JsonNode parsed(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            byte[] bytes = body.readNBytes(LARGEST_BYTES + 1);
            if (answer.statusCode() != 200 || bytes.length > LARGEST_BYTES) return null;
            JsonNode document = json.readTree(bytes);
            return document.path("paths").isObject() ? document : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode own() throws IOException {
        try (InputStream own = new ClassPathResource("openapi/gateway.json").getInputStream()) {
            return (ObjectNode) json.readTree(own);
        }
    }

    private record Kept(byte[] document, Instant until) {}
}
