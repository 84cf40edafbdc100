package metro.cctv.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import metro.cctv.contracts.lease.IngestLease;
import metro.cctv.testkit.KafkaFixture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Several ingest processes behind the one door: a request goes to the owner of its camera, by the leases. */
@GatewayTest
class OwnerIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    /** Of slot 38, and of slot 56. */
    private static final String MOVED = "DJ-SEO-00001";

    private static final String STAYS = "DJ-SEO-00002";

    private Producer<String, byte[]> leases;

    @LocalServerPort
    int port;

    @BeforeEach
    void topic() throws Exception {
        assertThat(IngestLease.slotOf(MOVED)).isNotEqualTo(IngestLease.slotOf(STAYS));
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", KafkaFixture.broker().getBrokersAsString());
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(
                            List.of(new NewTopic(IngestLease.TOPIC, Optional.of(IngestLease.SLOTS), Optional.empty())))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) throw e;
        }
        leases = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void noLeases() throws Exception {
        lease(MOVED, null);
        lease(STAYS, null);
        await().atMost(LONG)
                .until(() -> served(MOVED).equals("ingest") && served(STAYS).equals("ingest"));
        leases.close(Duration.ofSeconds(5));
    }

    @Test
    void aRequestFollowsTheLease() throws Exception {
        lease(STAYS, Stage.INGEST.url());
        lease(MOVED, Stage.SECOND_INGEST.url());
        await().atMost(LONG).until(() -> served(MOVED).equals("ingest-2"));
        assertThat(served(STAYS)).isEqualTo("ingest");

        lease(MOVED, Stage.INGEST.url());
        await("the next owner wrote its lease")
                .atMost(LONG)
                .until(() -> served(MOVED).equals("ingest"));
    }

    @Test
    void aSocketFollowsTheLease() throws Exception {
        lease(MOVED, Stage.SECOND_INGEST.url());
        await().atMost(LONG).until(() -> served(MOVED).equals("ingest-2"));
        int before = Stage.SECOND_INGEST.sockets.size();
        WebSocket socket = new Visitor(port)
                .socket()
                .header("Origin", "http://agency.example")
                .buildAsync(
                        new Visitor(port).socketAddress("/api/live/" + MOVED + "/ws?ticket=T0P"),
                        new WebSocket.Listener() {})
                .get(30, TimeUnit.SECONDS);
        await().atMost(LONG).until(() -> Stage.SECOND_INGEST.sockets.size() == before + 1);
        socket.abort();
        await().atMost(LONG).until(() -> Stage.SECOND_INGEST.socketsOpen.get() == 0);
    }

    @Test
    void nobodyIsSentToAForeignAddress() throws Exception {
        String port = Stage.SECOND_INGEST.url().replaceAll(".*:", "");
        for (String foreign :
                List.of("http://evil.example", "http://localhost:" + port, "http://127.0.0.1:" + port + "/")) {
            lease(MOVED, Stage.SECOND_INGEST.url());
            await().atMost(LONG).until(() -> served(MOVED).equals("ingest-2"));
            lease(MOVED, foreign);
            await(foreign).atMost(LONG).until(() -> served(MOVED).equals("ingest"));
        }
    }

    /** @param address null: the owner tells none */
    private void lease(String cameraId, String address) throws Exception {
        var lease = new ProducerRecord<String, byte[]>(
                IngestLease.TOPIC,
                IngestLease.slotOf(cameraId),
                Stage.GROUP,
                "owner/1".getBytes(StandardCharsets.UTF_8));
        if (address != null) lease.headers().add(IngestLease.ADDRESS, address.getBytes(StandardCharsets.UTF_8));
        leases.send(lease).get(30, TimeUnit.SECONDS);
    }

    /** Which of the two answers for this camera. */
    private String served(String cameraId) {
        return new Visitor(port)
                .get("/api/live/" + cameraId + "/snapshot.jpg?ticket=T0P")
                .headers()
                .firstValue("x-stub")
                .orElse("nobody");
    }
}
