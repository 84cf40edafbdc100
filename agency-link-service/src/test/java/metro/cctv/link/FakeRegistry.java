package metro.cctv.link;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Layers, sights, heads and tokens, in the registry's own words (docs/ref/http.md). */
final class FakeRegistry {
    /** What it answers for a layer; anything else is 503. */
    final Map<String, String> layers = new ConcurrentHashMap<>();

    /** The items of {@code sees}, whatever the place. */
    final Map<String, String> sights = new ConcurrentHashMap<>();

    /** What heads were told, e.g. {@code POST PTZ-1 {"agency":…}}. */
    final List<String> heads = new CopyOnWriteArrayList<>();

    /** Slugs of problems that heads answer next, before they do as told. */
    final Queue<String> headProblems = new ConcurrentLinkedQueue<>();

    private final HttpServer server;

    FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/oauth2", exchange -> answer(exchange, 200, "{\"access_token\":\"t\",\"expires_in\":300}"));
            server.createContext("/api/layers/", exchange -> {
                String layer = exchange.getRequestURI()
                        .getPath()
                        .replaceFirst("^/api/layers/", "")
                        .replaceFirst("/near$", "");
                String known = layers.getOrDefault(layer, "");
                answer(exchange, known.isEmpty() ? 503 : 200, known);
            });
            server.createContext(
                    "/api/cameras/sees",
                    exchange -> answer(
                            exchange, 200, "{\"items\":[" + String.join(",", sights.values()) + "],\"hidden\":[]}"));
            server.createContext("/internal/cameras/", this::head);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param preset null: it has none there */
    void sees(String cameraId, @org.jspecify.annotations.Nullable String preset, double bearingDeg) {
        sights.put(
                cameraId,
                "{\"camera\":{\"cameraId\":\"%s\",\"heightM\":6},\"distanceM\":60,\"bearingDeg\":%s,\"how\":\"PTZ\",\"preset\":%s}"
                        .formatted(cameraId, bearingDeg, preset == null ? "null" : "\"" + preset + "\""));
    }

    private void head(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        String body = exchange.getRequestMethod().equals("DELETE")
                ? exchange.getRequestURI().getQuery()
                : new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heads.add(exchange.getRequestMethod() + " " + path[3] + " " + body);
        String problem = headProblems.poll();
        if (problem == null) answer(exchange, 204, "");
        else
            answer(
                    exchange,
                    409,
                    "{\"type\":\"urn:metro-cctv:problem:%s\",\"detail\":\"words of %s\"}".formatted(problem, problem));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
