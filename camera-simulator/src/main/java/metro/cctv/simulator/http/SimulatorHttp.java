package metro.cctv.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import metro.cctv.simulator.access.AuthScheme;
import metro.cctv.simulator.access.Authenticator;
import metro.cctv.simulator.access.Credentials;
import metro.cctv.simulator.access.Verdict;
import metro.cctv.simulator.camera.LiveCamera;
import metro.cctv.simulator.head.PtzHead;
import metro.cctv.simulator.head.SteeredPictures;
import metro.cctv.simulator.loop.CameraLoops;
import metro.cctv.simulator.onvif.OnvifAnswer;
import metro.cctv.simulator.onvif.OnvifDevice;
import metro.cctv.simulator.scene.Scene;
import metro.cctv.simulator.scene.ScenePicture;
import metro.cctv.simulator.truth.CamerasJson;
import metro.cctv.simulator.truth.TruthJson;
import metro.cctv.simulator.video.KeyFramePicture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /cameras.json}, {@code /truth/ID.json}, {@code /truth/ID.jpg?frame=N} (frame N of its loop, for reports),
 * {@code /snapshot/ID.jpg} and {@code /onvif/ID/…}.
 */
public final class SimulatorHttp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SimulatorHttp.class);
    private static final int THREADS = 8;
    private static final int BACKLOG = 64;
    /** ONVIF requests are a few kilobytes. */
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private static final int MAX_QUEUED_REQUESTS = 64;
    private static final String JSON = "application/json";
    private static final Pattern FRAME = Pattern.compile("frame=[0-9]{1,7}");
    private static final int TRUE_WIDTH = 640;
    private static final int TRUE_HEIGHT = 360;

    static {
        // The JDK's server waits for ever for a slow request unless told otherwise; seconds.
        setUnlessSet("sun.net.httpserver.maxReqTime", "10");
        setUnlessSet("sun.net.httpserver.maxRspTime", "30");
        setUnlessSet("sun.net.httpserver.maxReqHeaderSize", "16384");
        setUnlessSet("jdk.httpserver.maxConnections", "128");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Settings settings;
    private final Authenticator authenticator;
    private final Map<String, LiveCamera> cameras = new LinkedHashMap<>();
    private final Map<String, OnvifDevice> devices = new LinkedHashMap<>();

    /**
     * @param publicHost the host written into addresses
     * @param rtspBase {@code rtsp://host:port}
     */
    public record Settings(
            String host,
            String publicHost,
            int port,
            String rtspBase,
            AuthScheme auth,
            @Nullable Credentials credentials) {}

    private SimulatorHttp(Settings settings, List<LiveCamera> cameras) throws IOException {
        this.settings = settings;
        this.authenticator = new Authenticator(
                settings.auth(),
                settings.credentials(),
                "Metro CCTV camera",
                Clock.systemUTC(),
                Authenticator.NONCE_LIFE);
        this.server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), BACKLOG);
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_QUEUED_REQUESTS),
                Thread.ofPlatform().name("http-", 0).daemon().factory(),
                new ThreadPoolExecutor.AbortPolicy());
        for (LiveCamera camera : cameras) {
            this.cameras.put(camera.id(), camera);
            devices.put(
                    camera.id(),
                    new OnvifDevice(
                            camera, settings.rtspBase(), baseAddress(), settings.credentials(), Clock.systemUTC()));
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public static SimulatorHttp start(Settings settings, List<LiveCamera> cameras) throws IOException {
        return new SimulatorHttp(settings, cameras);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String baseAddress() {
        return "http://" + settings.publicHost() + ":" + port();
    }

    /** ONVIF device service by camera id. */
    public Map<String, String> deviceAddresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (String id : cameras.keySet()) addresses.put(id, baseAddress() + "/onvif/" + id + "/device_service");
        return addresses;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpAnswer answer;
            try {
                answer = answer(exchange);
            } catch (RuntimeException e) {
                log.warn(
                        "{} {}",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        e);
                answer = HttpAnswer.text(500, "internal error");
            }
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (!answer.challenges().isEmpty())
                exchange.getResponseHeaders().put("WWW-Authenticate", answer.challenges());
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) exchange.getResponseBody().write(answer.body());
        }
    }

    private HttpAnswer answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", 5);
        if (path.length == 4 && path[1].equals("onvif")) return onvif(exchange, path[2], path[3]);
        if (!exchange.getRequestMethod().equals("GET")) return HttpAnswer.text(405, "GET only");
        if (path.length == 2 && path[1].equals("cameras.json")) return cameras();
        if (path.length == 3 && path[1].equals("truth")) return truth(exchange, path[2]);
        if (path.length == 3 && path[1].equals("snapshot")) return snapshot(exchange, path[2]);
        return HttpAnswer.text(404, "not found");
    }

    private HttpAnswer cameras() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CamerasJson.write(
                List.copyOf(cameras.values()),
                settings.rtspBase(),
                baseAddress(),
                settings.auth() != AuthScheme.NONE,
                out);
        return HttpAnswer.of(200, JSON, out.toByteArray());
    }

    private HttpAnswer truth(HttpExchange exchange, String name) throws IOException {
        if (name.endsWith(".jpg")) return truePicture(exchange, name);
        LiveCamera camera = cameraOf(name, ".json");
        Scene scene = camera == null ? null : camera.scene();
        if (camera == null || scene == null) return HttpAnswer.text(404, "no truth is known about this camera");
        boolean frames = !"frames=false".equals(exchange.getRequestURI().getQuery());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TruthJson.write(camera, scene, frames, out);
        return HttpAnswer.of(200, JSON, out.toByteArray());
    }

    private HttpAnswer truePicture(HttpExchange exchange, String name) throws IOException {
        LiveCamera camera = cameraOf(name, ".jpg");
        Scene scene = camera == null ? null : camera.scene();
        String query = exchange.getRequestURI().getQuery();
        if (scene == null || query == null || !FRAME.matcher(query).matches())
            return HttpAnswer.text(404, "a camera with a known truth, and ?frame=N");
        int frame = Integer.parseInt(query.substring(query.indexOf('=') + 1)) % scene.frames();
        return HttpAnswer.of(
                200, "image/jpeg", KeyFramePicture.jpeg(ScenePicture.of(scene, frame, TRUE_WIDTH, TRUE_HEIGHT)));
    }

    private HttpAnswer snapshot(HttpExchange exchange, String name) throws IOException {
        Verdict verdict = authenticator.check(
                "GET",
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Authorization"));
        if (verdict instanceof Verdict.Refused(List<String> challenges)) return HttpAnswer.unauthorised(challenges);
        LiveCamera camera = cameraOf(name, ".jpg");
        if (camera == null) return HttpAnswer.text(404, "not found");
        CameraLoops loops = camera.loops();
        if (loops == null) return HttpAnswer.text(503, "the picture is still being prepared");
        long frame = camera.showTime().frame(loops.main().rate());
        PtzHead head = camera.head();
        Scene scene = camera.scene();
        if (head != null && scene != null && !head.isAtFront(Instant.now()))
            return HttpAnswer.of(
                    200,
                    "image/jpeg",
                    KeyFramePicture.jpeg(ScenePicture.of(
                            scene,
                            (int) (frame % scene.frames()),
                            loops.main().width(),
                            loops.main().height(),
                            SteeredPictures.framing(head, Instant.now()))));
        return HttpAnswer.of(200, "image/jpeg", KeyFramePicture.jpeg(loops.main(), frame));
    }

    private HttpAnswer onvif(HttpExchange exchange, String cameraId, String service) throws IOException {
        OnvifDevice device = devices.get(cameraId);
        if (device == null) return HttpAnswer.text(404, "not found");
        if (!exchange.getRequestMethod().equals("POST")) return HttpAnswer.text(405, "POST only");
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(MAX_BODY_BYTES + 1);
        }
        if (body.length > MAX_BODY_BYTES) return HttpAnswer.text(413, "64 KiB at most");
        Verdict verdict = authenticator.check(
                "POST",
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Authorization"));
        OnvifAnswer answer = device.answer(service, body, verdict instanceof Verdict.Granted);
        List<String> challenges =
                answer.status() == 401 && verdict instanceof Verdict.Refused(List<String> asked) ? asked : List.of();
        return new HttpAnswer(answer.status(), "application/soap+xml; charset=utf-8", answer.xml(), challenges);
    }

    private @Nullable LiveCamera cameraOf(String name, String extension) {
        if (!name.endsWith(extension)) return null;
        return cameras.get(name.substring(0, name.length() - extension.length()));
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) System.setProperty(property, value);
    }
}
