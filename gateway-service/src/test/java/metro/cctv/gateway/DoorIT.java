package metro.cctv.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import metro.cctv.gateway.route.RouteTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is open and what is closed, from the route table itself. */
@GatewayTest
class DoorIT {
    @LocalServerPort
    int port;

    @Autowired
    Stage.Ledger ledger;

    static Stream<String> paths() {
        Stream<String> routed = RouteTable.ROUTES.stream().flatMap(route -> route.patterns().stream());
        return Stream.concat(
                        routed, Stream.of(RouteTable.LIVE_SOCKET, "/api/openapi.json", "/api/docs", "/api/unknown"))
                .map(pattern -> pattern.replace("{cameraId}", "c1")
                        .replace("{alertId}", "a1")
                        .replace("/**", "/x"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void nothingWithoutLoginOrToken(String path) {
        var nobody = new Visitor(port);
        int before = seen();
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            HttpResponse<String> answer = nobody.send(method, path, "{}");
            assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(401);
            assertThat(Visitor.problem(answer)).isEqualTo("not-authenticated");
        }
        assertThat(seen()).isEqualTo(before);
        await().untilAsserted(() -> assertThat(ledger.rows())
                .anyMatch(row -> row.objectId().equals(path)
                        && row.action().equals("http.delete")
                        && "not-authenticated".equals(row.reason())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/cameras",
                "/actuator",
                "/actuator/env",
                "/actuator/health",
                "/actuator/heapdump",
                "/actuator/gateway/routes",
                "/v3/api-docs",
                "/swagger-ui/index.html"
            })
    void whatIsInsideDoesNotExistOutside(String path) {
        var lee = Visitor.loggedIn(port, "lee", Stage.MANAGER_PASSWORD);
        int before = seen();
        for (Visitor visitor : List.of(lee, new Visitor(port))) {
            HttpResponse<String> answer = visitor.get(path, "Accept", "text/html");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(Visitor.problem(answer)).isEqualTo("not-found");
        }
        assertThat(seen()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/cameras;x=1/1",
                "/api//cameras",
                "/api/cameras/..%2f..%2finternal",
                "/api/cameras/%2e%2e/internal",
                "/api/cameras/../../internal/cameras",
                "/api/cameras%2f1",
                "/api/cameras/%00",
                "/api/cameras/%0d%0aX: y",
                "/api/cameras\\..\\internal",
                "/api/live/c1/../../internal/sessions?ticket=x"
            })
    void pathTricksAreRefused(String path) throws IOException {
        int before = seen();
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 (400|404|401) .*"); // Tomcat may resolve ".." before it asks us
        assertThat(answer)
                .contains("application/problem+json")
                .doesNotContain("<html")
                .doesNotContain("Exception");
        assertThat(seen()).isEqualTo(before);
    }

    @Test
    void anUnknownPathIsAProblem() {
        var lee = Visitor.loggedIn(port, "lee", Stage.MANAGER_PASSWORD);
        assertThat(Visitor.problem(lee.get("/api/nothing-here"))).isEqualTo("not-found");
        assertThat(Visitor.problem(lee.get("/error"))).isEqualTo("not-found");
        assertThat(Visitor.problem(new Visitor(port).send("POST", "/index.html", "")))
                .isEqualTo("method-not-allowed");
    }

    private static int seen() {
        return Stage.ALL.stream().mapToInt(service -> service.seen.size()).sum();
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
