package metro.cctv.registry.secret;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A small real key service with the doors, forms and statuses of Vault's transit engine. */
final class KeyService implements AutoCloseable {
    static final String TOKEN = "s.kms-token-1";

    /** How it behaves. */
    enum Mood {
        WELL,
        REPEATS_WHAT_IT_GOT,
        SEALED,
        SLOW,
        TRICKLES,
        ENDLESS,
        NO_JSON,
        WRONG_KEY_LENGTH,
        NO_CIPHERTEXT,
        SENDS_ELSEWHERE
    }

    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile Mood mood = Mood.WELL;

    private final JsonMapper json = JsonMapper.builder().build();
    private final List<byte[]> versions = new ArrayList<>(List.of(Aead.random(32)));
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;

    KeyService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/transit/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized void rotate() {
        versions.add(Aead.random(32));
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath().substring("/v1/transit/".length());
        calls.add(exchange.getRequestMethod() + " " + path);
        try (exchange) {
            if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
                send(exchange, 403, "{\"errors\":[\"permission denied\"]}");
                return;
            }
            switch (mood) {
                case SEALED -> send(exchange, 503, "{\"errors\":[\"Vault is sealed\"]}");
                case REPEATS_WHAT_IT_GOT -> send(exchange, 500, new String(body, StandardCharsets.UTF_8));
                case NO_JSON -> send(exchange, 200, "oops " + new String(body, StandardCharsets.UTF_8));
                case NO_CIPHERTEXT -> send(exchange, 200, "{\"data\":{\"ciphertext\":\"none\"}}");
                case WRONG_KEY_LENGTH -> send(exchange, 200, "{\"data\":{\"plaintext\":\"c2hvcnQ=\"}}");
                case SLOW -> await();
                case TRICKLES -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    await();
                }
                case ENDLESS -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] much = new byte[65_536];
                    while (true) exchange.getResponseBody().write(much);
                }
                case SENDS_ELSEWHERE -> {
                    exchange.getResponseHeaders().add("Location", url() + "/v1/transit/elsewhere");
                    send(exchange, 307, "");
                }
                case WELL -> work(exchange, path, body);
            }
        }
    }

    private void work(HttpExchange exchange, String path, byte[] body) throws IOException {
        JsonNode in = body.length == 0 ? json.createObjectNode() : json.readTree(body);
        ObjectNode out = json.createObjectNode();
        ObjectNode data = out.putObject("data");
        try {
            switch (path) {
                case "keys/camera-credentials" -> data.put("latest_version", latest());
                case "encrypt/camera-credentials" ->
                    data.put(
                            "ciphertext",
                            encrypt(Base64.getDecoder()
                                    .decode(in.get("plaintext").asString())));
                case "decrypt/camera-credentials" ->
                    data.put(
                            "plaintext",
                            Base64.getEncoder()
                                    .encodeToString(decrypt(in.get("ciphertext").asString())));
                case "rewrap/camera-credentials" -> {
                    ArrayNode results = data.putArray("batch_results");
                    for (JsonNode one : in.get("batch_input"))
                        results.addObject()
                                .put(
                                        "ciphertext",
                                        encrypt(decrypt(one.get("ciphertext").asString())));
                }
                default -> {
                    send(exchange, 404, "{\"errors\":[]}");
                    return;
                }
            }
            send(exchange, 200, out.toString());
        } catch (GeneralSecurityException e) {
            send(exchange, 400, "{\"errors\":[\"cipher: message authentication failed\"]}");
        }
    }

    private synchronized int latest() {
        return versions.size();
    }

    private synchronized String encrypt(byte[] plain) {
        byte[] sealed = Aead.seal(versions.getLast(), "kms", plain);
        return "vault:v" + versions.size() + ":" + Base64.getEncoder().encodeToString(sealed);
    }

    private synchronized byte[] decrypt(String ciphertext) throws GeneralSecurityException {
        String[] parts = ciphertext.split(":");
        int version = Integer.parseInt(parts[1].substring(1));
        if (version > versions.size()) throw new GeneralSecurityException("no such version");
        return Aead.open(versions.get(version - 1), "kms", Base64.getDecoder().decode(parts[2]));
    }

    private void await() {
        try {
            boolean unused = closed.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
