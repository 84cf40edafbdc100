package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One notification for a fire, and looking first where a life is at stake. */
class FireAndEmergencyIT extends LinkFixture {
    private static final String FIRES = "/api/link/fire-sensors";
    private static final String EMERGENCIES = "/api/link/emergencies";
    private static final String SENSORS = "Bearer " + TokenFixture.token("iot", Role.ALARM_SOURCE, "IOT_FIRE");
    private static final String FIRE_ROOM = TokenFixture.bearer(Role.FIRE_119);
    private static final String LEAD = TokenFixture.bearer(Role.LEAD, "DJ-SEO");

    @BeforeEach
    void cameras() {
        configure(camera("HERE-1", "DJ-SEO", 50), camera("HERE-2", "DJ-SEO", 100));
    }

    @Test
    void howeverManySensorsSeeItAFireIsNotifiedOnce() throws Exception {
        var start = new CyclicBarrier(8);
        List<Callable<Answer>> signals = IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(n -> () -> {
                    start.await(10, TimeUnit.SECONDS);
                    return post(FIRES, signal("S-" + n, n * 10), SENSORS);
                })
                .toList();
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<Boolean> notified = new java.util.ArrayList<>();
            for (var answer : pool.invokeAll(signals, 30, TimeUnit.SECONDS)) {
                assertThat(answer.get().status()).isEqualTo(202);
                notified.add(answer.get().body().path("notified").asBoolean());
            }
            assertThat(notified).containsOnlyOnce(true);
        }
        assertThat(told()).containsExactly("fire.notified");
        assertThat(get("/api/link/feed", FIRE_ROOM)
                        .body()
                        .at("/items/0/data/occupants")
                        .asInt())
                .isEqualTo(2);
        assertThat(jdbc.sql("select signals from fire").query(Integer.class).single())
                .isEqualTo(8);
        assertThat(jdbc.sql("select count(*) from incident where holder is null")
                        .query(Long.class)
                        .single())
                .as("one incident, and a sensor does not work on it")
                .isEqualTo(1);

        assertThat(post(FIRES, signal("S-9", 400), SENSORS)
                        .body()
                        .path("notified")
                        .asBoolean())
                .as("400 m away it is another fire")
                .isTrue();
        jdbc.sql("update fire set last_at = now() - interval '11 minutes'").update();
        assertThat(post(FIRES, signal("S-0", 0), SENSORS)
                        .body()
                        .path("notified")
                        .asBoolean())
                .as("and so it is after the window")
                .isTrue();
        assertThat(told()).hasSize(3);
        assertThat(post(FIRES, signal("S-0", 0), police()).status()).isEqualTo(403);
        assertThat(post(FIRES, signal("S-0", 0), "Bearer " + TokenFixture.token("telco", Role.ALARM_SOURCE, "TELCO"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anotherRoomIsToldInTheSameCaseAndAClosedFireIsOver() {
        post(FIRES, signal("S-1", 0), SENSORS);
        post(FIRES, signal("S-2", 5), SENSORS);
        String room = signal("S-3", 10).replace("301", "302").replace("\"occupants\":2", "\"occupants\":1");
        for (int i = 0; i < 2; i++)
            assertThat(post(FIRES, room, SENSORS).body().path("notified").asBoolean())
                    .isFalse();
        assertThat(told()).containsExactly("fire.notified", "fire.signal");
        assertThat(get("/api/link/feed", FIRE_ROOM)
                        .body()
                        .at("/items/1/data/room")
                        .asString())
                .isEqualTo("302");
        String incident = jdbc.sql("select incident_id::text from incident")
                .query(String.class)
                .single();
        assertThat(get("/api/incidents/" + incident, LEAD)
                        .body()
                        .path("timeline")
                        .toString())
                .contains("302 · 1 cannot leave");
        post("/api/incidents/" + incident + "/close", "{\"reason\":\"FALSE_OR_OTHER_AGENCY\"}", LEAD);
        assertThat(post(FIRES, signal("S-1", 0), SENSORS)
                        .body()
                        .path("notified")
                        .asBoolean())
                .as("smoke after a false alarm is a fire of its own")
                .isTrue();
        jdbc.sql("update fire set first_at = now() - interval '121 minutes'").update();
        assertThat(post(FIRES, signal("S-1", 0), SENSORS)
                        .body()
                        .path("notified")
                        .asBoolean())
                .as("and so is one after two hours of signals")
                .isTrue();
    }

    @Test
    void anEmergencyIsImmediateTimeBoxedAndReviewedByAnotherPerson() {
        sent(Topics.GRANT);
        String kim = operator("kim", "DJ-DON");
        Answer used = post(
                EMERGENCIES,
                "{\"reason\":\"somebody hangs from the bridge\",\"lon\":%s,\"lat\":%s}".formatted(LON, LAT),
                kim);
        assertThat(used.status()).as(used.body().toString()).isEqualTo(201);
        assertThat(used.body().path("districtCode").asString()).isEqualTo("DJ-SEO");
        Instant end = Instant.parse(used.body().path("endsAt").asString());
        assertThat(end).isBetween(Instant.now().plusSeconds(880), Instant.now().plusSeconds(901));
        await().untilAsserted(() -> assertThat(sent(Topics.GRANT)).hasSize(2).allSatisfy(grant -> {
            assertThat(grant.path("purpose").asString()).isEqualTo("danger to life");
            assertThat(Duration.between(Instant.parse(grant.path("expiresAt").asString()), end)
                            .abs())
                    .isLessThan(Duration.ofSeconds(1));
        }));

        String id = used.body().path("emergencyId").asString();
        assertThat(get(EMERGENCIES, LEAD).body().path("items")).hasSize(1);
        assertThat(get(EMERGENCIES, TokenFixture.bearer(Role.LEAD, "DJ-DON"))
                        .body()
                        .path("items"))
                .isEmpty();
        assertThat(get(EMERGENCIES, kim).status()).isEqualTo(403);
        String verdict = "{\"verdict\":\"JUSTIFIED\",\"note\":\"seen in the recording\"}";
        assertThat(post(EMERGENCIES + "/" + id + "/review", verdict, TokenFixture.bearer(Role.LEAD, "DJ-DON"))
                        .status())
                .isEqualTo(404);
        Answer reviewed = post(EMERGENCIES + "/" + id + "/review", verdict, LEAD);
        assertThat(reviewed.body().path("verdict").asString()).isEqualTo("JUSTIFIED");
        assertThat(post(EMERGENCIES + "/" + id + "/review", verdict, LEAD).status())
                .isEqualTo(409);
        assertThat(get(EMERGENCIES, LEAD).body().path("items")).isEmpty();
        assertThat(get(EMERGENCIES + "?reviewed=true", LEAD).body().path("items"))
                .hasSize(1);
    }

    @Test
    void nobodyReviewsWhatTheyDidThemselves() {
        String id = post(
                        EMERGENCIES,
                        "{\"reason\":\"a child on the railway line\",\"lon\":%s,\"lat\":%s}".formatted(LON, LAT),
                        LEAD)
                .body()
                .path("emergencyId")
                .asString();
        assertThat(post(EMERGENCIES + "/" + id + "/review", "{\"verdict\":\"JUSTIFIED\",\"note\":\"I say so\"}", LEAD)
                        .problem())
                .endsWith(":approval-needed");
        assertThat(post(EMERGENCIES, "{\"reason\":\"curious about it\",\"lon\":127.4,\"lat\":36.3}", police())
                        .status())
                .isEqualTo(403);
    }

    private List<String> told() {
        return StreamSupport.stream(
                        get("/api/link/feed", FIRE_ROOM).body().path("items").spliterator(), false)
                .map(event -> event.path("type").asString())
                .toList();
    }

    private static String signal(String sensor, double northM) {
        return """
                {"sensorId":"%s","building":"시장 2동","floor":"3","room":"301","occupants":2,"lon":%s,"lat":%s}
                """.formatted(sensor, LON, LAT + northM / 110_961.0);
    }
}
