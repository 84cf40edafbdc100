package metro.cctv.ingest.relay;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.ingest.relay.LiveDoor.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides before the socket opens. No right: an HTTP problem and no socket. An unknown camera gets a socket that closes
 * with 4404, so that a browser, which sees no HTTP status, can tell it from a network fault.
 */
public final class LiveHandshake implements HandshakeInterceptor {
    static final String VIEWER = "viewer";
    static final String STREAM = "stream";
    private static final Pattern PATH = Pattern.compile(".*/api/live/([A-Z0-9][A-Z0-9-]{2,31})/ws");

    private final LiveDoor door;
    private final JsonMapper json;

    public LiveHandshake(LiveDoor door, JsonMapper json) {
        this.door = door;
        this.json = json;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws Exception {
        Matcher path = PATH.matcher(request.getURI().getPath());
        if (!path.matches()) return refuse(response, new ViewRefused(ProblemType.NOT_FOUND));
        Map<String, List<String>> query =
                UriComponentsBuilder.fromUri(request.getURI()).build().getQueryParams();
        String ticket = first(query, "ticket");
        String address = request.getRemoteAddress().getAddress().getHostAddress();
        Viewer viewer = Viewer.of(
                path.group(1),
                ticket == null ? null : java.net.URLDecoder.decode(ticket, StandardCharsets.UTF_8),
                address);
        attributes.put(VIEWER, viewer);
        attributes.put(STREAM, "main".equals(first(query, "stream")) ? Stream.MAIN : Stream.SUB);
        try {
            door.openSession(viewer);
            return true;
        } catch (ViewRefused e) {
            return e.type() == ProblemType.NOT_FOUND || refuse(response, e);
        }
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}

    private static @Nullable String first(Map<String, List<String>> query, String name) {
        List<String> values = query.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    private boolean refuse(ServerHttpResponse response, ViewRefused e) throws java.io.IOException {
        response.setStatusCode(HttpStatusCode.valueOf(e.type().status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getBody().write(json.writeValueAsBytes(ViewProblems.body(e)));
        return false;
    }
}
