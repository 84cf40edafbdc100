package metro.cctv.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody outside, with a browser's cookies or with a token. */
final class Visitor {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    final URI base;

    Visitor(int port) {
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    static Visitor loggedIn(int port, String name, String password) {
        var visitor = new Visitor(port);
        HttpResponse<String> answer = visitor.login(name, password);
        if (answer.statusCode() != 204) throw new AssertionError(answer.statusCode() + " " + answer.body());
        return visitor;
    }

    HttpResponse<String> login(String name, String password) {
        get("/api/me");
        return send(form("/login", "username=" + encoded(name) + "&password=" + encoded(password))
                .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN").orElse("")));
    }

    HttpResponse<String> logout() {
        return send(form("/logout", "").header("X-XSRF-TOKEN", csrf()));
    }

    /** The token changes with a login, so it is read anew. */
    String csrf() {
        get("/api/me");
        return cookie("XSRF-TOKEN").orElse("");
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        if (headers.length > 0) request.headers(headers);
        return send(request);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) request.headers(headers);
        return send(request);
    }

    HttpResponse<InputStream> open(String path, String... headers) {
        HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
        if (headers.length > 0) request.headers(headers);
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    WebSocket.Builder socket() {
        return client.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
    }

    URI socketAddress(String path) {
        return URI.create("ws://127.0.0.1:" + base.getPort() + path);
    }

    HttpResponse<String> token(String id, String secret) {
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return send(form("/oauth2/token", "grant_type=client_credentials").header("Authorization", "Basic " + basic));
    }

    /** Value of an Authorization header. */
    String bearer(String id, String secret) {
        return "Bearer " + json(token(id, secret)).path("access_token").asString();
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpRequest.Builder form(String path, String body) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** The slug of a problem; fails when the answer is none. */
    static String problem(HttpResponse<String> answer) {
        String type = answer.headers().firstValue("content-type").orElse("");
        if (!type.startsWith("application/problem+json"))
            throw new AssertionError("not a problem: " + answer.statusCode() + " " + type + " " + answer.body());
        return json(answer).path("type").asString().replace("urn:metro-cctv:problem:", "");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
