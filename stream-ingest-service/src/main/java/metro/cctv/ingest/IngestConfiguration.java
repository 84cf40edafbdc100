package metro.cctv.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.DoorOpenings;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.chassis.owner.CameraOwners;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.ingest.camera.CameraDirectory;
import metro.cctv.ingest.camera.CameraSettings;
import metro.cctv.ingest.camera.CredentialStore;
import metro.cctv.ingest.camera.RegistryClient;
import metro.cctv.ingest.frame.FramePublisher;
import metro.cctv.ingest.frame.Frames;
import metro.cctv.ingest.lease.Ownership;
import metro.cctv.ingest.lease.SlotLeases;
import metro.cctv.ingest.line.CameraLines;
import metro.cctv.ingest.line.HealthReporter;
import metro.cctv.ingest.line.LineMetrics;
import metro.cctv.ingest.line.Parts;
import metro.cctv.ingest.record.RecordingDisk;
import metro.cctv.ingest.record.RecordingKeyring;
import metro.cctv.ingest.record.Recordings;
import metro.cctv.ingest.record.RetentionKeys;
import metro.cctv.ingest.record.Uploads;
import metro.cctv.ingest.relay.GrantBook;
import metro.cctv.ingest.relay.LiveCameras;
import metro.cctv.ingest.relay.LiveDoor;
import metro.cctv.ingest.relay.LiveHandshake;
import metro.cctv.ingest.relay.LiveSocket;
import metro.cctv.ingest.relay.Viewers;
import metro.cctv.ingest.rtsp.LiveRtspServer;
import metro.cctv.ingest.session.RtspSessions;
import metro.cctv.ingest.session.SessionSettings;
import metro.cctv.store.Disk;
import metro.cctv.store.S3Volume;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** How the parts are put together; in the order of the flow. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {
    /** A loop that stands still for so long is stuck: the process must be restarted. */
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

    @Bean
    CameraSettings cameraSettings(IngestProperties ingest) {
        return new CameraSettings(ingest.districts(), ingest.stateDir(), ingest.keyFile(), ingest.registryUrl());
    }

    @Bean(destroyMethod = "close")
    CameraDirectory cameraDirectory(CameraSettings settings) {
        return new CameraDirectory(settings);
    }

    @Bean(destroyMethod = "close")
    CredentialStore credentialStore(CameraSettings settings, @Qualifier("serviceRestClient") RestClient registry) {
        return new CredentialStore(settings, new RegistryClient(registry, settings.registryUrl()));
    }

    @Bean(destroyMethod = "")
    RtspSessions rtspSessions(IngestProperties ingest, Clock clock) {
        IngestProperties.Session session = ingest.session();
        return new RtspSessions(
                session.loopsOrDefault(),
                new SessionSettings(
                        session.connectTimeout(),
                        session.answerTimeout(),
                        session.stallAfter(),
                        session.dialsPerSecond(),
                        session.maxMegabitsPerSecond() * 1_000_000L,
                        session.maxGop()),
                clock);
    }

    @Bean(destroyMethod = "close")
    RecordingKeyring recordingKeyring(
            IngestProperties ingest, @Qualifier("serviceRestClient") RestClient http, Clock clock) {
        return new RecordingKeyring(ingest.stateDir(), new RetentionKeys(http, ingest.retentionUrl()), clock);
    }

    @Bean(destroyMethod = "")
    Recordings recordings(IngestProperties ingest, RecordingKeyring keyring, EventPublisher events) {
        var bucket = ingest.s3().isUsed() ? new Recordings.Bucket(new S3Volume(ingest.s3()), ingest.upload()) : null;
        return new Recordings(ingest.disks(), new Disk(), ingest.stateDir(), ingest.record(), keyring, events, bucket);
    }

    @Bean(destroyMethod = "")
    Frames frames(IngestProperties ingest, ProducerFactory<String, byte[]> kafka) {
        return new Frames(
                ingest.frame(), ingest.tampering(), FramePublisher.connect(kafka.getConfigurationProperties()));
    }

    @Bean
    Parts parts(
            RtspSessions sessions,
            CredentialStore credentials,
            Recordings recordings,
            Frames frames,
            IngestProperties ingest) {
        return new Parts(sessions, credentials, recordings, frames, ingest.relay());
    }

    @Bean
    LiveCameras liveCameras() {
        return new LiveCameras();
    }

    @Bean
    HealthReporter healthReporter(EventPublisher events, Clock clock, CameraDirectory directory) {
        return new HealthReporter(
                events,
                clock,
                cameraId -> directory
                        .find(cameraId)
                        .map(CameraConfigured::districtCode)
                        .orElse(null));
    }

    @Bean
    CameraLines cameraLines(
            CameraDirectory directory, Parts parts, LiveCameras live, Ownership ownership, HealthReporter health) {
        return new CameraLines(directory, parts, live, ownership, health);
    }

    /** Closed by the lines, after the last of them. */
    @Bean(destroyMethod = "")
    Ownership ownership(
            IngestProperties ingest, ProducerFactory<String, byte[]> producers, ConsumerFactory<?, ?> consumers) {
        if (!ingest.lease().isShared()) return Ownership.sole();
        return new SlotLeases(
                ingest.lease(),
                consumers.getConfigurationProperties(),
                producers.getConfigurationProperties(),
                ingest.stateDir());
    }

    @Bean
    GrantBook grantBook(Clock clock) {
        return new GrantBook(clock);
    }

    @Bean
    LiveDoor liveDoor(LiveCameras cameras, GrantBook grants, AuditTrail audit, Clock clock) {
        return new LiveDoor(cameras, grants, audit, clock);
    }

    @Bean
    LiveHandshake liveHandshake(LiveDoor door, JsonMapper json) {
        return new LiveHandshake(door, json);
    }

    @Bean
    Viewers viewers(LiveDoor door, LiveCameras cameras, IngestProperties ingest) {
        return new Viewers(door, cameras, ingest.relay());
    }

    @Bean
    LiveSocket liveSocket(Viewers viewers, LiveCameras cameras, JsonMapper json) {
        return new LiveSocket(viewers, cameras, json);
    }

    @Bean
    CameraOwners rtspOwners(IngestProperties ingest, ConsumerFactory<?, ?> consumers) {
        boolean asked = ingest.rtsp().port() >= 0 && !ingest.rtsp().ownerHosts().isEmpty();
        return CameraOwners.rtsp(
                asked ? ingest.lease().group() : "",
                ingest.rtsp().ownerHosts(),
                consumers.getConfigurationProperties());
    }

    @Bean
    LiveRtspServer liveRtspServer(
            IngestProperties ingest, LiveDoor door, Viewers viewers, JsonMapper json, CameraOwners owners) {
        // A lease of ours may be newer than what we pull: nobody is sent in a circle.
        String ours = ingest.lease().rtspAddress();
        return new LiveRtspServer(
                ingest.rtsp(),
                door,
                viewers,
                json,
                cameraId -> owners.of(cameraId)
                        .filter(address -> !address.toString().equals(ours)));
    }

    /** Media tickets come without a token: {@link LiveDoor} decides. */
    @Bean
    DoorOpenings liveOpenings() {
        return new DoorOpenings(List.of("/api/live/**"));
    }

    @Bean
    HealthIndicator sessionLoops(RtspSessions sessions) {
        return () -> {
            Duration standstill = sessions.longestStandstill();
            var health = standstill.compareTo(STUCK_AFTER) > 0 ? Health.down() : Health.up();
            return health.withDetails(Map.of("longestStandstillMs", standstill.toMillis()))
                    .build();
        };
    }

    /** Down only when none takes recordings; which one refuses, and why, is told in any case. */
    @Bean
    HealthIndicator recordingDisks(Recordings recordings) {
        return () -> {
            Map<String, Object> disks = new LinkedHashMap<>();
            for (RecordingDisk disk : recordings.disks())
                disks.put(
                        disk.name(),
                        Map.of(
                                "state", disk.state(),
                                "freeBytes", disk.freeBytes(),
                                "why", disk.complaint().orElse("")));
            recordings
                    .uploads()
                    .ifPresent(uploads -> disks.put(
                            uploads.bucket(),
                            Map.of(
                                    "state", uploads.isFull() ? "SPOOL_FULL" : "WELL",
                                    "waiting", uploads.size(),
                                    "waitingBytes", uploads.waitingBytes(),
                                    "why", uploads.complaint().orElse(""))));
            boolean any = recordings.uploads().filter(Uploads::isFull).isEmpty()
                    && recordings.disks().stream().anyMatch(disk -> disk.state() == RecordingDisk.State.WELL);
            return (any ? Health.up() : Health.down()).withDetails(disks).build();
        };
    }

    @Bean
    TopicsInBackground topicsInBackground(KafkaAdmin admin) {
        return new TopicsInBackground(admin);
    }

    /** Metrics, and what is said again every minute. */
    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Reporting {
        private final CameraLines lines;
        private final HealthReporter health;

        Reporting(CameraLines lines, HealthReporter health, MeterRegistry meters, Parts parts, Viewers viewers) {
            this.lines = lines;
            this.health = health;
            LineMetrics.register(meters, lines, parts, viewers);
        }

        @Scheduled(fixedRateString = "PT1M")
        void repeatHealth() {
            lines.statuses().forEach(health);
        }
    }
}
