package metro.cctv.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.audit.AccessAudited;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.KafkaListener;

/** What stands around the gateway in its tests. */
@TestConfiguration(proxyBeanMethods = false)
class Stage {
    static final StubService REGISTRY = new StubService("registry");
    static final StubService INGEST = new StubService("ingest");
    /** Another process of ingest; cameras are its own by a lease alone. */
    static final StubService SECOND_INGEST = new StubService("ingest-2");
    /** Of ingest's leases. */
    static final String GROUP = "gateway-it";

    static final StubService ANALYTICS = new StubService("analytics");
    static final StubService LINK = new StubService("agency-link");
    static final StubService RETENTION = new StubService("retention");
    static final List<StubService> ALL = List.of(REGISTRY, INGEST, ANALYTICS, LINK, RETENTION);

    static final Path FOLDER = folder();
    static final Path KEY_FILE = FOLDER.resolve("signing-key.json");

    static final String OPERATOR_PASSWORD = "correct horse battery 1";
    static final String MANAGER_PASSWORD = "correct horse battery 2";
    static final String CLIENT_112_SECRET = "secret-of-the-police-112";
    static final String SERVICE_SECRET = "secret-of-the-registry-x";

    static class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Path bootstrap = FOLDER.resolve("bootstrap.json");
            write(
                    bootstrap,
                    ACCOUNTS.formatted(OPERATOR_PASSWORD, MANAGER_PASSWORD, CLIENT_112_SECRET, SERVICE_SECRET));
            TestPropertyValues.of(
                            "cctv.gateway.bootstrap-file=" + bootstrap,
                            "cctv.gateway.signing-key-file=" + KEY_FILE,
                            "cctv.gateway.upstreams.registry=" + REGISTRY.url(),
                            "cctv.gateway.upstreams.ingest=" + INGEST.url(),
                            "cctv.gateway.ingest-owners.group=" + GROUP,
                            "cctv.gateway.ingest-owners.hosts=127.0.0.1",
                            "cctv.gateway.upstreams.analytics=" + ANALYTICS.url(),
                            "cctv.gateway.upstreams.agency-link=" + LINK.url(),
                            "cctv.gateway.upstreams.retention=" + RETENTION.url())
                    .applyTo(context);
        }
    }

    private static final String ACCOUNTS = """
            {"users":[
              {"name":"kim","password":"%s","role":"OPERATOR","districts":["DJ-SEO"],"agency":null},
              {"name":"lee","password":"%s","role":"MANAGER","districts":["*"]},
              {"name":"locked-out","password":"some other words 7","role":"OPERATOR","districts":["DJ-SEO"]},
              {"name":"guessed-at","password":"some other words 8","role":"OPERATOR","districts":["DJ-SEO"]},
              {"name":"leaver","password":"some other words 9","role":"OPERATOR","districts":["DJ-SEO"]}],
             "clients":[
              {"id":"agency-112","secret":"%s","role":"POLICE_112","agency":"112","districts":["*"]},
              {"id":"svc-registry","secret":"%s","role":"SERVICE"}]}
            """;

    @Bean
    Ledger ledger() {
        return new Ledger();
    }

    static void write(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("cctv-gateway");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stands for the retention service's ledger. */
    static class Ledger {
        private final List<AccessAudited> rows = new CopyOnWriteArrayList<>();

        @KafkaListener(topics = Topics.AUDIT, groupId = "gateway-test")
        void on(AccessAudited row) {
            rows.add(row);
        }

        List<AccessAudited> rows() {
            return rows;
        }
    }
}
