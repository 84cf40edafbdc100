package metro.cctv.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import metro.cctv.simulator.camera.CameraCatalogue;
import metro.cctv.simulator.camera.CameraDescription;
import metro.cctv.simulator.camera.LiveCamera;
import metro.cctv.simulator.camera.ShowTime;
import metro.cctv.simulator.head.SteeredPictures;
import metro.cctv.simulator.http.SimulatorHttp;
import metro.cctv.simulator.loop.CameraLoops;
import metro.cctv.simulator.loop.LoopLibrary;
import metro.cctv.simulator.loop.LoopSource;
import metro.cctv.simulator.onvif.DiscoveryResponder;
import metro.cctv.simulator.rtsp.RtspLimits;
import metro.cctv.simulator.rtsp.RtspServer;
import metro.cctv.simulator.scene.SceneCatalog;
import metro.cctv.simulator.video.EncodedLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The stand-alone program: listens at once, then serves each camera as soon as its loop is encoded. */
public final class CameraSimulator implements AutoCloseable {
    static {
        // Named here and not logback.xml: services have this module on their tests' class path.
        if (System.getProperty("logback.configurationFile") == null)
            System.setProperty("logback.configurationFile", "metro/cctv/simulator/logback-simulator.xml");
    }

    private static final Logger log = LoggerFactory.getLogger(CameraSimulator.class);
    private static final int ENCODER_THREADS = 2;

    private final SimulatorOptions options;
    private final List<LiveCamera> cameras;
    private final RtspServer rtsp;
    private final SimulatorHttp http;
    private final @Nullable DiscoveryResponder discovery;
    private final ExecutorService encoders;
    /** Draws what turned cameras see; one thread, for they are few. */
    private final ExecutorService painter = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("painter").daemon().factory());

    private CameraSimulator(SimulatorOptions options) throws IOException {
        this.options = options;
        this.cameras = cameras(options, ShowTime.now());
        this.rtsp = RtspServer.start(new RtspServer.Settings(
                options.host(),
                options.rtspPort(),
                options.auth(),
                options.credentials(),
                RtspLimits.defaults(),
                options.audio(),
                options.cachedKeyFrame()));
        SimulatorHttp started = null;
        try {
            String rtspBase = "rtsp://" + options.publicHost() + ":" + rtsp.port();
            started = SimulatorHttp.start(
                    new SimulatorHttp.Settings(
                            options.host(),
                            options.publicHost(),
                            options.httpPort(),
                            rtspBase,
                            options.auth(),
                            options.credentials()),
                    cameras);
            this.http = started;
            this.discovery = options.discovery() ? discovery(options.host(), http) : null;
        } catch (IOException | RuntimeException e) {
            if (started != null) started.close();
            rtsp.close();
            throw e;
        }
        for (LiveCamera camera : cameras) {
            rtsp.expect(path(camera, "main"));
            rtsp.expect(path(camera, "sub"));
        }
        int threads = Math.min(ENCODER_THREADS, Runtime.getRuntime().availableProcessors());
        this.encoders = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("encoder-", 0).daemon().factory());
    }

    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.print(SimulatorOptions.USAGE);
            return;
        }
        SimulatorOptions options;
        CameraSimulator simulator;
        try {
            options = SimulatorOptions.parse(List.of(arguments), System.getenv());
            simulator = new CameraSimulator(options);
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("camera-simulator: " + e.getMessage());
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "shutdown"));
        simulator.announce();
        if (!simulator.encodeAll()) System.exit(1);
        Thread.currentThread().join();
    }

    /** Pictures are worth more than being found: without the port, or without multicast, the cameras go on. */
    private static @Nullable DiscoveryResponder discovery(String host, SimulatorHttp http) {
        try {
            return DiscoveryResponder.start(host, DiscoveryResponder.PORT, http.deviceAddresses());
        } catch (IOException e) {
            log.warn("nobody discovers these cameras: UDP {} on {}: {}", DiscoveryResponder.PORT, host, e.getMessage());
            return null;
        }
    }

    private static List<LiveCamera> cameras(SimulatorOptions options, ShowTime showTime) throws IOException {
        List<LiveCamera> cameras = new ArrayList<>();
        List<String> unknown = new ArrayList<>(options.cameraIds());
        for (CameraDescription description : CameraCatalogue.cameras()) {
            unknown.remove(description.cameraId());
            if (!options.cameraIds().isEmpty() && !options.cameraIds().contains(description.cameraId())) continue;
            String scene = options.sceneByCamera()
                    .getOrDefault(
                            description.cameraId(), options.sceneByCamera().getOrDefault("*", description.scene()));
            cameras.add(new LiveCamera(description, source(scene), showTime));
        }
        if (!unknown.isEmpty()) throw new IllegalArgumentException("unknown cameras: " + unknown);
        return cameras;
    }

    private static LoopSource source(String scene) {
        if (scene.startsWith("file:")) {
            Path file = Path.of(scene.substring("file:".length()));
            if (!Files.isReadable(file)) throw new IllegalArgumentException("cannot read " + file);
            return new LoopSource.Clip(file);
        }
        return new LoopSource.Rendered(
                SceneCatalog.named(scene).orElseThrow(() -> new IllegalArgumentException("unknown scene: " + scene)));
    }

    private void announce() throws IOException {
        for (LiveCamera camera : cameras)
            log.info(
                    "{} {} rtsp://{}:{}{} ({})",
                    camera.id(),
                    camera.description().name(),
                    options.publicHost(),
                    rtsp.port(),
                    path(camera, "main"),
                    camera.source().name());
        log.info("cameras.json, truth and ONVIF at {}", http.baseAddress());
        Path file = options.portsFile();
        if (file == null) return;
        Map<String, Object> ports = new LinkedHashMap<>();
        ports.put("host", options.publicHost());
        ports.put("rtspPort", rtsp.port());
        ports.put("httpPort", http.port());
        // Whoever waits for the file must never read half of it.
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(partial, JsonMapper.builder().build().writeValueAsString(ports));
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** False where no camera has a picture. */
    private boolean encodeAll() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        LoopLibrary library = new LoopLibrary(options.cache(), options.shapes());
        for (LiveCamera camera : cameras) encoders.execute(() -> encode(camera, library));
        encoders.shutdown();
        if (!encoders.awaitTermination(1, TimeUnit.HOURS)) return false;
        long ready = cameras.stream().filter(camera -> camera.loops() != null).count();
        log.info("{} of {} cameras live after {} ms", ready, cameras.size(), (System.nanoTime() - begin) / 1_000_000);
        return ready > 0;
    }

    private void encode(LiveCamera camera, LoopLibrary library) {
        try {
            CameraLoops loops = library.load(camera.source());
            camera.ready(loops);
            ShowTime showTime = camera.showTime();
            publish(camera, "main", loops.main(), showTime);
            publish(camera, "sub", loops.sub(), showTime);
            log.info("{} is live", camera.id());
        } catch (IOException | RuntimeException e) {
            log.error("{} has no picture", camera.id(), e);
        }
    }

    private void publish(LiveCamera camera, String stream, EncodedLoop loop, ShowTime showTime) {
        rtsp.publish(path(camera, stream), loop, showTime.startedNanos(), SteeredPictures.of(camera, loop, painter));
    }

    private static String path(LiveCamera camera, String stream) {
        return "/" + camera.id() + "/" + stream;
    }

    @Override
    public void close() {
        encoders.shutdownNow();
        painter.shutdownNow();
        if (discovery != null) discovery.close();
        http.close();
        rtsp.close();
    }
}
