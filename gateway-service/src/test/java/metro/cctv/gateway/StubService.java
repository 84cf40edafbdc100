package metro.cctv.gateway;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.websocket.server.WsSci;

/** A service that notes what reaches it. Special paths stream, stall, break or speak WebSocket. */
final class StubService {
    record Seen(String method, String path, String query, Map<String, String> headers, byte[] body) {
        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final List<Session> sockets = new CopyOnWriteArrayList<>();
    final AtomicInteger openStreams = new AtomicInteger();
    final AtomicInteger socketsOpen = new AtomicInteger();

    private final String name;
    private final Tomcat tomcat = new Tomcat();

    StubService(String name) {
        this.name = name;
        try {
            tomcat.setBaseDir(Files.createTempDirectory("cctv-stub").toString());
            tomcat.setHostname("127.0.0.1");
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            Context context = tomcat.addContext("", null);
            context.addServletContainerInitializer(new WsSci(), null);
            context.addServletContainerInitializer(
                    (classes, servlet) -> {
                        var container = (ServerContainer) servlet.getAttribute(ServerContainer.class.getName());
                        try {
                            container.addEndpoint(live());
                        } catch (jakarta.websocket.DeploymentException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    null);
            filter(context);
            Tomcat.addServlet(context, "all", new Answers()).setAsyncSupported(true);
            context.addServletMappingDecoded("/", "all");
            tomcat.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    Seen last() {
        return seen.getLast();
    }

    private void filter(Context context) {
        Filter refuse = (request, response, chain) -> {
            var http = (HttpServletRequest) request;
            if (http.getRequestURI().endsWith("/ws")) note(http, new byte[0]);
            if (http.getRequestURI().equals("/api/live/unknown/ws")) {
                problem((HttpServletResponse) response, 404);
                return;
            }
            if (http.getRequestURI().equals("/api/live/forbidden/ws")) {
                problem((HttpServletResponse) response, 403);
                return;
            }
            chain.doFilter(request, response);
        };
        var definition = new FilterDef();
        definition.setFilterName("refuse");
        definition.setFilter(refuse);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        var map = new FilterMap();
        map.setFilterName("refuse");
        map.addURLPattern("/api/live/*");
        map.setDispatcher(DispatcherType.REQUEST.name());
        context.addFilterMapBefore(map);
    }

    private static void problem(HttpServletResponse response, int status) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getWriter().write("{\"type\":\"urn:metro-cctv:problem:of-ingest\",\"status\":" + status + "}");
    }

    private void note(HttpServletRequest request, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : Collections.list(request.getHeaderNames()))
            headers.put(
                    header.toLowerCase(Locale.ROOT),
                    Collections.list(request.getHeaders(header)).stream().collect(Collectors.joining(",")));
        seen.add(new Seen(request.getMethod(), request.getRequestURI(), request.getQueryString(), headers, body));
    }

    private ServerEndpointConfig live() {
        return ServerEndpointConfig.Builder.create(Live.class, "/api/live/{cameraId}/ws")
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(new Live(StubService.this));
                    }

                    @Override
                    public void modifyHandshake(
                            ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {}
                })
                .build();
    }

    /** When it is asked for it: a text and a large binary message. Answers every further text; "close" closes with 4403. */
    public static class Live extends Endpoint {
        private final StubService service;
        private boolean asked;

        Live(StubService service) {
            this.service = service;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> on(session, text));
            service.sockets.add(session);
            service.socketsOpen.incrementAndGet();
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            service.socketsOpen.decrementAndGet();
        }

        private void on(Session session, String text) {
            try {
                if (!asked) {
                    asked = true;
                    session.getBasicRemote().sendText("{\"type\":\"start\"}");
                    session.getBasicRemote().sendBinary(ByteBuffer.wrap(picture()));
                } else if (text.equals("close"))
                    session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(4403), "the right has ended"));
                else session.getBasicRemote().sendText("echo " + text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static byte[] picture() {
        byte[] picture = new byte[300_000];
        for (int i = 0; i < picture.length; i++) picture[i] = (byte) (i * 31);
        return picture;
    }

    private final class Answers extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            note(request, request.getInputStream().readAllBytes());
            switch (request.getRequestURI()) {
                case "/api/events", "/api/link/feed/stream" -> stream(response);
                case "/api/link/slow" -> stall(response);
                case "/api/link/half" -> {
                    response.getOutputStream().write(new byte[100_000]);
                    response.flushBuffer();
                    throw new org.apache.coyote.CloseNowException("half");
                }
                case "/v3/api-docs" -> document(response);
                default -> {
                    response.setHeader("X-Stub", name);
                    response.addHeader("Set-Cookie", "inner=1");
                    response.setHeader("Server", "inside");
                    response.setContentType("application/json");
                    if (!request.getMethod().equals("HEAD"))
                        response.getWriter().write("{\"service\":\"" + name + "\"}");
                }
            }
        }

        private void stream(HttpServletResponse response) throws IOException {
            openStreams.incrementAndGet();
            try {
                response.setContentType("text/event-stream;charset=UTF-8");
                for (int i = 0; i < 600; i++) {
                    response.getOutputStream().write(("event: tick\ndata: " + i + "\n\n").getBytes());
                    response.flushBuffer();
                    Thread.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                openStreams.decrementAndGet();
            }
        }

        private void stall(HttpServletResponse response) throws IOException {
            try {
                Thread.sleep(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            response.getWriter().write("late");
        }

        private void document(HttpServletResponse response) throws IOException {
            if (name.equals("retention")) {
                response.setStatus(500);
                return;
            }
            response.setContentType("application/json");
            response.getWriter().write("""
                    {"openapi":"3.1.0","paths":{"/api/%1$s/things":{"get":{"responses":{}}},"/internal/x":{"get":{}}},
                     "components":{"schemas":{"Thing":{"type":"object","title":"%1$s"}}}}""".formatted(name));
        }
    }
}
