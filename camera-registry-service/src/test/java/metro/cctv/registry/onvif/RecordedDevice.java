package metro.cctv.registry.onvif;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A device that answers from a file. The file has sections {@code === Name [HTTP status]}: {@code envelope} with
 * {@code {BODY}} in it, {@code login} ({@code open}, {@code digest} or {@code token}), and one per action; an action of
 * Media 2 has {@code tr2.} before it. {@code {HOST}} becomes host and port.
 */
final class RecordedDevice implements AutoCloseable {
    private static final Pattern SECTION = Pattern.compile("(?m)^=== (\\S+)(?: (\\d{3}))?\\R");
    private static final Pattern CALL = Pattern.compile("<s:Body><(\\w+):(\\w+)>");

    private final HttpServer server;
    private final Map<String, Section> sections;
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();
    final List<String> tokens = new CopyOnWriteArrayList<>();

    private record Section(int status, String text) {}

    private RecordedDevice(Map<String, Section> sections) throws IOException {
        this.sections = sections;
        this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 16);
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** @param name of a file in the resources beside this class, without its ending */
    static RecordedDevice of(String name) {
        try (InputStream in = RecordedDevice.class.getResourceAsStream(name + ".txt")) {
            if (in == null) throw new IllegalArgumentException("no such device: " + name);
            return new RecordedDevice(sections(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, Section> sections(String file) {
        Map<String, Section> sections = new HashMap<>();
        Matcher head = SECTION.matcher(file);
        List<int[]> bounds = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        while (head.find()) {
            bounds.add(new int[] {head.start(), head.end()});
            names.add(head.group(1));
            statuses.add(head.group(2) == null ? 200 : Integer.parseInt(head.group(2)));
        }
        for (int i = 0; i < names.size(); i++) {
            int end = i + 1 < names.size() ? bounds.get(i + 1)[0] : file.length();
            sections.put(
                    names.get(i),
                    new Section(
                            statuses.get(i),
                            file.substring(bounds.get(i)[1], end).strip()));
        }
        return sections;
    }

    String address() {
        return "http://" + host() + "/onvif/device_service";
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher call = CALL.matcher(request);
            String action = call.find() ? (call.group(1).equals("tr2") ? "tr2." : "") + call.group(2) : "?";
            asked.add(action + " " + exchange.getRequestURI());
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (authorization != null) authorizations.add(authorization);
            boolean token = request.contains("UsernameToken");
            if (token) tokens.add(request);
            String login =
                    sections.getOrDefault("login", new Section(200, "open")).text();
            boolean free = action.equals("GetSystemDateAndTime")
                    || action.equals("GetServices")
                    || action.equals("GetCapabilities");
            if (login.equals("digest") && !free && authorization == null) {
                exchange.getResponseHeaders()
                        .add(
                                "WWW-Authenticate",
                                "Digest qop=\"auth\", realm=\"IP Camera\", nonce=\"abc123\", stale=\"FALSE\"");
                answer(
                        exchange,
                        401,
                        "<!DOCTYPE html><html><head><title>Unauthorized</title></head><body>401</body></html>");
                return;
            }
            Section section = login.equals("token") && !free && !token
                    ? sections.get("not-authorized")
                    : sections.getOrDefault(action, sections.get("unknown"));
            String body = sections.get("envelope").text().replace("{BODY}", section.text());
            answer(exchange, section.status(), body.replace("{HOST}", host()));
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/soap+xml; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
