package metro.cctv.registry.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import metro.cctv.contracts.problem.ProblemType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attack 29: another device, or somebody between, with a certificate of his own. */
class CertificatePinTest {
    private static final char[] PASSWORD = "only-for-this-test".toCharArray();
    private static final String ANSWER = """
            <s:Envelope><s:Body><tds:GetDeviceInformationResponse><tds:Model>T</tds:Model>\
            </tds:GetDeviceInformationResponse></s:Body></s:Envelope>""";

    private static SSLContext mine;
    private static SSLContext others;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        mine = certificate(folder, "camera");
        others = certificate(folder, "impostor");
    }

    @Test
    void attack29AnotherCertificateIsReportedAndNothingIsSentToIt() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (var parts = new OnvifParts()) {
            HttpsServer camera = device(mine, 0, asked);
            int port = camera.getAddress().getPort();
            SoapAnswer first = ask(parts, port, null);
            ServerCertificate seen = first.certificate();
            assertThat(seen).isNotNull();
            assertThat(seen.sha256()).matches("[0-9a-f]{64}");
            assertThat(seen.subject()).contains("CN=camera");
            assertThat(ask(parts, port, seen.sha256()).body().value("Model")).contains("T");
            camera.stop(0);
            int before = asked.get();

            HttpsServer impostor = device(others, port, asked);
            try {
                assertThatThrownBy(() -> ask(parts, port, seen.sha256()))
                        .isInstanceOfSatisfying(CertificateChanged.class, e -> {
                            assertThat(e.type()).isEqualTo(ProblemType.CAMERA_ANSWER_REFUSED);
                            assertThat(e.shown().subject()).contains("CN=impostor");
                            assertThat(e.properties())
                                    .containsEntry("finding", "CERTIFICATE_CHANGED")
                                    .containsEntry("expectedSha256", seen.sha256());
                        });
                assertThat(asked).hasValue(before);
                // A person who compared the fingerprints names the new one.
                var renewed = ask(parts, port, null).certificate();
                assertThat(renewed).isNotNull();
                assertThat(ask(parts, port, renewed.sha256()).certificate()).isEqualTo(renewed);
            } finally {
                impostor.stop(0);
            }
        }
    }

    private static SoapAnswer ask(
            OnvifParts parts, int port, @org.jspecify.annotations.Nullable String certificateSha256) {
        OnvifDevice device = OnvifDevice.at(
                parts.addresses.pin(
                        "a",
                        "https://127.0.0.1:" + port + "/onvif/device_service",
                        metro.cctv.registry.address.AddressUse.DEVICE),
                null,
                certificateSha256);
        return parts.soap.call(device, SoapCall.of(OnvifService.DEVICE, "GetDeviceInformation"));
    }

    private static HttpsServer device(SSLContext tls, int port, AtomicInteger asked) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", port), 8);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            byte[] answer = ANSWER.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static SSLContext certificate(Path folder, String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        return tls;
    }
}
