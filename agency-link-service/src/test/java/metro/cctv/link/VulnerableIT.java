package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.link.FakeOffice.Mood;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import tools.jackson.databind.JsonNode;

/** A telephone company's alarm, from the centre's first look to the purge. */
class VulnerableIT extends LinkFixture {
    private static final String DOOR = "/api/link/vulnerable";
    private static final byte[] PHOTO = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3, 4, 5, 6, 7};
    private static final String KIM = operator("kim", "DJ-SEO");
    private static final String LEE = operator("lee", "DJ-SEO");
    private static final String LEAD = TokenFixture.bearer(Role.LEAD, "DJ-SEO");

    @Autowired
    JdbcConnectionDetails database;

    private final String alarmNo = "T-" + System.nanoTime();

    @BeforeEach
    void cameras() {
        configure(
                camera("HERE-1", "DJ-SEO", 50),
                camera("HERE-2", "DJ-SEO", 100),
                camera("HERE-3", "DJ-SEO", 150),
                camera("THERE-1", "DJ-SEO", 2_950));
    }

    @Test
    void toTheCentreFirstThenToThePoliceAndGoneAtTheEnd() throws Exception {
        sent(Topics.GRANT);
        sent(Topics.AUDIT);
        sent(Topics.INCIDENT);
        Answer raised = post(DOOR, alarm(), telco());
        assertThat(raised.status()).as(raised.body().toString()).isEqualTo(201);
        String id = raised.body().path("alarmId").asString();
        assertThat(raised.body().toString()).as("no street for the sender").doesNotContain("HERE-1", "live");
        await().untilAsserted(() ->
                assertThat(agencies("ACTIVE")).containsOnly("CENTRE").hasSize(3));
        assertThat(get("/api/link/feed", police()).body().path("items"))
                .as("the police hear nothing before a person has looked")
                .isEmpty();
        assertThat(get(DOOR + "/" + id + "/photo.jpg", police()).status()).isEqualTo(404);
        assertThat(jdbc.sql("select count(*) from vulnerable_alarm where position(? in photo) > 0")
                        .param(new byte[] {1, 2, 3, 4, 5, 6, 7})
                        .query(Long.class)
                        .single())
                .as("the picture lies encrypted")
                .isZero();

        Answer listed = get(DOOR, KIM);
        assertThat(listed.body().at("/items/0/state").asString()).isEqualTo("REPORTED");
        assertThat(get(DOOR, operator("x", "DJ-DON")).body().path("items")).isEmpty();
        assertThat(get(DOOR + "/" + id, operator("x", "DJ-DON")).status()).isEqualTo(404);
        assertThat(picture(id, KIM)).isEqualTo(PHOTO);

        assertThat(post(DOOR + "/" + id + "/confirm", null, KIM)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("SHARED");
        await().untilAsserted(() -> assertThat(agencies("ACTIVE")).contains("112"));
        assertThat(types(get("/api/link/feed", police()))).containsExactly("incident.shared", "vulnerable.confirmed");
        assertThat(picture(id, police())).isEqualTo(PHOTO);
        assertThat(get(DOOR + "/" + id + "/photo.jpg", TokenFixture.bearer(Role.FIRE_119))
                        .status())
                .isEqualTo(404);

        double northLat = LAT + 3_000 / 110_961.0;
        Answer moved = send(
                "PATCH",
                DOOR + "/" + alarmNo + "/place",
                "{\"lon\":%s,\"lat\":%s}".formatted(LON, northLat),
                telco(),
                Map.of());
        assertThat(moved.status()).isEqualTo(204);
        await().untilAsserted(() -> assertThat(cameras("ACTIVE")).contains("THERE-1"));

        String incident = get(DOOR + "/" + id, KIM).body().path("incidentId").asString();
        joins(incident);

        Answer closed = post(DOOR + "/" + id + "/close", "{\"reason\":\"SOLVED\"}", KIM);
        assertThat(closed.status()).as(closed.body().toString()).isEqualTo(200);
        assertThat(closed.body().path("state").asString()).isEqualTo("CLOSED");
        assertThat(closed.body().path("lon").isNull()).isTrue();
        assertThat(closed.body().path("purged")).hasSize(2);
        assertThat(closed.body().at("/purged/0/sha256").asString()).isEqualTo(sha256(PHOTO));
        assertThat(get(DOOR + "/" + id + "/photo.jpg", KIM).status()).isEqualTo(404);
        assertThat(everythingStored())
                .doesNotContain(String.valueOf(LAT), String.valueOf(northLat), "grandmother", " m away", "HERE-1 (");
        assertThat(jdbc.sql(
                                "select count(*) from access_grant where distance_m is not null or reason <> '' or choice <> 0")
                        .query(Long.class)
                        .single())
                .as("three distances are a place")
                .isZero();
        JsonNode joined =
                get("/api/incidents/" + incident + "/joined", KIM).body().path("items");
        assertThat(joined).hasSize(2);
        for (JsonNode one : joined) {
            assertThat(one.path("distanceM").isNull())
                    .as("nor is it found from other places")
                    .isTrue();
            assertThat(one.path("reason").asString("")).isEmpty();
        }
        assertThat(closed.body().at("/purged/1/sha256").asString())
                .as("nor is it found by trying all places")
                .isNotEqualTo(sha256((LON + " " + northLat).getBytes(StandardCharsets.UTF_8)));
        await().untilAsserted(() -> assertThat(
                        sent(Topics.INCIDENT).getLast().path("lat").asDouble())
                .as("the topic forgets the place as well")
                .isEqualTo(36.35));
        assertThat(jdbc.sql("select count(*) from access_grant where state <> 'REVOKED'")
                        .query(Long.class)
                        .single())
                .isZero();
        await().untilAsserted(() -> assertThat(sent(Topics.AUDIT))
                .extracting(row -> row.path("action").asString())
                .contains("vulnerable.raise", "vulnerable.photo", "vulnerable.confirm", "vulnerable.purge"));
    }

    @Test
    void whatNobodyTakesGoesToTheLeadOnce() {
        String id = post(DOOR, alarm(), telco()).body().path("alarmId").asString();
        assertThat(get(DOOR + "/" + id, LEAD).body().path("escalatedAt").isNull())
                .isTrue();
        jdbc.sql("update vulnerable_alarm set escalate_at = now() - interval '1 second'")
                .update();
        await().untilAsserted(() -> assertThat(
                        get(DOOR + "/" + id, LEAD).body().path("escalatedAt").isNull())
                .isFalse());
        escalated(2);
        assertThat(entries("vulnerable.escalated"))
                .as("once each, though the clock looked again")
                .isEqualTo(2);
    }

    /** A further alarm that nobody takes shows that the clock has looked at all of them. */
    private void escalated(int all) {
        post(DOOR, alarm().replace(alarmNo, alarmNo + "-2"), telco());
        jdbc.sql("update vulnerable_alarm set escalate_at = now() - interval '1 second'")
                .update();
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select count(*) from vulnerable_alarm where escalated_at is not null")
                                .query(Integer.class)
                                .single())
                .isEqualTo(all));
    }

    @Test
    void confirmedAfterAMoveThePoliceSeeWhereThePersonIsNow() {
        String id = post(DOOR, alarm(), telco()).body().path("alarmId").asString();
        String there = "{\"lon\":%s,\"lat\":%s}".formatted(LON, LAT + 3_000 / 110_961.0);
        String place = DOOR + "/" + alarmNo + "/place";
        for (int i = 0; i < 2; i++)
            assertThat(send("PATCH", place, there, telco(), Map.of()).status()).isEqualTo(204);
        assertThat(entries("cameras.granted"))
                .as("the same cameras again are no news")
                .isEqualTo(2);
        assertThat(post(DOOR + "/" + id + "/confirm", null, KIM).status()).isEqualTo(200);
        assertThat(jdbc.sql("select camera_id from access_grant where agency = '112' and state = 'ACTIVE'")
                        .query(String.class)
                        .list())
                .contains("THERE-1");
        assertThat(entries("vulnerable.not-told")).as("no contract any more").isEqualTo(1);
        jdbc.sql("""
                insert into incident_agency (incident_id, agency, part, since, added_by)
                select incident_id, 'ENDED', 'JOINT', now(), 'test' from incident
                """).update();
        String back = "{\"lon\":%s,\"lat\":%s}".formatted(LON, LAT);
        assertThat(send("PATCH", place, back, telco(), Map.of()).status())
                .as("one whose contract ran out holds up nobody")
                .isEqualTo(204);
        assertThat(types(get("/api/link/feed", police()))).endsWith("vulnerable.confirmed", "incident.moved");
        post(DOOR + "/" + id + "/take", null, KIM);
        assertThat(entries("vulnerable.taken")).as("taken once").isEqualTo(1);
    }

    private long entries(String what) {
        return jdbc.sql("select count(*) from incident_entry where what = ?")
                .param(what)
                .query(Long.class)
                .single();
    }

    @Test
    void whoeverTookItHasIt() {
        String id = post(DOOR, alarm(), telco()).body().path("alarmId").asString();
        assertThat(post(DOOR + "/" + id + "/take", null, KIM)
                        .body()
                        .path("takenBy")
                        .asString())
                .isEqualTo("kim");
        assertThat(post(DOOR + "/" + id + "/confirm", null, LEE).problem()).endsWith(":alert-already-handled");
        assertThat(post(DOOR + "/" + id + "/take", null, LEAD).status())
                .as("a lead may")
                .isEqualTo(200);
        escalated(1);
        assertThat(get(DOOR + "/" + id, LEAD).body().path("escalatedAt").isNull())
                .as("the one that was taken is not")
                .isTrue();
        String incident = get(DOOR + "/" + id, LEAD).body().path("incidentId").asString();
        assertThat(post("/api/incidents/" + incident + "/close", "{\"reason\":\"UNVERIFIABLE\"}", LEAD)
                        .status())
                .isEqualTo(200);
        await("purged whichever door it was closed by")
                .untilAsserted(
                        () -> assertThat(get(DOOR + "/" + id, LEAD).body().path("purged"))
                                .hasSize(2));
    }

    /** Taking, moving and the clock all touch both rows: whoever waits for the incident must not hold the alarm. */
    @Test
    void theIncidentIsLockedBeforeItsAlarm() throws Exception {
        String id = post(DOOR, alarm(), telco()).body().path("alarmId").asString();
        UUID incident = UUID.fromString(
                get(DOOR + "/" + id, KIM).body().path("incidentId").asString());
        // Connections of their own: those of the service's pool are what is looked at.
        try (OwnConnection holder = OwnConnection.to(database).begin();
                OwnConnection watcher = OwnConnection.to(database)) {
            holder.execute("select 1 from incident where incident_id = '" + incident + "' for update");
            CompletableFuture<Answer> moved = CompletableFuture.supplyAsync(() -> send(
                    "PATCH",
                    DOOR + "/" + alarmNo + "/place",
                    "{\"lon\":%s,\"lat\":%s}".formatted(LON, LAT),
                    telco(),
                    Map.of()));
            await().until(() -> watcher.waiting("incident") == 1);
            String alarmIsFree = "select 1 from vulnerable_alarm where alarm_id = '" + id + "' for update nowait";
            watcher.execute(alarmIsFree);
            watcher.execute("update vulnerable_alarm set escalate_at = now() - interval '1 second'");
            await("the clock's turn").until(() -> watcher.waiting("incident") == 2);
            watcher.execute(alarmIsFree);
            assertThat(moved).isNotDone();
            holder.connection().rollback();
            assertThat(moved.get(5, TimeUnit.SECONDS).status()).isEqualTo(204);
        }
        await().untilAsserted(() -> assertThat(
                        get(DOOR + "/" + id, KIM).body().path("escalatedAt").isNull())
                .isFalse());
    }

    @Test
    void aPersonOfTheCentreMakesItBrighterAndTheEndMakesItDark() {
        String id = raisedBySafeReturn();
        assertThat(LIGHTS.commands()).as("nothing shines by itself").isEmpty();
        Answer on = post(DOOR + "/" + id + "/streetlights", null, KIM);
        assertThat(on.status()).as(on.body().toString()).isEqualTo(200);
        assertThat(post(DOOR + "/" + id + "/streetlights", null, operator("far", "DJ-YUS"))
                        .status())
                .isEqualTo(404);
        assertThat(LIGHTS.commands()).singleElement().asString().contains("\"BRIGHT\"", String.valueOf(LAT));
        post(DOOR + "/" + id + "/close", "{\"reason\":\"SOLVED\"}", KIM);
        await().untilAsserted(() -> assertThat(LIGHTS.commands()).hasSize(2));
        assertThat(LIGHTS.commands().getLast()).contains("\"NORMAL\"");
        await().until(() -> darkened().equals(java.util.Optional.of(0.0)));
        assertThat(post(DOOR + "/" + id + "/streetlights", null, KIM).problem()).endsWith(":case-closed");
    }

    /** A lamp of which nobody knows whether it shines is not called bright, and what may shine is told again to be normal. */
    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"HANGS", "ANSWERS_A_PAGE"})
    void whatTheOfficeDoesNotAcknowledgeIsNoLight(Mood mood) {
        String id = raisedBySafeReturn();
        LIGHTS.is(mood);
        Answer refused = post(DOOR + "/" + id + "/streetlights", null, KIM);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).endsWith(":unavailable");
        LIGHTS.is(Mood.ACKNOWLEDGES);
        await("it may have heard it, and not said so").untilAsserted(() -> {
            assertThat(LIGHTS.commands()).isNotEmpty().allMatch(command -> command.contains("\"NORMAL\""));
            assertThat(darkened()).as("and the place is not kept").hasValue(0.0);
        });
        assertThat(post(DOOR + "/" + id + "/streetlights", null, KIM).status())
                .as("again")
                .isEqualTo(200);
        LIGHTS.is(mood);
        post(DOOR + "/" + id + "/close", "{\"reason\":\"SOLVED\"}", KIM);
        await("it is told").untilAsserted(() -> assertThat(LIGHTS.commands()).anyMatch(c -> c.contains("\"NORMAL\"")));
        LIGHTS.is(Mood.ACKNOWLEDGES);
        await("and told again until it knows").untilAsserted(() -> {
            assertThat(LIGHTS.commands()).anyMatch(c -> c.contains("\"NORMAL\""));
            assertThat(jdbc.sql("select count(*) from streetlight where ended_at is null")
                            .query(Long.class)
                            .single())
                    .isZero();
        });
    }

    /** A foreign district knows of an incident near by that there is one; of an alarm about a person not even that. */
    @Test
    void noOtherDistrictsCameraIsBroughtForwardByAPersonsAlarm() {
        configure(camera("NEXT-1", "DJ-JUNG", 60));
        jdbc.sql(
                        "insert into camera_seen (camera_id, seen_at) select camera_id, now() from camera on conflict do nothing")
                .update();
        assertThat(post(DOOR, alarm(), telco()).status()).isEqualTo(201);
        String city = operator("city", "*");
        assertThat(get("/api/priority?district=DJ-SEO", city).body().toString()).contains("\"INCIDENT\"");
        JsonNode next = get("/api/priority?district=DJ-JUNG", city).body();
        assertThat(next.path("items")).hasSize(1);
        assertThat(next.toString()).doesNotContain("\"INCIDENT\"");
    }

    private String raisedBySafeReturn() {
        String source = "Bearer " + TokenFixture.token("app", Role.ALARM_SOURCE, "SAFE_RETURN");
        return post(DOOR, alarm(), source).body().path("alarmId").asString();
    }

    /** The place that is left of a light that is over. */
    private java.util.Optional<Double> darkened() {
        return jdbc.sql("select lon from streetlight where ended_at is not null order by since limit 1")
                .query(Double.class)
                .optional();
    }

    @Test
    void onlyItsSourcesRaiseAlarms() {
        assertThat(post(DOOR, alarm(), police()).status()).isEqualTo(403);
        assertThat(post(DOOR, alarm(), KIM).status()).isEqualTo(403);
        assertThat(post(DOOR, alarm(), "Bearer " + TokenFixture.token("x", Role.ALARM_SOURCE, "NOBODY"))
                        .status())
                .isEqualTo(403);
        assertThat(get(DOOR, telco()).status()).isEqualTo(403);
        assertThat(post(DOOR, alarm().replace(photo(), "bm90IGEganBlZw=="), telco())
                        .status())
                .isEqualTo(422);
        assertThat(post(DOOR, alarm(), telco()).status()).isEqualTo(201);
        assertThat(post(DOOR, alarm(), telco()).problem()).endsWith(":case-exists");
        assertThat(jdbc.sql("select count(*) from incident").query(Long.class).single())
                .isEqualTo(1);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private byte[] picture(String id, String bearer) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(uri(DOOR + "/" + id + "/photo.jpg")).header("Authorization", bearer);
        return http().send(request.build(), BodyHandlers.ofByteArray()).body();
    }

    /** Something that belongs to it, and something that somebody took out. */
    private void joins(String incident) {
        for (String state : List.of("JOINED", "TAKEN_OUT"))
            jdbc.sql("""
                    insert into incident_join (join_id, incident_id, kind, signal_id, at, joined_at, rule, distance_m, seconds,
                      state, taken_out_by, taken_out_at, reason)
                    select gen_random_uuid(), incident_id, 'ALERT', gen_random_uuid(), now(), now(), 'test', 137, 5, :state,
                      case when out then 'kim' end, case when out then now() end, case when out then 'another grandmother' end
                    from incident, (select :state = 'TAKEN_OUT' as out) s where incident_id = cast(:incident as uuid)
                    """).param("state", state).param("incident", incident).update();
    }

    private String everythingStored() {
        StringBuilder all = new StringBuilder();
        for (String table : List.of(
                "incident",
                "incident_entry",
                "incident_code",
                "agency_event",
                "vulnerable_alarm",
                "case_target",
                "incident_sighting",
                "incident_join",
                "camera_turn",
                "access_grant"))
            jdbc.sql("select to_jsonb(t)::text from " + table + " t")
                    .query(String.class)
                    .list()
                    .forEach(all::append);
        return all.toString();
    }

    private List<String> agencies(String state) {
        return grants(state, "agency");
    }

    private List<String> cameras(String state) {
        return grants(state, "cameraId");
    }

    private List<String> grants(String state, String field) {
        return sent(Topics.GRANT).stream()
                .filter(grant -> grant.path("state").asString().equals(state))
                .map(grant -> grant.path(field).asString())
                .toList();
    }

    private static String telco() {
        return "Bearer " + TokenFixture.token("telco", Role.ALARM_SOURCE, "TELCO");
    }

    private static String photo() {
        return Base64.getEncoder().encodeToString(PHOTO);
    }

    private String alarm() {
        return """
                {"alarmNo":"%s","relation":"GUARDIAN","summary":"grandmother in a red coat","lon":%s,"lat":%s,"photo":"%s"}
                """.formatted(alarmNo, LON, LAT, photo());
    }

    private static List<String> types(Answer feed) {
        return StreamSupport.stream(feed.body().path("items").spliterator(), false)
                .map((JsonNode event) -> event.path("type").asString())
                .toList();
    }
}
