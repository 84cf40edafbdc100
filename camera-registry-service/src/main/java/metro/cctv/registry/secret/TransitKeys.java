package metro.cctv.registry.secret;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key service in the shape of Vault's (and OpenBao's) transit engine: master keys never leave it. Its requests and
 * answers hold data keys, so nothing of them goes into an exception or a log; Java's own client logs none of it either.
 */
final class TransitKeys implements MasterKeys {
    private static final Pattern CIPHERTEXT = Pattern.compile("vault:v([1-9][0-9]{0,8}):[A-Za-z0-9+/=]{1,512}");
    private static final int MAX_ANSWER_BYTES = 2 * 1024 * 1024;
    private static final int BATCH = 500;

    private final String base;
    private final String key;
    private final Path tokenFile;
    private final Duration timeout;
    private final HttpClient http;
    private final JsonMapper json;

    TransitKeys(SecretProperties.Kms kms, @Nullable SSLContext trust, JsonMapper json) {
        check(kms.url());
        this.base = kms.url().replaceFirst("/+$", "") + "/v1/" + kms.mount() + "/";
        this.key = kms.key();
        if (kms.tokenFile().isBlank())
            throw new IllegalStateException("cctv.secret.kms.token-file: needed with kms.url");
        this.tokenFile = Path.of(kms.tokenFile());
        token();
        this.timeout = kms.timeout();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(kms.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1);
        if (trust != null) builder.sslContext(trust);
        this.http = builder.build();
        this.json = json;
    }

    @Override
    public String newestId() {
        int latest = call("GET", "keys/" + key, null).path("latest_version").asInt(0);
        if (latest < 1) throw KeyRefused.temporary("the key service names no version of key \"" + key + "\"");
        return id(Integer.toString(latest));
    }

    @Override
    public boolean knows(String masterKeyId) {
        return masterKeyId.startsWith(id(""));
    }

    @Override
    public WrappedKey wrap(byte[] dataKey) {
        ObjectNode body =
                json.createObjectNode().put("plaintext", Base64.getEncoder().encodeToString(dataKey));
        return wrapped(call("POST", "encrypt/" + key, body));
    }

    @Override
    public byte[] unwrap(WrappedKey wrapped) {
        String answer = call("POST", "decrypt/" + key, ciphertext(wrapped))
                .path("plaintext")
                .asString("");
        try {
            byte[] dataKey = Base64.getDecoder().decode(answer);
            if (dataKey.length == DATA_KEY_BYTES) return dataKey;
        } catch (IllegalArgumentException e) {
            // falls through: its words would hold a part of the answer
        }
        throw KeyRefused.lasting("the key service gave no data key for " + wrapped.masterKeyId());
    }

    @Override
    public List<WrappedKey> rewrap(List<WrappedKey> wrapped) {
        List<WrappedKey> fresh = new ArrayList<>(wrapped.size());
        for (int from = 0; from < wrapped.size(); from += BATCH)
            fresh.addAll(rewrapBatch(wrapped.subList(from, Math.min(from + BATCH, wrapped.size()))));
        return fresh;
    }

    private List<WrappedKey> rewrapBatch(List<WrappedKey> batch) {
        ObjectNode body = json.createObjectNode();
        ArrayNode input = body.putArray("batch_input");
        batch.forEach(one -> input.add(ciphertext(one)));
        JsonNode results = call("POST", "rewrap/" + key, body).path("batch_results");
        if (results.size() != batch.size())
            throw KeyRefused.temporary(
                    "the key service rewrapped " + results.size() + " of " + batch.size() + " data keys");
        List<WrappedKey> fresh = new ArrayList<>(batch.size());
        for (JsonNode result : results) fresh.add(wrapped(result));
        return fresh;
    }

    private ObjectNode ciphertext(WrappedKey wrapped) {
        return json.createObjectNode().put("ciphertext", new String(wrapped.bytes(), StandardCharsets.US_ASCII));
    }

    private WrappedKey wrapped(JsonNode answer) {
        String text = answer.path("ciphertext").asString("");
        var parts = CIPHERTEXT.matcher(text);
        if (!parts.matches()) throw KeyRefused.temporary("the key service gave no ciphertext");
        return new WrappedKey(id(parts.group(1)), text.getBytes(StandardCharsets.US_ASCII));
    }

    private String id(String version) {
        return "kms/" + key + "/v" + version;
    }

    /** @return the answer's {@code data} */
    private JsonNode call(String method, String path, @Nullable ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .header("X-Vault-Token", token())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build();
        byte[] answer = answer(request);
        try {
            return json.readTree(answer).path("data");
        } catch (JacksonException e) {
            throw KeyRefused.temporary("the key service's answer is no JSON");
        }
    }

    private byte[] answer(HttpRequest request) {
        CompletableFuture<HttpResponse<InputStream>> waiting = http.sendAsync(request, BodyHandlers.ofInputStream());
        CompletableFuture<byte[]> whole = waiting.thenApplyAsync(TransitKeys::body, Thread::startVirtualThread);
        try {
            return whole.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KeyRefused.temporary("interrupted while the key service was asked");
        } catch (TimeoutException e) {
            waiting.cancel(true);
            throw KeyRefused.temporary("the key service did not answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KeyRefused refused) throw refused;
            throw KeyRefused.temporary("the key service is away");
        }
    }

    private static byte[] body(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        try (InputStream in = response.body()) {
            if (status == 200) {
                byte[] bytes = in.readNBytes(MAX_ANSWER_BYTES + 1);
                if (bytes.length <= MAX_ANSWER_BYTES) return bytes;
                throw KeyRefused.temporary("the key service's answer is too large");
            }
        } catch (IOException e) {
            throw KeyRefused.temporary("the key service broke off");
        }
        throw switch (status) {
            case 400 -> KeyRefused.lasting("the key service refuses the wrapped key (400)");
            case 403 -> KeyRefused.temporary("the key service refuses our token (403)");
            case 404 -> KeyRefused.temporary("the key service knows no such key (404)");
            default -> KeyRefused.temporary("the key service answered " + status);
        };
    }

    private String token() {
        try {
            if (!PosixFilePermissions.fromString("rw-------").containsAll(Files.getPosixFilePermissions(tokenFile)))
                throw KeyRefused.temporary("key service token file: others may read it; chmod 600 it");
            String token =
                    Files.readString(tokenFile, StandardCharsets.US_ASCII).strip();
            if (token.matches("[\\x21-\\x7e]{1,2048}")) return token;
            throw KeyRefused.temporary("key service token file: one line of printable characters");
        } catch (IOException e) {
            throw KeyRefused.temporary("key service token file: cannot be read");
        }
    }

    private static void check(String written) {
        URI url;
        try {
            url = new URI(written);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cctv.secret.kms.url: like https://kms.example:8200, was no URL");
        }
        boolean loopback =
                "127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost()) || "[::1]".equals(url.getHost());
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawQuery() != null)
            throw new IllegalStateException("cctv.secret.kms.url: like https://kms.example:8200, was not");
        if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && loopback))
            throw new IllegalStateException("cctv.secret.kms.url: https (http only to loopback)");
    }
}
