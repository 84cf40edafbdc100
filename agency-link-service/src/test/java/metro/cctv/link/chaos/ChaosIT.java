package metro.cctv.link.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.link.chaos.Endpoint.Mood;
import metro.cctv.link.chaos.Endpoint.Taken;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * 2,000 events for three agencies: one in order, one in every bad mood, one that never answers until the end. Meanwhile
 * the process is killed and database connections are cut, at places drawn from a seed.
 *
 * <p>What is proven: each case, alert and escalation counts exactly once in the tables, the feed, the grants on Kafka and
 * the ledger; each agency was told of each exactly once by event id, signed, in the order of the case. The same id may
 * come again, with the same words, when an answer was lost: that is what "at least once" means, and how often it happened
 * is printed.
 */
class ChaosIT {
    private static final int KILLS = Integer.getInteger("cctv.chaos.kills", 2);
    private static final int CUTS = Integer.getInteger("cctv.chaos.cuts", 6);
    private static final int CASES = Integer.getInteger("cctv.chaos.cases", 200);
    private static final long SEED = Long.getLong("cctv.chaos.seed", 20261122L);
    private static final String MANAGER = TokenFixture.bearer(Role.MANAGER, "*");

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final AtomicInteger progress = new AtomicInteger();
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

    @Test
    void nothingIsLostAndNothingCountsTwice() throws Exception {
        try (var world = new World(Path.of("target"), folder);
                var trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            world.link().start();
            world.configureCameras(6);
            String trapUrl = "http://127.0.0.1:" + trap.getLocalPort() + "/inside";
            register(world, "112", trapUrl, () -> Mood.TAKES);
            register(world, "119", trapUrl, moody(new Random(SEED + 1)));
            register(world, "JUSTICE", trapUrl, () -> Mood.HANGS);

            List<CaseDriver> drivers = drive(world);

            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(world, "112") == 0);
            assertThat(waiting(world, "JUSTICE"))
                    .as("112 has everything while JUSTICE has taken nothing")
                    .isEqualTo(world.count("select count(*) from agency_event where agency = 'JUSTICE'"));
            endpoints.values().forEach(endpoint -> endpoint.moods(() -> Mood.TAKES));
            await().atMost(Duration.ofSeconds(60)).until(() -> world.count("""
                    select (select count(*) from delivery where state = 'PENDING') + (select count(*) from outbox)
                    """) == 0);

            checkTables(world, drivers);
            for (CaseDriver driver : drivers) checkAgency(world, driver);
            checkGrants(world, drivers);
            checkLedger(world, drivers);
            trap.setSoTimeout(1);
            org.assertj.core.api.Assertions.assertThatExceptionOfType(java.net.SocketTimeoutException.class)
                    .as("nobody followed the redirect")
                    .isThrownBy(trap::accept);
            report(world, drivers);
            assertThat(AgencyClient.TROUBLES)
                    .as("what is away is said to be away, and never our fault")
                    .doesNotContainKey(500);
        } finally {
            for (Endpoint endpoint : endpoints.values()) endpoint.close();
        }
    }

    private void register(World world, String agency, String trapUrl, Supplier<Mood> moods) throws Exception {
        var endpoint = new Endpoint(trapUrl, moods);
        endpoints.put(agency, endpoint);
        var manager = new AgencyClient(world.link(), MANAGER);
        var registered = manager.ask(
                "POST", "/api/agencies/" + agency + "/webhooks", "{\"url\":\"" + endpoint.url() + "\"}", null);
        assertThat(registered.status()).isEqualTo(201);
        endpoint.secret(registered.body().path("secret").asString());
    }

    /** Six in ten requests are taken; the rest go wrong in each way there is. */
    private static Supplier<Mood> moody(Random dice) {
        Mood[] bad = {
            Mood.TAKES_THEN_CUTS,
            Mood.FAILS,
            Mood.REDIRECTS,
            Mood.TAKES_AND_ANSWERS_ENDLESSLY,
            Mood.ANSWERS_RUBBISH,
            Mood.CUTS_UNREAD,
            Mood.TAKES_THEN_CUTS,
            Mood.FAILS,
            Mood.REDIRECTS,
            Mood.ANSWERS_RUBBISH,
            Mood.TRICKLES,
            Mood.HANGS
        };
        return () -> {
            synchronized (dice) {
                return dice.nextInt(10) < 6 ? Mood.TAKES : bad[dice.nextInt(bad.length)];
            }
        };
    }

    private List<CaseDriver> drive(World world) throws Exception {
        List<CaseDriver> drivers = List.of(
                driver(world, "112", TokenFixture.bearer(Role.POLICE_112)),
                driver(world, "119", TokenFixture.bearer(Role.FIRE_119)),
                driver(world, "JUSTICE", "Bearer " + TokenFixture.token("moj", Role.POLICE_112, "JUSTICE")));
        try (var pool = Executors.newFixedThreadPool(drivers.size())) {
            List<Future<CaseDriver>> running =
                    drivers.stream().map(pool::submit).toList();
            trouble(world, running);
            for (Future<CaseDriver> one : running) one.get(120, TimeUnit.SECONDS);
        }
        for (CaseDriver driver : drivers) driver.client().readFeed();
        return drivers;
    }

    private CaseDriver driver(World world, String agency, String bearer) throws Exception {
        return new CaseDriver(world, agency, bearer, CASES, progress, SEED + agency.hashCode());
    }

    /** Each trouble comes when so many cases are done; where, the seed says. */
    private void trouble(World world, List<Future<CaseDriver>> running) throws InterruptedException {
        List<Integer> kills =
                random.ints(KILLS, CASES / 4, CASES * 5 / 2).boxed().toList();
        List<Integer> all = new ArrayList<>(kills);
        all.addAll(random.ints(CUTS, CASES / 10, CASES * 14 / 5).boxed().toList());
        for (int at : new TreeSet<>(all)) {
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> progress.get() >= at || running.stream().allMatch(Future::isDone));
            if (kills.contains(at)) world.link().killAndStart();
            else world.cutConnections();
        }
    }

    private static long waiting(World world, String agency) {
        return world.jdbc()
                .sql("select count(*) from delivery where state = 'PENDING' and agency = ?")
                .param(agency)
                .query(Long.class)
                .single();
    }

    private static void checkTables(World world, List<CaseDriver> drivers) {
        Set<String> answered =
                drivers.stream().flatMap(d -> d.incidents().stream()).collect(Collectors.toSet());
        assertThat(strings(world, "select incident_id::text from incident where case_no is not null"))
                .as("each case that was answered, and no other")
                .containsExactlyInAnyOrderElementsOf(answered);
        assertThat(strings(world, "select alert_id::text from alert"))
                .as("each alert once")
                .containsExactlyInAnyOrderElementsOf(drivers.stream()
                        .flatMap(d -> d.alerts().stream())
                        .map(Object::toString)
                        .toList());
        assertThat(world.count("select count(*) from incident where case_no is null"))
                .as("one incident for each escalation")
                .isEqualTo(drivers.stream().mapToInt(d -> d.escalated().size()).sum());
    }

    private void checkAgency(World world, CaseDriver driver) {
        List<JsonNode> feed = driver.client().feed();
        assertThat(feed.stream().map(ChaosIT::id))
                .as("%s: polled through kills and cuts, nothing skipped, nothing twice", driver.agency())
                .containsExactlyElementsOf(strings(
                        world,
                        "select event_id::text from agency_event where agency = '" + driver.agency()
                                + "' order by agency_event.event_id"));
        Map<String, List<String>> told = new HashMap<>();
        for (JsonNode event : feed)
            told.computeIfAbsent(incident(event), i -> new ArrayList<>())
                    .add(event.path("type").asString());
        for (String incident : driver.incidents())
            assertThat(told.remove(incident))
                    .isEqualTo(
                            driver.leftOpen().contains(incident)
                                    ? List.of("case.opened", "case.cameras")
                                    : List.of("case.opened", "case.cameras", "case.closed"));
        assertThat(told.values()).allMatch(List.of("alert.escalated")::equals);
        checkWebhook(driver.agency(), feed);
    }

    private void checkWebhook(String agency, List<JsonNode> feed) {
        Map<String, Taken> first = new LinkedHashMap<>();
        Set<String> answered = new HashSet<>();
        for (Taken taken : endpoints.get(agency).taken()) {
            assertThat(taken.genuine()).as("signed, and of now").isTrue();
            Taken before = first.putIfAbsent(taken.eventId(), taken);
            if (before != null) assertThat(taken.body()).isEqualTo(before.body());
            if (taken.answered()) answered.add(taken.eventId());
        }
        assertThat(answered).as("%s has said yes to each", agency).hasSize(feed.size());
        Map<String, Long> lastOfIncident = new HashMap<>();
        for (Taken taken : first.values()) {
            JsonNode event = EventJson.MAPPER.readTree(taken.body());
            assertThat(id(event)).isEqualTo(taken.eventId());
            Long before = lastOfIncident.put(incident(event), Long.valueOf(id(event)));
            assertThat(before == null || before < Long.parseLong(id(event)))
                    .as("%s: in the order of its case", agency)
                    .isTrue();
        }
        assertThat(first.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        feed.stream().map(ChaosIT::id).toList());
    }

    private static void checkGrants(World world, List<CaseDriver> drivers) {
        Map<String, String> last = new HashMap<>();
        for (JsonNode grant : world.all(Topics.GRANT))
            last.put(
                    grant.path("grantId").asString(),
                    grant.path("incidentId").asString() + " "
                            + grant.path("state").asString());
        assertThat(last.values())
                .as("the last word on Kafka about each grant")
                .containsExactlyInAnyOrderElementsOf(
                        strings(
                                world,
                                "select incident_id || ' ' || case state when 'ACTIVE' then 'ACTIVE' else 'REVOKED' end from access_grant"));
        Set<String> open = drivers.stream().flatMap(d -> d.leftOpen().stream()).collect(Collectors.toSet());
        Set<String> closed = drivers.stream()
                .flatMap(d -> d.incidents().stream())
                .filter(incident -> !open.contains(incident))
                .collect(Collectors.toSet());
        assertThat(last.values().stream().map(word -> word.split(" ")))
                .noneMatch(word -> closed.contains(word[0]) && word[1].equals("ACTIVE"));
        assertThat(last.values().stream().map(word -> word.split(" ")[0])).containsAll(closed);
    }

    private static void checkLedger(World world, List<CaseDriver> drivers) {
        Map<String, JsonNode> rows = new HashMap<>();
        for (JsonNode row : world.all(Topics.AUDIT))
            rows.put(row.path("auditId").asString(), row);
        Map<String, List<String>> allowed = rows.values().stream()
                .filter(row -> row.path("result").asString().equals("ALLOWED"))
                .collect(Collectors.groupingBy(
                        row -> row.path("action").asString(),
                        Collectors.mapping(row -> row.path("objectId").asString(), Collectors.toList())));
        List<String> incidents =
                drivers.stream().flatMap(d -> d.incidents().stream()).toList();
        List<String> closed = new ArrayList<>(incidents);
        drivers.forEach(driver -> closed.removeAll(driver.leftOpen()));
        assertThat(allowed.get("case.open")).containsExactlyInAnyOrderElementsOf(incidents);
        assertThat(allowed.get("case.close")).containsExactlyInAnyOrderElementsOf(closed);
        assertThat(allowed.get("alert.escalate"))
                .containsExactlyInAnyOrderElementsOf(drivers.stream()
                        .flatMap(d -> d.escalated().stream())
                        .map(Object::toString)
                        .toList());
        assertThat(world.count("select count(*) from agency_event")).isGreaterThanOrEqualTo(CASES * 10L);
    }

    private void report(World world, List<CaseDriver> drivers) {
        System.out.printf(
                "chaos: seed %d, %d kills (away %s), %d cuts, troubles of the callers by status (0: no answer) %s%n",
                SEED,
                KILLS,
                world.link().outages().stream()
                        .map(o -> Duration.between(o.from(), o.until()).toMillis() + " ms")
                        .toList(),
                CUTS,
                AgencyClient.TROUBLES);
        for (CaseDriver driver : drivers) {
            Endpoint endpoint = endpoints.get(driver.agency());
            long again = endpoint.taken().size() - driver.client().feed().size();
            System.out.printf(
                    "  %-8s %d events, %d requests, %d with an id it had read before; %s%n",
                    driver.agency(),
                    driver.client().feed().size(),
                    endpoint.requests(),
                    again,
                    delays(world, endpoint));
        }
        System.out.println("  refused: " + drivers.getFirst().intruder().refused());
    }

    /** From the commit to the first arrival; of those that no kill touched. */
    private static String delays(World world, Endpoint endpoint) {
        Set<String> seen = new HashSet<>();
        List<Long> ms = new ArrayList<>();
        for (Taken taken : endpoint.taken()) {
            if (!seen.add(taken.eventId())) continue;
            Instant at = Instant.parse(
                    EventJson.MAPPER.readTree(taken.body()).path("at").asString());
            if (world.link().outages().stream().noneMatch(o -> o.touches(at, taken.at())))
                ms.add(Duration.between(at, taken.at()).toMillis());
        }
        ms.sort(null);
        return "delay outside of kills p50 %d ms, p99 %d ms, most %d ms (%d events)"
                .formatted(ms.get(ms.size() / 2), ms.get(ms.size() * 99 / 100), ms.getLast(), ms.size());
    }

    private static String id(JsonNode event) {
        return event.path("id").asString();
    }

    private static String incident(JsonNode event) {
        return event.path("data").path("incidentId").asString();
    }

    private static List<String> strings(World world, String sql) {
        return world.jdbc().sql(sql).query(String.class).list();
    }
}
