package metro.cctv.ingest.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import metro.cctv.contracts.lease.IngestLease;
import metro.cctv.testkit.KafkaFixture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lease of a former owner reaches Kafka after its slot went to the next one. */
class LateLeaseIT {
    private static final String GROUP = "late";
    private static final String CAMERA = "DJ-SEO-00001";
    private static final String NEIGHBOUR = "DJ-SEO-00002";

    @TempDir
    Path folder;

    @Test
    void theSlotsOwnerLetsGoAndTakesItBackBecauseNobodyElseWould() throws Exception {
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", KafkaFixture.broker().getBrokersAsString());
        var settings = new LeaseSettings(GROUP, "next", Duration.ofSeconds(6), Duration.ofSeconds(20), "", "");
        List<Boolean> owned = new CopyOnWriteArrayList<>();
        try (var leases = new SlotLeases(settings, kafka, kafka, folder)) {
            leases.start(() -> owned.add(leases.owns(CAMERA)));
            await().atMost(Duration.ofSeconds(20)).until(() -> leases.owns(CAMERA) && leases.owns(NEIGHBOUR));
            owned.clear();
            writeAsSomebodyElse(kafka);
            await("let go, then taken back").atMost(Duration.ofSeconds(10)).until(() -> owned.size() >= 2);
            assertThat(owned).startsWith(false, true);
            assertThat(leases.owns(CAMERA)).isTrue();
            assertThat(leases.owns(NEIGHBOUR)).isTrue();
        }
    }

    private static void writeAsSomebodyElse(Map<String, Object> kafka) throws Exception {
        byte[] former = "former/1".getBytes(StandardCharsets.UTF_8);
        try (var producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(IngestLease.TOPIC, IngestLease.slotOf(CAMERA), GROUP, former))
                    .get(5, TimeUnit.SECONDS);
        }
    }
}
