package metro.cctv.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.registry.camera.Agencies;
import metro.cctv.registry.camera.By;
import metro.cctv.registry.camera.CameraBulk;
import metro.cctv.registry.camera.CameraBulk.Upsert;
import metro.cctv.registry.camera.Facts;
import metro.cctv.registry.camera.LawFacts;
import metro.cctv.registry.camera.Mobility;
import metro.cctv.registry.camera.Optics;
import metro.cctv.registry.camera.Place;
import metro.cctv.registry.camera.Purpose;
import metro.cctv.registry.camera.SecurityFacts;
import metro.cctv.registry.camera.Streams;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CameraBulkIT extends RegistryTest {
    private static final By FILE = new By("a-file", By.What.IMPORTED, "cameras.csv");

    @Autowired
    CameraBulk bulk;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void newKnownUnchangedAndRefused() {
        String mark = freshCode();
        post("/api/cameras", MANAGER, camera(mark + "-A", "DJ-SEO", 127.3849, 36.3504));
        List<Upsert> file = List.of(
                new Upsert(
                        mark + "-A",
                        facts("일", 127.386),
                        known -> known.withName("일").withPlace(Place.at(127.386, 36.35))),
                new Upsert(mark + "-B", facts("이", 127.387), known -> known.withName("이")),
                new Upsert(mark + "-B", facts("이 또", 127.387), known -> known.withName("이 또")),
                new Upsert(mark + "-C", facts("삼", 127.388).withSite(mark), UnaryOperator.identity()),
                new Upsert("not a code", facts("사", 127.388), UnaryOperator.identity()));

        var tried = bulk.tryOut(file, FILE);
        assertThat(codes(mark)).isEqualTo(1);
        var done = bulk.upsert(file, FILE);
        assertThat(tried).isEqualTo(done);
        assertThat(done.created()).isEqualTo(2);
        assertThat(done.updated()).isEqualTo(1);
        assertThat(done.refused().get("not a code")).contains("3 to 32 of A-Z");
        assertThat(get("/api/cameras/" + mark + "-A", MANAGER)
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("ACTIVE");
        assertThat(get("/api/cameras/" + mark + "-B", MANAGER)
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("PLANNED");
        assertThat(get("/api/cameras/" + mark + "-B", MANAGER)
                        .json()
                        .get("name")
                        .asString())
                .isEqualTo("이");
        assertThat(get("/api/cameras/" + mark + "-A/history", MANAGER)
                        .json()
                        .get("items")
                        .get(0)
                        .toString())
                .contains("IMPORTED", "a-file", "cameras.csv", "\"version\":2");

        var again = bulk.upsert(file, FILE);
        assertThat(again.created() + again.updated()).isZero();
        assertThat(again.unchanged()).isEqualTo(3);
        await().until(() ->
                recordsOf(metro.cctv.contracts.Topics.CAMERA, mark + "-C").size() == 1);
    }

    @Test
    void aFileTakesNothingFromAnActiveCameraThatTheLawAsksFor() {
        String code = freshCode();
        post("/api/cameras", MANAGER, camera(code, "DJ-SEO", 127.3849, 36.3504));

        var outcome = bulk.upsert(
                List.of(new Upsert(
                        code,
                        facts("x", 127.38),
                        known -> known.withPurpose(new Purpose(CameraPurpose.TRAFFIC_INFORMATION, null)))),
                FILE);

        assertThat(outcome.refused().get(code)).contains("law.basis");
        assertThat(get("/api/cameras/" + code, MANAGER).json().get("purpose").asString())
                .isEqualTo("CRIME_PREVENTION");
    }

    /** A figure for the records, not a threshold: this machine has two cores and other work. */
    @Test
    void tenThousandCamerasAtOnce() {
        String mark = "BULK-" + UUID.randomUUID().toString().substring(0, 6).toUpperCase();
        List<Upsert> cameras = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            String name = "카메라 " + i;
            cameras.add(new Upsert(
                    mark + "-" + i, facts(name, 127.3 + i % 100 * 0.001), known -> known.withName(name + "'")));
        }
        new TransactionTemplate(transactions).executeWithoutResult(undone -> {
            rate("created", cameras);
            rate("changed", cameras);
            List<Upsert> same = cameras.stream()
                    .map(c -> new Upsert(c.cameraId(), c.ifNew(), UnaryOperator.identity()))
                    .toList();
            rate("unchanged", same);
            assertThat(codes(mark)).isEqualTo(10_000);
            assertThat(rows("camera_history", "code", mark)).isEqualTo(20_000);
            assertThat(rows("outbox", "key", mark)).isEqualTo(20_000);
            undone.setRollbackOnly();
        });
    }

    private void rate(String what, List<Upsert> cameras) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpuFrom = threads.getCurrentThreadCpuTime();
        long from = System.nanoTime();
        for (int i = 0; i < cameras.size(); i += 2_000) bulk.upsert(cameras.subList(i, i + 2_000), FILE);
        double seconds = (System.nanoTime() - from) / 1e9;
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpuFrom) / 1e9;
        System.out.printf(
                "bulk: %,d %s in %.2f s, %,.0f/s; of that our own CPU %.2f s%n",
                cameras.size(), what, seconds, cameras.size() / seconds, cpuSeconds);
    }

    private int codes(String mark) {
        return rows("camera", "code", mark);
    }

    private int rows(String table, String column, String mark) {
        return jdbc.sql("select count(*) from " + table + " where " + column + " like ?")
                .param(mark + "%")
                .query(Integer.class)
                .single();
    }

    private static Facts facts(String name, double lon) {
        return new Facts(
                name,
                "DJ-SEO",
                null,
                Agencies.of("대전광역시"),
                new Purpose(CameraPurpose.CRIME_PREVENTION, null),
                Place.at(lon, 36.35),
                Optics.UNKNOWN,
                Streams.UNKNOWN,
                LawFacts.UNKNOWN,
                SecurityFacts.UNKNOWN,
                Mobility.FIXED);
    }
}
