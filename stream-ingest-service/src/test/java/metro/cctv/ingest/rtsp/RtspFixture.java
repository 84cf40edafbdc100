package metro.cctv.ingest.rtsp;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.audit.AccessAudited;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.VideoFormat;
import metro.cctv.ingest.relay.GrantBook;
import metro.cctv.ingest.relay.LiveCameras;
import metro.cctv.ingest.relay.LiveCameras.LiveCamera;
import metro.cctv.ingest.relay.LiveDoor;
import metro.cctv.ingest.relay.LiveStream;
import metro.cctv.ingest.relay.RelaySettings;
import metro.cctv.ingest.relay.TestGrants;
import metro.cctv.ingest.relay.Viewers;
import metro.cctv.testkit.RawRtspClient;
import tools.jackson.databind.json.JsonMapper;

/** The real door and the real server. Two cameras, whose pictures the test hands in one by one. */
final class RtspFixture implements AutoCloseable {
    static final String CAMERA = "DJ-SEO-001";
    static final String OTHER = "DJ-SEO-002";
    static final String DISTRICT = "DJ-SEO";

    static final int PATIENCE_MS = 30_000;

    private static final int GOP = 10;
    private static final VideoFormat FORMAT = VideoFormat.of(
                    HexFormat.of().parseHex("67640028acd940780227e5c044000003000400000300783c60c658"),
                    List.of(new byte[] {0x68, 1}))
            .orElseThrow();

    final List<AccessAudited> ledger = new CopyOnWriteArrayList<>();
    final LiveCameras cameras = new LiveCameras();
    /** Where the cameras of other processes are. */
    final Map<String, URI> owners = new ConcurrentHashMap<>();

    final LiveRtspServer server;

    private final GrantBook grants = new GrantBook(Clock.systemUTC());
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final LiveStream stream;
    private final Viewers viewers;
    private int fed;

    RtspFixture() {
        this(settings(100, Duration.ofMinutes(1)));
    }

    RtspFixture(RtspSettings settings) {
        var relay = new RelaySettings(1 << 20, 100, 3, Duration.ofSeconds(30));
        stream = new LiveStream(loop, relay);
        for (String camera : List.of(CAMERA, OTHER)) cameras.put(new LiveCamera(camera, DISTRICT, stream, null, null));
        var door = new LiveDoor(
                cameras, grants, new AuditTrail(ledger::add, Clock.systemUTC(), "ingest"), Clock.systemUTC());
        viewers = new Viewers(door, cameras, relay);
        server = new LiveRtspServer(
                settings, door, viewers, new JsonMapper(), camera -> Optional.ofNullable(owners.get(camera)));
        server.start();
    }

    static RtspSettings settings(int perAgency, Duration loginWithin) {
        return new RtspSettings(0, "127.0.0.1", "", "", false, List.of(), 50, perAgency, loginWithin);
    }

    RawRtspClient client() throws IOException {
        return new RawRtspClient(server.port()).patience(PATIENCE_MS);
    }

    String url(String camera) {
        return "rtsp://127.0.0.1:" + server.port() + "/live/" + camera + "/main";
    }

    static String login(String ticket) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(("ticket:" + ticket).getBytes(StandardCharsets.UTF_8));
    }

    /** A grant of 112 for {@link #CAMERA}, ten minutes. */
    GrantChanged grant(String ticket) {
        return grant(ticket, CAMERA);
    }

    GrantChanged grant(String ticket, String camera) {
        GrantChanged grant =
                grantOf(UUID.randomUUID(), ticket, camera, Instant.now().plusSeconds(600), null);
        TestGrants.apply(grants, grant);
        return grant;
    }

    void grant(String ticket, String camera, Instant expiresAt, String unit) {
        TestGrants.apply(grants, grantOf(UUID.randomUUID(), ticket, camera, expiresAt, unit));
    }

    void revoke(GrantChanged grant) {
        TestGrants.apply(grants, grant.revoked(grant.at().plusMillis(1)));
    }

    private static GrantChanged grantOf(UUID id, String ticket, String camera, Instant expiresAt, String unit) {
        Instant now = Instant.now();
        return new GrantChanged(
                UUID.randomUUID(),
                id,
                UUID.randomUUID(),
                "2026-" + ticket,
                "112",
                Role.POLICE_112,
                camera,
                DISTRICT,
                "112 emergency video",
                sha256(ticket),
                now.minusSeconds(5),
                expiresAt,
                GrantChanged.State.ACTIVE,
                now,
                unit);
    }

    /** The next picture of both cameras; every tenth is a key frame. */
    void feed(int bytes) {
        int i = fed++;
        byte[] nal = new byte[bytes];
        new Random(i).nextBytes(nal);
        nal[0] = (byte) (i % GOP == 0 ? 0x65 : 0x41);
        byte[] data = ByteBuffer.allocate(4 + bytes).putInt(bytes).put(nal).array();
        var unit = new AccessUnit(
                data, data.length, i % GOP == 0, i * 9000L, 0, i * 100_000L, System.currentTimeMillis() * 1000, FORMAT);
        loop.execute(() -> stream.accept(unit));
    }

    int fed() {
        return fed;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
        viewers.close();
        loop.shutdownNow();
    }
}
