package metro.cctv.gateway.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import metro.cctv.contracts.live.LiveBegin;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.gateway.access.Passport;
import metro.cctv.gateway.access.Passports;
import metro.cctv.gateway.owner.IngestOwners;
import metro.cctv.gateway.settings.GatewayProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Opens the inner half of a live picture, at ingest. */
@Component
class LiveUpstream {
    private final HttpClient client;
    private final Passports passports;
    private final IngestOwners owners;
    private final GatewayProperties gateway;

    LiveUpstream(HttpClient upstreamClient, Passports passports, IngestOwners owners, GatewayProperties gateway) {
        this.client = upstreamClient;
        this.passports = passports;
        this.owners = owners;
        this.gateway = gateway;
    }

    /** @return empty when open; else what ingest answered instead */
    Optional<Refused> open(LiveBridge bridge, Passport passport, String path, @Nullable String query, String peer) {
        WebSocket.Builder socket =
                client.newWebSocketBuilder().connectTimeout(gateway.route().connectWithin());
        passports.authorization(passport).ifPresent(value -> socket.header(HttpHeaders.AUTHORIZATION, value));
        socket.header("X-Forwarded-For", peer);
        socket.header(LiveBegin.HEADER, LiveBegin.ASKED);
        CompletableFuture<WebSocket> opening = socket.buildAsync(address(path, query), bridge);
        try {
            opening.get(gateway.route().connectWithin().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(Refused.away());
        } catch (TimeoutException e) {
            opening.whenComplete((late, error) -> {
                if (late != null) late.abort();
            });
            return Optional.of(Refused.away());
        } catch (ExecutionException e) {
            return Optional.of(Refused.of(e.getCause()));
        }
    }

    private URI address(String path, @Nullable String query) {
        URI ingest = owners.baseFor(path);
        return UriComponentsBuilder.fromUri(ingest)
                .scheme("https".equals(ingest.getScheme()) ? "wss" : "ws")
                .replacePath(path)
                .replaceQuery(query)
                .build(true)
                .toUri();
    }

    /** @param body of ingest's own problem, if it sent one */
    record Refused(ProblemType type, int status, @Nullable String body) {
        static Refused away() {
            return new Refused(ProblemType.UNAVAILABLE, ProblemType.UNAVAILABLE.status(), null);
        }

        static Refused of(@Nullable Throwable cause) {
            if (!(cause instanceof WebSocketHandshakeException handshake)) return away();
            int status = handshake.getResponse().statusCode();
            String body = handshake.getResponse().body() instanceof String text && text.startsWith("{") ? text : null;
            return switch (status) {
                case 401 -> new Refused(ProblemType.NOT_AUTHENTICATED, status, body);
                case 403 -> new Refused(ProblemType.FORBIDDEN, status, body);
                case 404 -> new Refused(ProblemType.NOT_FOUND, status, body);
                case 400 -> new Refused(ProblemType.BAD_REQUEST, status, body);
                default -> away();
            };
        }
    }
}
