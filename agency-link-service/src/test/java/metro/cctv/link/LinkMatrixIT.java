package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import metro.cctv.contracts.access.DoorDecision;
import metro.cctv.contracts.access.DoorLine;
import metro.cctv.contracts.access.LinkDoors;
import metro.cctv.contracts.access.LinkDoors.Asker;
import metro.cctv.contracts.access.LinkDoors.Door;
import metro.cctv.contracts.access.LinkDoors.Party;
import metro.cctv.contracts.access.LinkDoors.Reach;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.testkit.DoorMatrix;
import metro.cctv.testkit.DoorMatrix.Ask;
import metro.cctv.testkit.DoorMatrix.Visitor;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every door × every role × own and foreign district, or own and foreign agency, from the one table in the contracts. A
 * door that is served but not in {@link LinkDoors} fails the build. A new door needs a line there and, unless an empty
 * request is a fair one, a body here.
 */
class LinkMatrixIT extends LinkFixture {
    private static final String OWN = "DJ-SEO";
    private static final String FOREIGN = "DJ-YUS";
    private static final String KIM = operator("kim", OWN);
    private static final String POLICE = TokenFixture.bearer(Role.POLICE_112, "*");
    private static final String MANAGER = TokenFixture.bearer(Role.MANAGER, "*");
    private static final String CAR = "field_unit-1";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Bodies of requests by method and path, given a number that is used once. */
    private static final Map<String, Function<String, String>> BODIES = new HashMap<>();

    private static final Map<Asker, String> TOKENS = new HashMap<>();

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    static {
        String place = "\"lon\":%s,\"lat\":%s".formatted(LON, LAT);
        body("POST /api/alerts/{id}/dismiss", "{\"reason\":\"matrix\"}");
        body("PUT /api/priority/wall", "{\"tiles\":9,\"pinned\":[]}");
        body("POST /api/handovers", "{}");
        body("POST /api/incidents", "{\"kind\":\"ROBBERY\",\"summary\":\"matrix\"," + place + "}");
        body("PATCH /api/incidents/{id}", "{\"summary\":\"matrix\"}");
        for (String step : List.of("agencies", "join"))
            body("POST /api/incidents/{id}/" + step, "{\"agency\":\"119\"}");
        body("POST /api/incidents/{id}/transfer", "{\"agency\":\"119\",\"reason\":\"matrix\"}");
        for (String step : List.of("respond", "arrive", "wide-area"))
            body("POST /api/incidents/{id}/" + step, "{\"reason\":\"matrix\"}");
        body("POST /api/incidents/{id}/code", "{\"code\":1,\"reason\":\"matrix\"}");
        body("POST /api/incidents/{id}/notes", "{\"text\":\"matrix\"}");
        body("POST /api/incidents/{id}/reports", "{\"agency\":\"119\",\"text\":\"matrix\"}");
        body("POST /api/link/{agency}/reports/{reportId}/receipt", "{\"receiptNo\":\"M-1\"}");
        body("POST /api/incidents/{id}/sightings", "{" + place + "}");
        body("POST /api/incidents/{id}/joined/{joinId}/take-out", "{\"reason\":\"matrix\"}");
        body("POST /api/incidents/{id}/close", "{\"reason\":\"SOLVED\"}");
        body("PUT /api/incidents/{id}/checklist/{item}", "{\"done\":true}");
        for (String cases : List.of(
                "/api/link/112/cases",
                "/api/link/119/cases",
                "/api/link/112/dispatches",
                "/api/link/119/dispatches",
                "/api/link/{agency:[A-Z][A-Z0-9_]{1,31}}/cases")) {
            String unit = cases.endsWith("dispatches") ? ",\"unit\":\"" + CAR + "\"" : "";
            String code = cases.contains("112") ? ",\"code\":1" : "";
            BODIES.put(
                    key("POST " + cases),
                    number -> "{\"caseNo\":\"%s\"%s%s,\"kind\":\"ROBBERY\",\"summary\":\"matrix\",%s}"
                            .formatted(number, unit, code, place));
            body("PATCH " + cases + "/{caseNo}/target", "{" + place + "}");
            body("POST " + cases + "/{caseNo}/close", "{\"reason\":\"SOLVED\"}");
        }
        body(
                "POST /api/link/119/dispatches/{caseNo}/signal-priority",
                "{\"unit\":\"%s\",\"route\":[[127.38,36.35],[127.39,36.35]]}".formatted(CAR));
        BODIES.put(
                key("POST /api/link/disasters"),
                number -> ("{\"caseNo\":\"%s\",\"type\":\"FLOOD\",\"severity\":2,\"summary\":\"matrix\","
                                + "\"area\":[[127.38,36.34],[127.39,36.34],[127.39,36.36]]}")
                        .formatted(number));
        body("PATCH /api/link/disasters/{caseNo}", "{\"severity\":3}");
        body("POST /api/link/disasters/{caseNo}/close", "{\"reason\":\"SOLVED\"}");
        BODIES.put(
                key("POST /api/link/vulnerable"),
                number ->
                        "{\"alarmNo\":\"%s\",\"relation\":\"GUARDIAN\",\"summary\":\"matrix\",\"photo\":\"/9j/AQI=\",%s}"
                                .formatted(number, place));
        body("PATCH /api/link/vulnerable/{alarmNo}/place", "{" + place + "}");
        body("POST /api/link/vulnerable/{alarmId}/close", "{\"reason\":\"SOLVED\"}");
        body("PUT /api/link/{agency}/dispatches/{caseNo}/position", "{" + place + "}");
        body("POST /api/link/fire-sensors", "{\"sensorId\":\"S-1\",\"building\":\"matrix\"," + place + "}");
        body("POST /api/link/emergencies", "{\"reason\":\"a matrix is at stake\"," + place + "}");
        body("POST /api/link/emergencies/{emergencyId}/review", "{\"verdict\":\"JUSTIFIED\",\"note\":\"matrix\"}");
        body("POST /api/agencies/{agency}/webhooks", "{\"url\":\"http://127.0.0.1:9/none\"}");
    }

    @BeforeEach
    void cameras() {
        configure(camera("HERE-1", OWN, 50));
    }

    @Test
    void theTableHasEveryDoorThatIsServedAndNoOther() {
        Set<String> known = new TreeSet<>();
        LinkDoors.all().forEach(door -> known.add(DoorLine.key(door.method(), door.path())));

        assertThat(known)
                .as("LinkDoors in contracts has a line for each door")
                .isEqualTo(DoorMatrix.served(requestMappingHandlerMapping));
    }

    /** Doors together that need the same things. */
    static Stream<String> areas() {
        return LinkDoors.all().stream().map(LinkMatrixIT::area).distinct();
    }

    private static String area(Door door) {
        String[] parts = door.path().split("/");
        return parts[2].equals("link") ? "link/" + parts[3] : parts[2];
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("areas")
    void everyRoleAtHomeAndAbroad(String area) {
        List<String> wrong = new ArrayList<>();
        for (Door door : LinkDoors.all()) {
            if (!area(door).equals(area)) continue;
            Map<String, String> kept = things(door);
            wrong.addAll(new DoorMatrix(port).wrong(visitors(door), visitor -> {
                // What is handled or closed is still there; only what is deleted is not.
                boolean usesUp = door.method().equals("DELETE") && visitor.expected() == DoorDecision.ALLOWED;
                return ask(door, usesUp ? things(door) : kept);
            }));
        }
        assertThat(wrong).isEmpty();
    }

    private static Ask ask(Door door, Map<String, String> things) {
        // The one regular expression in a path, before the variables.
        String uri = door.path().replaceFirst("\\{agency:.*}}", "JUSTICE");
        for (var thing : things.entrySet()) uri = uri.replace("{" + thing.getKey() + "}", thing.getValue());
        if (uri.contains("/feedback/false-alarms")) uri += "?week=2026-W46";
        if (uri.endsWith(".csv")) uri += "?month=2026-01";
        if (uri.endsWith("hot-spots")) uri += "?quarter=2026-Q1";
        Function<String, String> body = BODIES.get(DoorLine.key(door.method(), door.path()));
        return new Ask(door.method(), uri, body == null ? null : body.apply(number()), false);
    }

    private static List<Visitor> visitors(Door door) {
        List<Visitor> visitors = new ArrayList<>();
        for (Role role : Role.values())
            for (Asker asker : askers(role, door.party())) {
                visitors.add(new Visitor(asker.toString(), token(asker), door.decide(asker, OWN)));
            }
        return visitors;
    }

    /** Made once: signing is what costs time here, and a service remembers a token that it has checked. */
    private static String token(Asker asker) {
        return TOKENS.computeIfAbsent(
                asker,
                who -> "Bearer "
                        + TokenFixture.token(
                                who.role().name().toLowerCase(Locale.ROOT) + "-1",
                                who.role(),
                                who.agency(),
                                who.districts().toArray(String[]::new)));
    }

    private static List<Asker> askers(Role role, Party party) {
        return switch (party) {
            case Party.Centre(var rights, var reach) ->
                askers(role, List.of(agencyOf(role)), reach == Reach.CITY ? List.of(OWN, "*") : List.of(FOREIGN, OWN));
            case Party.Agency(var code, var unit) ->
                askers(role, List.of("", code, code.equals("112") ? "119" : "112"), List.of("*"));
            case Party.Vehicle(var code) -> askers(role, List.of("", code, "112"), List.of("*"));
            case Party.EveryAgency() -> askers(role, List.of("", "112", "119", "DISASTER", "JUSTICE"), List.of("*"));
            case Party.Source(var codes) -> askers(role, List.of("", "TELCO", "IOT_FIRE"), List.of("*"));
            case Party.CentreAndPartners(var partners) ->
                askers(role, List.of("", "112", "119"), List.of(FOREIGN, OWN));
        };
    }

    private static List<Asker> askers(Role role, List<String> agencies, List<String> districts) {
        List<Asker> askers = new ArrayList<>();
        for (String agency : agencies)
            for (String district : districts)
                askers.add(new Asker(role, agency.isEmpty() ? null : agency, Set.of(district)));
        return askers;
    }

    private static String agencyOf(Role role) {
        return switch (role) {
            case POLICE_112, FIELD_UNIT -> "112";
            case FIRE_119 -> "119";
            case DISASTER_ROOM -> "DISASTER";
            case ALARM_SOURCE -> "TELCO";
            default -> "";
        };
    }

    /** What the variables of a path stand for: things that are there, in our own district, and as new. */
    private Map<String, String> things(Door door) {
        String path = door.path();
        if (path.startsWith("/api/alerts/{id}")) return Map.of("id", alertId());
        if (path.contains("{joinId}")) return joined();
        if (path.startsWith("/api/incidents/{id}")) return incident();
        if (path.contains("{reportId}"))
            return Map.of(
                    "agency",
                    "119",
                    "reportId",
                    made(
                            "/api/incidents/" + incident().get("id") + "/reports",
                            "/api/incidents/{id}/reports",
                            KIM,
                            "reportId"));
        if (path.startsWith("/api/link/{agency}/dispatches"))
            return Map.of("agency", "119", "caseNo", caseNo("/api/link/119/dispatches/{caseNo}"));
        if (path.contains("{caseNo}")) return Map.of("caseNo", caseNo(path));
        if (path.contains("{alarmId}") || path.contains("{alarmNo}")) return alarm(door);
        if (path.contains("{requestId}")) return Map.of("requestId", signalPriority());
        if (path.contains("{emergencyId}"))
            return Map.of("emergencyId", made("/api/link/emergencies", KIM, "emergencyId"));
        if (path.contains("{webhookId}"))
            return Map.of(
                    "agency",
                    "JUSTICE",
                    "webhookId",
                    made("/api/agencies/JUSTICE/webhooks", "/api/agencies/{agency}/webhooks", MANAGER, "webhookId"));
        return Map.of("agency", "JUSTICE");
    }

    private String alertId() {
        AlertRaised alert = alert("HERE-1", OWN);
        raise(alert);
        return alert.alertId().toString();
    }

    private Map<String, String> incident() {
        String id = made("/api/incidents", KIM, "incidentId");
        String item = get("/api/incidents/" + id, KIM)
                .body()
                .at("/checklist/items/0/code")
                .asString();
        return Map.of("id", id, "item", item, "agency", "119");
    }

    /** Of an alert at the same place. */
    private Map<String, String> joined() {
        String incidentId = incident().get("id");
        UUID joinId = UUID.randomUUID();
        jdbc.sql("""
                insert into incident_join (join_id, incident_id, kind, signal_id, at, joined_at, rule, distance_m, seconds, state)
                values (?, ?, 'ALERT', ?, now(), now(), 'matrix', 0, 0, 'JOINED')
                """)
                .params(joinId, UUID.fromString(incidentId), UUID.randomUUID())
                .update();
        return Map.of("id", incidentId, "joinId", joinId.toString());
    }

    private String caseNo(String path) {
        String cases = path.substring(0, path.indexOf("/{caseNo}"));
        String uri = cases.replaceFirst("\\{agency:.*}}", "JUSTICE");
        String room = cases.contains("112")
                ? POLICE
                : cases.contains("119")
                        ? TokenFixture.bearer(Role.FIRE_119, "*")
                        : cases.contains("disasters")
                                ? client(Role.DISASTER_ROOM, "DISASTER")
                                : client(Role.POLICE_112, "JUSTICE");
        return made(uri, cases, room, "caseNo");
    }

    private Map<String, String> alarm(Door door) {
        String number = number();
        String uri = "/api/link/vulnerable";
        Answer raised = post(uri, BODIES.get(key("POST " + uri)).apply(number), client(Role.ALARM_SOURCE, "TELCO"));
        assertThat(raised.status()).as(raised.body().toString()).isEqualTo(201);
        String id = raised.body().path("alarmId").asString();
        // Shared with the police from here on.
        if (door.party() instanceof Party.CentreAndPartners)
            assertThat(post(uri + "/" + id + "/confirm", null, KIM).status()).isEqualTo(200);
        return Map.of("alarmId", id, "alarmNo", number);
    }

    private String signalPriority() {
        String caseNo = caseNo("/api/link/119/dispatches/{caseNo}");
        String uri = "/api/link/119/dispatches/" + caseNo + "/signal-priority";
        return made(
                uri,
                "/api/link/119/dispatches/{caseNo}/signal-priority",
                TokenFixture.bearer(Role.FIRE_119, "*"),
                "requestId");
    }

    private String made(String uri, String bearer, String field) {
        return made(uri, uri, bearer, field);
    }

    private String made(String uri, String path, String bearer, String field) {
        Answer made = post(uri, BODIES.get(key("POST " + path)).apply(number()), bearer);
        assertThat(made.status()).as(uri + " " + made.body()).isBetween(200, 299);
        return made.body().path(field).asString();
    }

    private static String client(Role role, String agency) {
        return "Bearer " + TokenFixture.token(agency.toLowerCase(Locale.ROOT), role, agency, "*");
    }

    private static String number() {
        return "M-" + NUMBERS.incrementAndGet();
    }

    private static void body(String door, String body) {
        BODIES.put(key(door), number -> body);
    }

    /** @param door method and path */
    private static String key(String door) {
        int blank = door.indexOf(' ');
        return DoorLine.key(door.substring(0, blank), door.substring(blank + 1));
    }
}
