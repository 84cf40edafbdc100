package metro.cctv.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.ingest.record.TestKeys;

/** The registry's credentials door, retention's recording keys and the gateway's token door, as ingest sees them. */
final class RegistryStub {
    static final String USER = "camera";
    static final String PASSWORD = "s3cret-of-the-camera";

    static final TestKeys KEYS = new TestKeys();

    private final HttpServer server;

    RegistryStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/oauth2/token",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"access_token\":\"service-token\",\"token_type\":\"Bearer\",\"expires_in\":120}"));
        server.createContext("/internal/cameras/", exchange -> {
            boolean known =
                    "Bearer service-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(
                    exchange,
                    known ? 200 : 401,
                    known ? "{\"username\":\"" + USER + "\",\"password\":\"" + PASSWORD + "\"}" : "{}");
        });
        server.createContext(
                "/internal/recording-keys",
                exchange ->
                        answer(exchange, 200, EventJson.MAPPER.writeValueAsString(KEYS.keysOf(district(exchange)))));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String district(HttpExchange exchange) {
        return exchange.getRequestURI().getQuery().replace("district=", "");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
