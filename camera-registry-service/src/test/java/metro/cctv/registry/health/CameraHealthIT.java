package metro.cctv.registry.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.registry.RegistryTest;
import metro.cctv.registry.camera.CameraHealth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Words lie in the past here, so that the sweep finds silence at once; each test has a district of its own. */
class CameraHealthIT extends RegistryTest {
    @Autowired
    EventPublisher events;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    HealthSweep sweep;

    @Autowired
    CameraHealths healths;

    @Autowired
    KafkaListenerEndpointRegistry listeners;

    private final Instant now = Instant.now();
    private String district = "";

    @BeforeEach
    void aDistrictOfItsOwn() {
        district = freshDistrict();
    }

    @Test
    void theLatestWordCountsInWhateverOrderAndHoweverOftenItComes() {
        String code = freshCamera();
        assertThat(healths.of(code).cause()).isEqualTo(CameraHealth.NEVER_SEEN);
        StreamHealthChanged off = word(code, Stream.MAIN, State.OFFLINE, 20, 10);

        say(word(code, Stream.SUB, State.ONLINE, 60, 30));
        say(word(code, Stream.MAIN, State.ONLINE, 60, 30));
        say(off);
        say(word(code, Stream.MAIN, State.ONLINE, 60, 15)); // comes late
        say(off);
        untilRead();

        assertThat(healths.of(code).state()).isEqualTo(CameraHealth.State.OFFLINE);
        assertThat(healths.of(code).since()).isEqualTo(off.since());
        assertThat(history(code)).containsExactly("ONLINE 40");
    }

    @Test
    void aWordFromTheFutureCannotPostponeTheSilence() {
        String code = freshCamera();

        say(word(code, Stream.MAIN, State.ONLINE, -7200, -3600));
        untilRead();

        Instant at = jdbc.sql("select at from stream_health where camera_code = ?")
                .param(code)
                .query((row, n) -> SqlHealth.instant(row, "at"))
                .single();
        assertThat(at).isBefore(Instant.now());
    }

    @Test
    void aWordOnACameraNobodyKnowsLeavesNoTrace() {
        String code = freshCode();

        say(word(code, Stream.MAIN, State.ONLINE, 60, 30));
        untilRead();

        assertThat(jdbc.sql("select count(*) from stream_health where camera_code = ?")
                        .param(code)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{broken",
                "",
                "null",
                "[]",
                "{}",
                "\"text\"",
                "{\"cameraId\":\"CODE\"}",
                "{\"cameraId\":\"../etc\",\"stream\":\"MAIN\",\"state\":\"ONLINE\"}",
                """
                {"eventId":"018f6d1e-0000-7000-8000-000000000004","cameraId":"CODE","districtCode":"DJ-SEO","stream":"MAIN",
                 "state":"ONLINE","cause":"NONE","detail":"","since":"-999999999-01-01T00:00:00Z","at":"2026-11-21T06:31:10Z"}
                """,
                """
                {"eventId":"018f6d1e-0000-7000-8000-000000000004","cameraId":"CODE","districtCode":"DJ-SEO","stream":"THIRD",
                 "state":"ONLINE","cause":"NONE","detail":"","since":"2026-11-21T06:31:10Z","at":"2026-11-21T06:31:10Z"}
                """,
                """
                {"eventId":"018f6d1e-0000-7000-8000-000000000004","cameraId":"CODE","districtCode":"DJ-SEO","stream":"MAIN",
                 "state":"ONLINE","cause":"NONE","detail":null,"since":"2026-11-21T06:31:10Z","at":"2026-11-21T06:31:10Z"}
                """
            })
    void rubbishIsParkedAndHoldsNobodyUp(String rubbish) throws Exception {
        String code = freshCamera();

        say(word(code, Stream.MAIN, State.ONLINE, 60, 30));
        events.sendBytes(Topics.HEALTH, code, rubbish.replace("CODE", code).getBytes())
                .get();
        say(word(code, Stream.MAIN, State.OFFLINE, 20, 10));
        untilRead();

        assertThat(healths.of(code).state()).isEqualTo(CameraHealth.State.OFFLINE);
        await().untilAsserted(() ->
                assertThat(recordsOf(Topics.HEALTH + "-dlt", code)).hasSize(1));
    }

    @Test
    void whatWasSaidWhileTheListenerWasDownIsHeardWhenItIsBack() {
        String code = freshCamera();
        say(word(code, Stream.MAIN, State.ONLINE, 110, 110));
        untilRead();
        MessageListenerContainer listener = listeners.getListenerContainers().stream()
                .filter(container -> "registry-health".equals(container.getGroupId()))
                .findFirst()
                .orElseThrow();
        listener.stop();
        try {
            say(word(code, Stream.MAIN, State.OFFLINE, 100, 95));
            say(word(code, Stream.MAIN, State.ONLINE, 80, 75));
            say(word(code, Stream.MAIN, State.OFFLINE, 60, 55));
            assertThat(healths.of(code).state()).isEqualTo(CameraHealth.State.ONLINE);
        } finally {
            listener.start();
        }
        untilRead();

        assertThat(healths.of(code).since()).isEqualTo(ago(60));
        assertThat(jdbc.sql("select cardinality(changes) from stream_health where camera_code = ?")
                        .param(code)
                        .query((row, n) -> row.getInt(1))
                        .single())
                .isEqualTo(3);
    }

    @Test
    void aSilentCameraOfASpeakingDistrictIsOffWithTheTimeOfItsLastWord() {
        String silent = freshCamera();
        String speaks = freshCamera();
        StreamHealthChanged last = word(silent, Stream.MAIN, State.ONLINE, 3600, 600);
        say(word(speaks, Stream.MAIN, State.ONLINE, 3600, 3600)); // the district speaks all the time
        for (int ago = 3600; ago >= 0; ago -= 60) say(word(speaks, Stream.MAIN, State.ONLINE, 3600, ago));
        say(last);
        untilRead();

        sweepAsIfAlwaysListening();

        assertThat(healths.of(silent).state()).isEqualTo(CameraHealth.State.OFFLINE);
        assertThat(healths.of(silent).cause()).isEqualTo(CameraHealth.SILENT);
        assertThat(healths.of(silent).since()).isEqualTo(last.at());
        assertThat(healths.of(speaks).state()).isEqualTo(CameraHealth.State.ONLINE);
    }

    @Test
    void whoJustBeganToListenCallsNobodySilent() {
        String code = freshCamera();
        say(word(code, Stream.MAIN, State.ONLINE, 3600, 600));
        untilRead();

        await().until(() -> sweep.sweep(Instant.now(), Instant.now(), true));

        assertThat(healths.of(code).state()).isEqualTo(CameraHealth.State.ONLINE);
    }

    @Test
    void aSilentDistrictIsStaleAsAWholeAndComesBackCameraByCamera() {
        String back = freshCamera();
        String gone = freshCamera();
        String elsewhere = freshCode();
        post("/api/cameras", MANAGER, camera(elsewhere, "DJ-SEO", 127.38, 36.35));
        say(word(back, Stream.MAIN, State.ONLINE, 3600, 1800));
        say(word(gone, Stream.MAIN, State.OFFLINE, 3000, 1800));
        say(word(elsewhere, Stream.MAIN, State.ONLINE, 3600, 0));
        untilRead();

        sweepAsIfAlwaysListening();

        assertThat(healths.of(List.of(back, gone)).values()).allSatisfy(health -> {
            assertThat(health.state()).isEqualTo(CameraHealth.State.STALE);
            assertThat(health.cause()).isEqualTo(CameraHealth.DISTRICT_SILENT);
            assertThat(health.since()).isEqualTo(ago(1800));
        });
        assertThat(healths.of(elsewhere).state()).isEqualTo(CameraHealth.State.ONLINE);

        say(word(back, Stream.MAIN, State.ONLINE, 3600, 100));
        untilRead();
        sweepAsIfAlwaysListening();

        assertThat(healths.of(back).state()).isEqualTo(CameraHealth.State.ONLINE);
        assertThat(history(back)).containsExactly("ONLINE 1800", "STALE 1700");
        assertThat(healths.of(gone).state()).as("has as long as any to speak").isEqualTo(CameraHealth.State.STALE);

        for (int ago = 100; ago >= 0; ago -= 50) say(word(back, Stream.MAIN, State.ONLINE, 3600, ago));
        jdbc.sql("update district_link set back_at = back_at - interval '10 min' where district_code = ?")
                .param(district)
                .update();
        untilRead();
        sweepAsIfAlwaysListening();

        assertThat(healths.of(gone).cause()).isEqualTo(CameraHealth.SILENT);
    }

    @Test
    void aCameraOutOfServiceIsNeitherOffNorSilent() {
        String code = freshCamera();
        say(word(code, Stream.MAIN, State.ONLINE, 3600, 600));
        untilRead();
        call(org.springframework.http.HttpMethod.DELETE, "/api/cameras/" + code, MANAGER, null);

        await().untilAsserted(() -> assertThat(healths.of(code).cause()).isEqualTo(CameraHealth.NOT_IN_SERVICE));
        sweepAsIfAlwaysListening();

        assertThat(healths.of(code).state()).isEqualTo(CameraHealth.State.UNKNOWN);
    }

    @Test
    void theHistoryHasNoHolesHoweverTheWordsCome() {
        String code = freshCamera();
        RandomGenerator random = RandomGenerator.getDefault();
        for (int i = 0; i < 300; i++) {
            int at = random.nextInt(100_000);
            say(word(
                    code,
                    random.nextInt(4) == 0 ? Stream.SUB : Stream.MAIN,
                    State.values()[random.nextInt(3)],
                    at + random.nextInt(5_000),
                    at));
        }
        untilRead();

        long holes = jdbc.sql("""
                        select count(*) from (
                          select to_at, lead(from_at) over (order by from_at) as next_from from (
                            select from_at, to_at from health_interval where camera_code = :code
                            union all select since, null from camera_health where camera_code = :code) h) pairs
                        where next_from is not null and next_from <> to_at
                        """).param("code", code).query(Long.class).single();
        assertThat(holes).isZero();
    }

    private String freshCamera() {
        String code = freshCamera(district);
        await().until(() -> Lag.of("registry-health-service", Topics.CAMERA) == 0);
        jdbc.sql("update camera_service set since = since - interval '1 day' where camera_code = ?")
                .param(code)
                .update();
        return code;
    }

    private void sweepAsIfAlwaysListening() {
        await().until(() -> sweep.sweep(Instant.now().plusMillis(1), Instant.EPOCH, true));
    }

    private StreamHealthChanged word(String code, Stream stream, State state, long sinceS, long atS) {
        return new StreamHealthChanged(
                UUID.randomUUID(), code, district, stream, state, Cause.NONE, "said by a test", ago(sinceS), ago(atS));
    }

    private Instant ago(long seconds) {
        return now.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).minusSeconds(seconds);
    }

    private void say(StreamHealthChanged word) {
        events.send(Topics.HEALTH, word.cameraId(), word).join();
    }

    /** The listener has taken everything that was said. */
    private static void untilRead() {
        await().atMost(Duration.ofSeconds(60)).until(() -> Lag.of("registry-health", Topics.HEALTH) == 0);
    }

    private List<String> history(String code) {
        return jdbc.sql("""
                        select state || ' ' || round(extract(epoch from to_at - from_at)) from health_interval
                        where camera_code = ? order by from_at
                        """).param(code).query(String.class).list();
    }
}
