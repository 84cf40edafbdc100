package metro.cctv.ingest.rtsp;

import static metro.cctv.ingest.rtsp.RtspFixture.CAMERA;
import static metro.cctv.ingest.rtsp.RtspFixture.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import metro.cctv.testkit.RawRtspClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** RTSPS; and no port in the clear where others could listen. */
@Timeout(120)
class LiveRtspTlsIT {
    private static final String STORE_PASSWORD = "of-a-test";

    @TempDir
    Path folder;

    @Test
    void theSamePicturesButEncrypted() throws Exception {
        KeyStore keys = selfSigned();
        Path certificate = pem("cert", "CERTIFICATE", keys.getCertificate("a").getEncoded());
        Path key = pem(
                "key",
                "PRIVATE KEY",
                keys.getKey("a", STORE_PASSWORD.toCharArray()).getEncoded());
        try (var at = new RtspFixture(new RtspSettings(
                0,
                "127.0.0.1",
                certificate.toString(),
                key.toString(),
                false,
                List.of(),
                10,
                10,
                Duration.ofMinutes(1)))) {
            at.grant("good");
            at.feed(50_000);
            var socket = trusting(keys).getSocketFactory().createSocket("127.0.0.1", at.server.port());
            try (var client = new RawRtspClient(socket).patience(RtspFixture.PATIENCE_MS)) {
                String url = at.url(CAMERA).replace("rtsp:", "rtsps:");
                assertThat(client.ask("DESCRIBE", url, login("good")).body()).contains("m=video");
                var set = client.ask("SETUP", url + "/trackID=0", login("good"), "Transport: RTP/AVP/TCP");
                assertThat(client.ask("PLAY", url, login("good"), "Session: " + set.session())
                                .status())
                        .isEqualTo(200);
                assertThat(client.frameOn(0).remaining()).isPositive();
            }
            try (var plain = at.client()) {
                plain.send("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n");
                assertThat(plain.isClosedByServer())
                        .as("no answer in the clear")
                        .isTrue();
            }
        }
    }

    @Test
    void withoutACertificateItOpensOnLoopbackAlone() {
        var everywhere = new RtspSettings(0, "0.0.0.0", "", "", false, List.of(), 10, 10, Duration.ofMinutes(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> new RtspFixture(everywhere))
                .withMessageContaining("certificate");
        new RtspFixture(new RtspSettings(0, "0.0.0.0", "", "", true, List.of(), 10, 10, Duration.ofMinutes(1))).close();
    }

    private KeyStore selfSigned() throws Exception {
        Path store = folder.resolve("keys.p12");
        String command = "-genkeypair -alias a -keyalg EC -groupname secp256r1 -dname CN=video -validity 2"
                + " -storetype PKCS12 -keystore " + store + " -storepass " + STORE_PASSWORD;
        var words = new java.util.ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        words.addAll(java.util.List.of(command.split(" ")));
        Process made = new ProcessBuilder(words).redirectErrorStream(true).start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, STORE_PASSWORD.toCharArray());
        }
        return keys;
    }

    private Path pem(String name, String label, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(name + ".pem"),
                "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", keys.getCertificate("a"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }
}
