package metro.cctv.bench.relay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import metro.cctv.bench.Commands;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.ingest.frame.FramePublisher;
import metro.cctv.ingest.frame.FrameSettings;
import metro.cctv.ingest.frame.Frames;
import metro.cctv.ingest.relay.GrantBook;
import metro.cctv.ingest.relay.LiveCameras;
import metro.cctv.ingest.relay.LiveController;
import metro.cctv.ingest.relay.LiveDoor;
import metro.cctv.ingest.relay.LiveHandshake;
import metro.cctv.ingest.relay.LiveSocket;
import metro.cctv.ingest.relay.LiveSocketConfiguration;
import metro.cctv.ingest.relay.LiveStream;
import metro.cctv.ingest.relay.RelaySettings;
import metro.cctv.ingest.relay.ViewProblems;
import metro.cctv.ingest.relay.Viewers;
import metro.cctv.ingest.session.RtspSessions;
import metro.cctv.ingest.session.SessionSettings;
import metro.cctv.ingest.session.StreamPull;
import metro.cctv.ingest.tampering.TamperingSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code RTSP_PORT CAMERA TICKET}: ingest's own pull, relay, door and web server for one camera; no recorder, gate or
 * Kafka. Says its HTTP port when there is a picture; {@code used} and {@code heap} ask what it took.
 */
final class RelayPath {
    private static final String DISTRICT = "DJ-SEO";
    private static final int MAX_VIEWERS = 2_000;

    private RelayPath() {}

    public static void main(String[] args) throws Exception {
        try (ConfigurableApplicationContext context = SpringApplication.run(
                Relay.class, "--server.port=0", "--spring.config.location=classpath:chassis.yml")) {
            String camera = args[1];
            var sessions = context.getBean(RtspSessions.class);
            var loop = sessions.nextLoop();
            var live = new LiveStream(loop, context.getBean(RelaySettings.class));
            StreamPull pull = sessions.pull(
                    camera,
                    Stream.MAIN,
                    new StreamAddress(
                            "rtsp://127.0.0.1:" + args[0] + "/" + camera + "/main", StreamAddress.Transport.TCP),
                    refused -> CompletableFuture.completedFuture(Optional.empty()),
                    loop,
                    live::accept,
                    live::stateChanged);
            var pictures = context.getBean(Frames.class).pipeline(camera, DISTRICT, false, () -> 0, sight -> {});
            context.getBean(LiveCameras.class).put(new LiveCameras.LiveCamera(camera, DISTRICT, live, null, pictures));
            context.getBean(GrantBook.class).apply(grant(camera, args[2]));
            pull.start();
            live.format().get(30, TimeUnit.SECONDS);
            Commands.say(Map.of("port", context.getEnvironment().getRequiredProperty("local.server.port", int.class)));
            Commands.answer(words -> words[0].equals("heap") ? Commands.heap() : Commands.used());
            pull.stop();
        }
    }

    private static GrantChanged grant(String camera, String ticket) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
        Instant now = Instant.now();
        return new GrantChanged(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "bench",
                "112",
                Role.POLICE_112,
                camera,
                DISTRICT,
                "CRIME",
                HexFormat.of().formatHex(hash),
                now.minusSeconds(1),
                now.plus(Duration.ofHours(6)),
                GrantChanged.State.ACTIVE,
                now);
    }

    /** The beans of ingest that a viewer's bytes pass, with ingest's own defaults. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class
    })
    @Import({LiveSocketConfiguration.class, LiveController.class, ViewProblems.class})
    static class Relay {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        RelaySettings relaySettings() {
            return new RelaySettings(4 << 20, MAX_VIEWERS, 6, Duration.ofSeconds(30));
        }

        @Bean(destroyMethod = "close")
        RtspSessions rtspSessions(Clock clock) {
            return new RtspSessions(
                    1,
                    new SessionSettings(
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(10),
                            50,
                            64_000_000,
                            Duration.ofMinutes(1)),
                    clock);
        }

        /** Never given a picture. */
        @Bean(destroyMethod = "close")
        Frames frames() {
            var settings = new FrameSettings(1, Duration.ofSeconds(10), Duration.ofSeconds(1), 1, 1, 20, 320);
            var never = Duration.ofDays(1);
            var tampering = new TamperingSettings(never, Duration.ofSeconds(10), never, never);
            return new Frames(settings, tampering, FramePublisher.connect(Map.of("bootstrap.servers", "127.0.0.1:1")));
        }

        @Bean
        LiveCameras liveCameras() {
            return new LiveCameras();
        }

        @Bean
        GrantBook grantBook(Clock clock) {
            return new GrantBook(clock);
        }

        @Bean
        LiveDoor liveDoor(LiveCameras cameras, GrantBook grants, Clock clock) {
            return new LiveDoor(cameras, grants, new AuditTrail(row -> {}, clock, "bench"), clock);
        }

        @Bean
        Viewers viewers(LiveDoor door, LiveCameras cameras, RelaySettings settings) {
            return new Viewers(door, cameras, settings);
        }

        @Bean
        LiveSocket liveSocket(Viewers viewers, LiveCameras cameras, JsonMapper json) {
            return new LiveSocket(viewers, cameras, json);
        }

        @Bean
        LiveHandshake liveHandshake(LiveDoor door, JsonMapper json) {
            return new LiveHandshake(door, json);
        }
    }
}
