package metro.cctv.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import metro.cctv.simulator.access.AuthScheme;
import metro.cctv.simulator.access.Credentials;
import metro.cctv.simulator.camera.CameraCatalogue;
import metro.cctv.simulator.camera.CameraDescription;
import metro.cctv.simulator.camera.LiveCamera;
import metro.cctv.simulator.camera.ShowTime;
import metro.cctv.simulator.loop.CameraLoops;
import metro.cctv.simulator.loop.LoopSource;
import metro.cctv.simulator.onvif.DiscoveryResponder;
import metro.cctv.simulator.scene.SceneCatalog;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.TestPattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Truth, camera list, snapshots and ONVIF over real HTTP. */
class SimulatorHttpIT {
    private static final Credentials WHO = new Credentials("cam", "s3cret");
    private static final String DEVICE = "http://www.onvif.org/ver10/device/wsdl";
    private static final String MEDIA = "http://www.onvif.org/ver10/media/wsdl";
    private static final String MEDIA2 = "http://www.onvif.org/ver20/media/wsdl";
    private static final String PTZ = "http://www.onvif.org/ver20/ptz/wsdl";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static SimulatorHttp http;
    private static int nonces;

    @BeforeAll
    static void start() throws IOException {
        EncodedLoop loop = TestPattern.loop(320, 180, 10, 1);
        List<LiveCamera> cameras = CameraCatalogue.cameras().stream()
                .map(description -> camera(description, loop))
                .toList();
        http = SimulatorHttp.start(
                new SimulatorHttp.Settings("127.0.0.1", "127.0.0.1", 0, "rtsp://127.0.0.1:554", AuthScheme.DIGEST, WHO),
                cameras);
    }

    private static LiveCamera camera(CameraDescription description, EncodedLoop loop) {
        LiveCamera camera = new LiveCamera(
                description,
                new LoopSource.Rendered(SceneCatalog.named(description.scene()).orElseThrow()),
                ShowTime.now());
        camera.ready(new CameraLoops(loop, loop));
        return camera;
    }

    @AfterAll
    static void stop() {
        http.close();
        CLIENT.close();
    }

    @Test
    void theCameraListHasWhatARegistryNeedsAndNoPassword() throws Exception {
        String text = get("/cameras.json").body();
        assertThat(text).doesNotContain("s3cret");
        JsonNode cameras = JsonMapper.shared().readTree(text).get("items");
        assertThat(cameras).hasSizeGreaterThanOrEqualTo(8);
        JsonNode park = cameras.valueStream()
                .filter(camera -> camera.get("scene").asString().equals("park-path"))
                .findFirst()
                .orElseThrow();
        assertThat(park.get("mainStream").get("url").asString()).isEqualTo("rtsp://127.0.0.1:554/DJ-SEO-001/main");
        assertThat(park.get("zones").get(0).get("polygon")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(park.get("hasCredentials").asBoolean()).isTrue();
    }

    @Test
    void theTruthTellsWhichFrameIsOnShow() throws Exception {
        JsonNode truth =
                JsonMapper.shared().readTree(get("/truth/DJ-SEO-001.json").body());
        int frames = truth.get("frames").asInt();
        assertThat(truth.get("objectsByFrame")).hasSize(frames);
        assertThat(truth.get("events").get(0).get("behaviour").asString()).isIn("LOITERING", "INTRUSION");
        double seconds = (Instant.parse(truth.get("now").get("at").asString()).toEpochMilli()
                        - Instant.parse(truth.get("now").get("roundStartedAt").asString())
                                .toEpochMilli())
                / 1000.0;
        assertThat(truth.get("now").get("frame").asInt())
                .isBetween((int) (seconds * truth.get("fps").asDouble()) - 2, (int) (seconds * 10) + 2);
        assertThat(get("/truth/NOBODY.json").statusCode()).isEqualTo(404);
    }

    @Test
    void aFrameOfTheLoopCanBeLookedAt() throws Exception {
        HttpResponse<byte[]> picture = CLIENT.send(
                HttpRequest.newBuilder(uri("/truth/DJ-SEO-001.jpg?frame=12")).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(picture.body()))
                        .getWidth())
                .isEqualTo(640);
        assertThat(get("/truth/DJ-SEO-001.jpg?frame=-1").statusCode()).isEqualTo(404);
        assertThat(get("/truth/DJ-SEO-001.jpg").statusCode()).isEqualTo(404);
        assertThat(get("/truth/NOBODY.jpg?frame=1").statusCode()).isEqualTo(404);
    }

    @Test
    void aSnapshotNeedsThePasswordAndIsAPicture() throws Exception {
        HttpResponse<String> refused = get("/snapshot/DJ-YUS-001.jpg");
        assertThat(refused.statusCode()).isEqualTo(401);
        HttpResponse<byte[]> picture = CLIENT.send(
                HttpRequest.newBuilder(uri("/snapshot/DJ-YUS-001.jpg"))
                        .header("Authorization", digest(refused, "GET", "/snapshot/DJ-YUS-001.jpg"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(ImageIO.read(new ByteArrayInputStream(picture.body())).getWidth())
                .isEqualTo(320);
    }

    @Test
    void dateServicesAndCapabilitiesAreOpenToAll() throws Exception {
        assertThat(soap("DJ-YUS-001", DEVICE, "GetSystemDateAndTime", "", "").body())
                .contains("UTCDateTime");
        assertThat(soap("DJ-YUS-001", DEVICE, "GetServices", "", "").body())
                .contains("/onvif/DJ-YUS-001/media2_service")
                .doesNotContain("ptz_service");
        assertThat(soap("DJ-YUS-003", DEVICE, "GetCapabilities", "", "").body()).contains("ptz_service");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
                    DJ-YUS-001 | device | GetDeviceInformation |                                  | DJ-YUS-001</tds:SerialNumber>
                    DJ-YUS-001 | device | GetScopes            |                                  | onvif://www.onvif.org/name/DJ-YUS-001
                    DJ-YUS-001 | media | GetProfiles          |                                  | token="main"
                    DJ-YUS-001 | media | GetStreamUri         | <c:ProfileToken>sub</c:ProfileToken>  | rtsp://127.0.0.1:554/DJ-YUS-001/sub
                    DJ-YUS-001 | media | GetSnapshotUri       | <c:ProfileToken>main</c:ProfileToken> | /snapshot/DJ-YUS-001.jpg
                    DJ-YUS-003 | media2 | GetProfiles          |                                  | token="sub"
                    DJ-YUS-003 | media2 | GetStreamUri         | <c:ProfileToken>main</c:ProfileToken> | <tr2:Uri>rtsp://127.0.0.1:554/DJ-YUS-003/main
                    DJ-YUS-003 | ptz | GetNodes             |                                  | ContinuousPanTiltVelocitySpace
                    DJ-YUS-003 | ptz | GetPresets           | <c:ProfileToken>main</c:ProfileToken> | token="3"
                    DJ-YUS-003 | ptz | GotoPreset           | <c:ProfileToken>main</c:ProfileToken><c:PresetToken>2</c:PresetToken> | GotoPresetResponse
                    DJ-YUS-003 | ptz | Stop                 | <c:ProfileToken>main</c:ProfileToken> | StopResponse
                    DJ-YUS-003 | ptz | GetStatus            | <c:ProfileToken>main</c:ProfileToken> | MoveStatus
                    """)
    void callsWithAToken(String camera, String service, String action, String arguments, String expected)
            throws Exception {
        String namespace = Map.of("device", DEVICE, "media", MEDIA, "media2", MEDIA2, "ptz", PTZ)
                .get(service);
        HttpResponse<String> answer =
                soap(camera, namespace, action, arguments == null ? "" : arguments, token(Instant.now()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(expected);
    }

    @Test
    void aHeadMovesAndStops() throws Exception {
        String profile = "<c:ProfileToken>main</c:ProfileToken>";
        String velocity = profile
                + "<c:Velocity><t:PanTilt xmlns:t=\"http://www.onvif.org/ver10/schema\" x=\"1\" y=\"0\"/></c:Velocity>";
        soap("DJ-SEO-002", PTZ, "ContinuousMove", velocity + "<c:Timeout>PT10S</c:Timeout>", token(Instant.now()));
        assertThat(soap("DJ-SEO-002", PTZ, "GetStatus", profile, token(Instant.now()))
                        .body())
                .contains("MOVING");
        soap("DJ-SEO-002", PTZ, "Stop", profile, token(Instant.now()));
        assertThat(soap("DJ-SEO-002", PTZ, "GetStatus", profile, token(Instant.now()))
                        .body())
                .contains("IDLE");
        assertThat(soap("DJ-SEO-001", PTZ, "Stop", "", token(Instant.now())).body())
                .contains("ActionNotSupported");
    }

    @Test
    void httpDigestWorksToo() throws Exception {
        HttpResponse<String> refused = soap("DJ-YUS-001", MEDIA, "GetProfiles", "", "");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("NotAuthorized");
        String path = "/onvif/DJ-YUS-001/device_service";
        HttpResponse<String> granted = CLIENT.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", digest(refused, "POST", path))
                        .POST(HttpRequest.BodyPublishers.ofString(envelope(MEDIA, "GetProfiles", "", "")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(granted.statusCode()).isEqualTo(200);
    }

    @Test
    void replayedOldAndWrongTokensAreRefused() throws Exception {
        String token = token(Instant.now());
        assertThat(soap("DJ-YUS-001", MEDIA, "GetProfiles", "", token).statusCode())
                .isEqualTo(200);
        assertThat(soap("DJ-YUS-001", MEDIA, "GetProfiles", "", token).statusCode())
                .isEqualTo(400);
        assertThat(soap(
                                "DJ-YUS-001",
                                MEDIA,
                                "GetProfiles",
                                "",
                                token(Instant.now().minusSeconds(3600)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void rubbishAndBombsAreRefused() throws Exception {
        String bomb = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>"
                + envelope(DEVICE, "GetSystemDateAndTime", "&b;", "").substring(38);
        assertThat(post("<").statusCode()).isEqualTo(400);
        assertThat(post(bomb).statusCode()).isEqualTo(400);
        assertThat(post(bomb).body()).doesNotContain("root:");
        assertThat(post("<a/>").statusCode()).isEqualTo(400);
        assertThat(post(" ".repeat(70_000)).statusCode()).isEqualTo(413);
        assertThat(soap("DJ-YUS-001", DEVICE, "SystemReboot", "", token(Instant.now()))
                        .body())
                .contains("ActionNotSupported");
    }

    @Test
    void aProbeFindsEveryCamera() throws Exception {
        try (var responder = DiscoveryResponder.start("127.0.0.1", 0, http.deviceAddresses());
                var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(5000);
            byte[] probe = """
                    <e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><e:Header><w:MessageID>uuid:1-2-3</w:MessageID></e:Header><e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>""".getBytes(StandardCharsets.UTF_8);
            byte[] rubbish = {1, 2, 3};
            InetAddress loopback = InetAddress.getLoopbackAddress();
            socket.send(new DatagramPacket(rubbish, rubbish.length, loopback, responder.port()));
            socket.send(new DatagramPacket(probe, probe.length, loopback, responder.port()));
            for (int i = 0; i < http.deviceAddresses().size(); i++) {
                DatagramPacket match = new DatagramPacket(new byte[8192], 8192);
                socket.receive(match);
                assertThat(new String(match.getData(), 0, match.getLength(), StandardCharsets.UTF_8))
                        .contains("uuid:1-2-3", "device_service");
            }
        }
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> soap(
            String camera, String namespace, String action, String arguments, String token) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(uri("/onvif/" + camera + "/device_service"))
                        .POST(HttpRequest.BodyPublishers.ofString(envelope(namespace, action, arguments, token)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(uri("/onvif/DJ-YUS-001/device_service"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String envelope(String namespace, String action, String arguments, String token) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Header>%s</s:Header><s:Body><c:%s xmlns:c=\"%s\">%s</c:%s></s:Body></s:Envelope>"
                        .formatted(token, action, namespace, arguments, action);
    }

    private static String token(Instant created) throws Exception {
        byte[] nonce = {(byte) (nonces >> 8), (byte) nonces++, 7};
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        sha1.update(nonce);
        sha1.update(created.toString().getBytes(StandardCharsets.UTF_8));
        String digest = Base64.getEncoder().encodeToString(sha1.digest("s3cret".getBytes(StandardCharsets.UTF_8)));
        return """
                <w:Security xmlns:w="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><w:UsernameToken><w:Username>cam</w:Username><w:Password Type="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest">%s</w:Password><w:Nonce>%s</w:Nonce><u:Created xmlns:u="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">%s</u:Created></w:UsernameToken></w:Security>""".formatted(digest, Base64.getEncoder().encodeToString(nonce), created);
    }

    /** Answers the SHA-256 challenge, which comes first. */
    private static String digest(HttpResponse<?> refused, String method, String path) throws Exception {
        String challenge = refused.headers().firstValue("WWW-Authenticate").orElseThrow();
        var nonce = Pattern.compile("nonce=\"([^\"]+)\"").matcher(challenge);
        assertThat(nonce.find()).isTrue();
        String realm = "Metro CCTV camera";
        String response = sha256(sha256("cam:" + realm + ":s3cret") + ":" + nonce.group(1) + ":00000001:c:auth:"
                + sha256(method + ":" + path));
        return "Digest username=\"cam\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=SHA-256, qop=auth, nc=00000001, cnonce=\"c\", response=\"%s\""
                .formatted(realm, nonce.group(1), path, response);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static URI uri(String path) {
        return URI.create(http.baseAddress() + path);
    }
}
