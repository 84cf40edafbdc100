package metro.cctv.ingest.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import metro.cctv.contracts.lease.IngestLease;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class LeaseWriterTest {
    private final List<Integer> sent = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    @Test
    void aLeaseThatIsNotTakenKeepsNoneOfTheOthersBack() throws Exception {
        LeaseWriter writer = writer(slot -> slot == 2
                ? new CompletableFuture<RecordMetadata>().orTimeout(20, TimeUnit.MILLISECONDS)
                : CompletableFuture.completedFuture(written(slot)));
        LeaseWriter.Written written = writer.write(new TreeSet<>(Set.of(1, 2, 3)));
        assertThat(sent).containsExactly(1, 2, 3);
        assertThat(written.tokens()).containsOnlyKeys(1, 3).containsEntry(3, 103L);
        assertThat(written.failure()).isNotNull();
        assertThat(addresses).hasSize(3).containsOnly("http://ingest-1:8082 rtsps://ingest-1.video.example:8322");
    }

    @Test
    void withoutABrokerOnlyTheFirstSendMayBlock() throws Exception {
        LeaseWriter writer = writer(slot -> CompletableFuture.failedFuture(new TimeoutException("no metadata")));
        assertThat(writer.write(new TreeSet<>(Set.of(1, 2, 3))).tokens()).isEmpty();
        assertThat(sent).containsExactly(1);
    }

    private static RecordMetadata written(int slot) {
        return new RecordMetadata(new TopicPartition(IngestLease.TOPIC, slot), 100L + slot, 0, 0, 0, 0);
    }

    private LeaseWriter writer(Function<Integer, Future<RecordMetadata>> broker) {
        var producer = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> lease) {
                sent.add(lease.partition());
                addresses.add(header(lease, IngestLease.ADDRESS) + " " + header(lease, IngestLease.RTSP));
                return broker.apply(lease.partition());
            }
        };
        var settings = new LeaseSettings(
                "it",
                "me",
                Duration.ofSeconds(6),
                Duration.ofSeconds(20),
                "http://ingest-1:8082",
                "rtsps://ingest-1.video.example:8322");
        return new LeaseWriter(producer, settings, "me");
    }

    private static String header(ProducerRecord<String, byte[]> lease, String name) {
        return new String(lease.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
