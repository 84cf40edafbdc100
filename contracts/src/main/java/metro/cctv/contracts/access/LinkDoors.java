package metro.cctv.contracts.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every door of the agency link and whom it is for, in terms of {@link AccessMatrix}. A test walks all of them with every
 * role; a door that is not in here fails the build.
 */
public final class LinkDoors {
    /** Agencies that every installation links, with the role of their rooms; more come by configuration. */
    static final Map<String, Role> ROOMS = Map.of(
            "112",
            Role.POLICE_112,
            "119",
            Role.FIRE_119,
            "DISASTER",
            Role.DISASTER_ROOM,
            "JUSTICE",
            Role.POLICE_112,
            "WANTED_VEHICLE",
            Role.POLICE_112);

    /** Whose incidents a right of the centre is good for. */
    public enum Reach {
        /** None in particular, or what is shown is cut to the caller's districts. */
        ANY,
        /** Of the caller's own districts; another one's is not found. */
        OWN,
        /** As OWN, but the thing is only about to be: there is nothing that could not be found. */
        OWN_NEW,
        /** The whole city's: only accounts of all districts. */
        CITY
    }

    /** What a vehicle of the agency may do at a door of its agency. */
    public enum Unit {
        /** Nothing: it is the room's. */
        NEVER,
        /** Its own part of a case that it was sent to. */
        SENT,
        /** As SENT, but at this door no vehicle is ever sent: there is nothing for it. */
        NOT_SENT
    }

    /** @param districts of the account; agencies have none */
    public record Asker(Role role, @Nullable String agency, Set<String> districts) {
        boolean isOf(String district) {
            return isOfCity() || districts.contains(district);
        }

        boolean isOfCity() {
            return districts.contains(VideoAccessRule.ALL_DISTRICTS);
        }
    }

    /** Whom a door is for. */
    public sealed interface Party {
        /** Whoever has one of these rights without a condition. */
        record Centre(Set<Capability> rights, Reach reach) implements Party {}

        /** The clients of one agency: role and agency must both fit. */
        record Agency(String code, Unit unit) implements Party {}

        /** The vehicles of one agency, each for itself; not even its room speaks for them. */
        record Vehicle(String code) implements Party {}

        /** The rooms of every linked agency. */
        record EveryAgency() implements Party {}

        /** Whoever sends alarms, one of those linked for this kind of alarm. */
        record Source(Set<String> codes) implements Party {}

        /** The centre as with INCIDENTS, and who looks by case of an agency that takes part in this incident. */
        record CentreAndPartners(Set<String> partners) implements Party {}
    }

    public record Door(String method, String path, Party party) {
        /** @param district of the incident or alert that is asked for */
        public DoorDecision decide(Asker asker, String district) {
            return switch (party) {
                case Party.Centre(var rights, var reach) -> centre(asker, rights, reach, district);
                case Party.Agency(var code, var unit) -> agency(asker, code, unit);
                case Party.Vehicle(var code) ->
                    asker.role() == Role.FIELD_UNIT && code.equals(asker.agency())
                            ? DoorDecision.ALLOWED
                            : DoorDecision.FORBIDDEN;
                case Party.EveryAgency() ->
                    asker.agency() != null && ROOMS.get(asker.agency()) == asker.role()
                            ? DoorDecision.ALLOWED
                            : DoorDecision.FORBIDDEN;
                case Party.Source(var codes) ->
                    asker.role() == Role.ALARM_SOURCE && asker.agency() != null && codes.contains(asker.agency())
                            ? DoorDecision.ALLOWED
                            : DoorDecision.FORBIDDEN;
                case Party.CentreAndPartners(var partners) -> {
                    boolean looksByCase = AccessMatrix.right(asker.role(), Capability.OWN_LIVE) == Right.OPEN_CASE;
                    if (!looksByCase) yield centre(asker, EnumSet.of(Capability.INCIDENTS), Reach.OWN, district);
                    yield asker.agency() != null && partners.contains(asker.agency())
                            ? DoorDecision.ALLOWED
                            : DoorDecision.NOT_FOUND;
                }
            };
        }

        private static DoorDecision centre(Asker asker, Set<Capability> rights, Reach reach, String district) {
            boolean has = rights.stream()
                    .map(right -> AccessMatrix.right(asker.role(), right))
                    .anyMatch(right -> right == Right.YES || right == Right.ALL);
            if (!has) return DoorDecision.FORBIDDEN;
            return switch (reach) {
                case ANY -> DoorDecision.ALLOWED;
                case OWN -> asker.isOf(district) ? DoorDecision.ALLOWED : DoorDecision.NOT_FOUND;
                case OWN_NEW -> asker.isOf(district) ? DoorDecision.ALLOWED : DoorDecision.FORBIDDEN;
                case CITY -> asker.isOfCity() ? DoorDecision.ALLOWED : DoorDecision.FORBIDDEN;
            };
        }

        private static DoorDecision agency(Asker asker, String code, Unit unit) {
            if (!code.equals(asker.agency())) return DoorDecision.FORBIDDEN;
            if (asker.role() == ROOMS.get(code)) return DoorDecision.ALLOWED;
            if (asker.role() != Role.FIELD_UNIT) return DoorDecision.FORBIDDEN;
            return switch (unit) {
                case NEVER -> DoorDecision.FORBIDDEN;
                case SENT -> DoorDecision.ALLOWED;
                case NOT_SENT -> DoorDecision.NOT_FOUND;
            };
        }
    }

    private static final List<Door> DOORS = new ArrayList<>();

    static {
        queue();
        priority();
        incidents();
        cases();
        alarms();
        actuation();
        agencies();
        statistics();
    }

    private LinkDoors() {}

    public static List<Door> all() {
        return List.copyOf(DOORS);
    }

    private static void queue() {
        centre(
                Capability.READ_INCIDENTS,
                Reach.ANY,
                "GET /api/alerts",
                "GET /api/alerts/suppressed",
                "GET /api/handovers",
                "POST /api/handovers",
                "GET /api/handovers/receivers");
        centre(Capability.READ_INCIDENTS, Reach.OWN, "GET /api/alerts/{id}", "GET /api/alerts/{id}/history");
        for (String step : List.of("claim", "acknowledge", "dismiss", "escalate"))
            centre(Capability.INCIDENTS, Reach.OWN, "POST /api/alerts/{id}/" + step);
        add(new Party.Centre(EnumSet.of(Capability.OWN_LIVE, Capability.AUDIT_LOG), Reach.ANY), "GET /api/events");
    }

    private static void priority() {
        centre(
                Capability.OWN_LIVE,
                Reach.ANY,
                "GET /api/priority",
                "PUT /api/priority/wall",
                "DELETE /api/priority/wall");
        centre(
                Capability.READ_INCIDENTS,
                Reach.ANY,
                "GET /api/feedback/examples",
                "GET /api/feedback/false-alarms",
                "GET /api/feedback/false-alarms.csv");
    }

    private static void incidents() {
        centre(Capability.READ_INCIDENTS, Reach.ANY, "GET /api/incidents");
        centre(Capability.INCIDENTS, Reach.OWN_NEW, "POST /api/incidents");
        for (String part :
                List.of("", "/timeline", "/cameras", "/agencies", "/reports", "/positions", "/joined", "/pursuit"))
            centre(Capability.READ_INCIDENTS, Reach.OWN, "GET /api/incidents/{id}" + part);
        for (String step : List.of(
                "confirm",
                "agencies",
                "join",
                "transfer",
                "respond",
                "arrive",
                "wide-area",
                "code",
                "take",
                "notes",
                "reports",
                "sightings",
                "close")) centre(Capability.INCIDENTS, Reach.OWN, "POST /api/incidents/{id}/" + step);
        centre(
                Capability.INCIDENTS,
                Reach.OWN,
                "POST /api/incidents/{id}/joined/{joinId}/take-out",
                "PATCH /api/incidents/{id}",
                "PUT /api/incidents/{id}/checklist/{item}",
                "DELETE /api/incidents/{id}/agencies/{agency}");
    }

    private static void cases() {
        service("112", "cases", Unit.NOT_SENT);
        service("119", "cases", Unit.NOT_SENT);
        service("112", "dispatches", Unit.SENT);
        service("119", "dispatches", Unit.SENT);
        // The sample of those that are linked by configuration alone.
        doorsOfCase("JUSTICE", "/api/link/{agency:[A-Z][A-Z0-9_]{1,31}}/cases", Unit.NOT_SENT);
        add(
                new Party.Agency("119", Unit.SENT),
                "GET /api/link/119/dispatches/{caseNo}/context",
                "POST /api/link/119/dispatches/{caseNo}/signal-priority");
        // The sample of those that send units.
        add(new Party.Vehicle("119"), "PUT /api/link/{agency}/dispatches/{caseNo}/position");
        add(new Party.Agency("119", Unit.SENT), "GET /api/link/{agency}/dispatches/{caseNo}/positions");
        add(
                new Party.Agency("DISASTER", Unit.NEVER),
                "POST /api/link/disasters",
                "PATCH /api/link/disasters/{caseNo}",
                "POST /api/link/disasters/{caseNo}/close");
        add(new Party.Agency("DISASTER", Unit.NOT_SENT), "GET /api/link/disasters/{caseNo}");
    }

    private static void service(String agency, String service, Unit unit) {
        doorsOfCase(agency, "/api/link/" + agency + "/" + service, unit);
    }

    private static void doorsOfCase(String agency, String path, Unit unit) {
        add(new Party.Agency(agency, Unit.NEVER), "POST " + path, "POST " + path + "/{caseNo}/close");
        add(new Party.Agency(agency, unit), "GET " + path + "/{caseNo}", "PATCH " + path + "/{caseNo}/target");
    }

    private static void alarms() {
        String path = "/api/link/vulnerable";
        var senders = new Party.Source(Set.of("TELCO", "SAFE_RETURN"));
        add(senders, "POST " + path, "PATCH " + path + "/{alarmNo}/place");
        centre(Capability.READ_INCIDENTS, Reach.ANY, "GET " + path);
        centre(Capability.READ_INCIDENTS, Reach.OWN, "GET " + path + "/{alarmId}");
        for (String step : List.of("take", "confirm", "close"))
            centre(Capability.INCIDENTS, Reach.OWN, "POST " + path + "/{alarmId}/" + step);
        centre(
                Capability.INCIDENTS,
                Reach.OWN,
                "POST " + path + "/{alarmId}/streetlights",
                "DELETE " + path + "/{alarmId}/streetlights");
        add(new Party.CentreAndPartners(Set.of("112")), "GET " + path + "/{alarmId}/photo.jpg");
        add(new Party.Source(Set.of("IOT_FIRE")), "POST /api/link/fire-sensors");
    }

    private static void actuation() {
        centre(Capability.READ_INCIDENTS, Reach.ANY, "GET /api/link/signal-priorities");
        for (String step : List.of("confirm", "refuse", "release"))
            centre(Capability.INCIDENTS, Reach.OWN, "POST /api/link/signal-priorities/{requestId}/" + step);
        centre(Capability.INCIDENTS, Reach.ANY, "POST /api/link/emergencies");
        centre(Capability.REVIEW_EMERGENCIES, Reach.ANY, "GET /api/link/emergencies");
        centre(Capability.REVIEW_EMERGENCIES, Reach.OWN, "POST /api/link/emergencies/{emergencyId}/review");
    }

    private static void agencies() {
        // The sample of those that take reports.
        add(new Party.Agency("119", Unit.NEVER), "POST /api/link/{agency}/reports/{reportId}/receipt");
        add(new Party.EveryAgency(), "GET /api/link/feed", "GET /api/link/feed/stream", "GET /api/link/board");
        centre(
                Capability.WEBHOOKS,
                Reach.CITY,
                "POST /api/agencies/{agency}/webhooks",
                "GET /api/agencies/{agency}/webhooks",
                "DELETE /api/agencies/{agency}/webhooks/{webhookId}",
                "POST /api/agencies/{agency}/webhooks/{webhookId}/replay");
    }

    private static void statistics() {
        for (String sum : List.of("usage", "response", "safety-map", "hot-spots", "open-data.csv"))
            centre(Capability.STATISTICS, Reach.ANY, "GET /api/statistics/" + sum);
    }

    private static void centre(Capability right, Reach reach, String... doors) {
        add(new Party.Centre(EnumSet.of(right), reach), doors);
    }

    private static void add(Party party, String... doors) {
        for (String text : doors) {
            DoorLine line = DoorLine.of(text);
            DOORS.add(new Door(line.method(), line.path(), party));
        }
    }
}
