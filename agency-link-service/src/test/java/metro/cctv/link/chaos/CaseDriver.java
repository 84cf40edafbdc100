package metro.cctv.link.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.link.chaos.AgencyClient.Answer;
import metro.cctv.testkit.TokenFixture;

/** One agency's day: cases reported and closed, alerts of the cameras meanwhile, every second one escalated by a person. */
final class CaseDriver implements Callable<CaseDriver> {
    /** One in so many cases stays open. */
    private static final int LEFT_OPEN = 10;
    /** The feed is polled after so many cases. */
    private static final int POLLED = 5;

    private final World world;
    private final String agency;
    private final int cases;
    private final AtomicInteger progress;
    private final Intruder intruder;
    private final Random random;
    private final AgencyClient client;
    private final AgencyClient operator;
    private final List<String> incidents = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final List<UUID> alerts = new ArrayList<>();
    private final List<UUID> escalated = new ArrayList<>();
    private final Deque<UUID> toEscalate = new ArrayDeque<>();

    CaseDriver(World world, String agency, String bearer, int cases, AtomicInteger progress, long seed)
            throws Exception {
        this.world = world;
        this.agency = agency;
        this.cases = cases;
        this.progress = progress;
        this.intruder = new Intruder(world.link());
        this.random = new Random(seed);
        this.client = new AgencyClient(world.link(), bearer);
        this.operator =
                new AgencyClient(world.link(), "Bearer " + TokenFixture.token("kim", Role.OPERATOR, null, "DJ-SEO"));
    }

    @Override
    public CaseDriver call() {
        for (int i = 0; i < cases; i++) {
            work(i);
            if (i >= 5) escalateOne();
            progress.incrementAndGet();
        }
        while (!toEscalate.isEmpty()) escalateOne();
        return this;
    }

    private void work(int number) {
        String caseNo = "2026-%s-%05d".formatted(agency, number);
        String key = "key-" + caseNo;
        String body = """
                {"caseNo":"%s","code":0,"kind":"ROBBERY","summary":"At the north gate","lon":%s,"lat":%s}
                """.formatted(caseNo, World.LON, World.LAT);
        Answer opened = client.ask("POST", path(), body, key);
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        assertThat(opened.body().path("cameras").size()).isPositive();
        incidents.add(opened.body().path("incidentId").asString());
        alert(number);
        boolean police = agency.equals("112") && number % 20 == 7;
        if (police) intruder.forge(caseNo, body, key);
        if (number % LEFT_OPEN == 0) {
            left.add(incidents.getLast());
        } else {
            close(caseNo);
            if (police) intruder.replay(caseNo, body, key);
        }
        if (number % POLLED == 0) client.readFeed();
    }

    private void close(String caseNo) {
        Answer closed = client.ask("POST", path() + "/" + caseNo + "/close", "{\"reason\":\"solved\"}", null);
        // A close whose answer was lost has happened: the second one is told so.
        assertThat(closed.status() == 200 || closed.body().toString().contains("case-closed"))
                .as(closed.body().toString())
                .isTrue();
    }

    /** One in ten is sent twice, as Kafka may. */
    private void alert(int number) {
        AlertRaised alert = World.alert(UUID.randomUUID(), World.id(random.nextInt(6)));
        world.send(Topics.ALERT, alert.cameraId(), alert);
        if (random.nextInt(10) == 0) world.send(Topics.ALERT, alert.cameraId(), alert);
        alerts.add(alert.alertId());
        if (number % 2 == 0) toEscalate.add(alert.alertId());
    }

    private void escalateOne() {
        UUID alertId = toEscalate.poll();
        if (alertId == null) return;
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(90))
                .until(() -> operator.ask("POST", "/api/alerts/" + alertId + "/escalate", null, null)
                                .status()
                        == 200);
        escalated.add(alertId);
    }

    private String path() {
        return "/api/link/" + agency + "/cases";
    }

    String agency() {
        return agency;
    }

    AgencyClient client() {
        return client;
    }

    Intruder intruder() {
        return intruder;
    }

    List<String> incidents() {
        return incidents;
    }

    List<String> leftOpen() {
        return left;
    }

    List<UUID> alerts() {
        return alerts;
    }

    List<UUID> escalated() {
        return escalated;
    }
}
