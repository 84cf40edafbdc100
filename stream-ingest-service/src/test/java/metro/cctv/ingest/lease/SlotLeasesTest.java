package metro.cctv.ingest.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import metro.cctv.contracts.lease.IngestLease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka is away from the beginning. */
class SlotLeasesTest {
    private static final String CAMERA = "DJ-SEO-00001";
    private static final Duration STAND_IN_AFTER = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void theSlotsHeldLastAreStoodInForSomeTimeAfterTheStartHoweverLongItTookToGetThere() throws Exception {
        Files.writeString(folder.resolve("slots"), Integer.toString(IngestLease.slotOf(CAMERA)));
        var now = new AtomicLong(1);
        var looks = new AtomicInteger();
        var settings = new LeaseSettings("it", "late", Duration.ofSeconds(6), STAND_IN_AFTER, "", "");
        // The first is no address at all: asking it fails at once.
        try (var leases = new SlotLeases(
                settings,
                Map.of("bootstrap.servers", "nowhere"),
                Map.of("bootstrap.servers", "127.0.0.1:9"),
                folder,
                () -> {
                    looks.incrementAndGet();
                    return now.get();
                })) {
            now.addAndGet(STAND_IN_AFTER.toNanos() * 2);
            leases.start(() -> {});
            await().atMost(Duration.ofSeconds(60)).until(() -> looks.get() >= 3);
            assertThat(leases.owns(CAMERA)).isFalse();
            now.addAndGet(STAND_IN_AFTER.toNanos());
            await().atMost(Duration.ofSeconds(60)).until(() -> leases.owns(CAMERA));
        }
    }
}
