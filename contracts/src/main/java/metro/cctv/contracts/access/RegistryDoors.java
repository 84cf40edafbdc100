package metro.cctv.contracts.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Every door of the camera registry and what it asks for, in terms of {@link AccessMatrix}. A test walks all of them with
 * every role; a door that is not in here fails the build.
 */
public final class RegistryDoors {

    /** Whose cameras the right is good for. */
    public enum Reach {
        /** No camera in particular, or what it shows is cut to the caller's districts. */
        ANY,
        /** Of the caller's own districts; another one's is not found. */
        OWN,
        /** As OWN, but the thing is only about to be: there is nothing that could not be found. */
        OWN_NEW,
        /** The whole city's: only accounts of all districts. */
        CITY,
        /** As with live pictures: another district by an open case, see {@link VideoAccessRule}. */
        VIDEO
    }

    /**
     * @param path as the service maps it; what stands in braces is a variable
     * @param capability null: whoever has an account, or with {@code servicesOnly} nobody
     * @param alternative does as well, where it is a plain YES; null: none
     * @param services our own services come in, too
     * @param proposes whoever needs a second person comes in: what he does waits for one
     */
    public record Door(
            String method,
            String path,
            @Nullable Capability capability,
            @Nullable Capability alternative,
            Reach reach,
            boolean services,
            boolean servicesOnly,
            boolean proposes) {

        /** @param district of the camera that is asked for; no case is open for it */
        public DoorDecision decide(Role role, Set<String> callerDistricts, String district) {
            if (role == Role.SERVICE) return services ? DoorDecision.ALLOWED : DoorDecision.FORBIDDEN;
            if (servicesOnly) return DoorDecision.FORBIDDEN;
            if (capability == null) return DoorDecision.ALLOWED;
            boolean city = callerDistricts.contains(VideoAccessRule.ALL_DISTRICTS);
            boolean own = city || callerDistricts.contains(district);
            if (alternative != null && AccessMatrix.right(role, alternative) == Right.YES) return within(own, city);
            if (reach == Reach.VIDEO) return video(role, callerDistricts, district);
            return switch (AccessMatrix.right(role, capability)) {
                case ALL -> DoorDecision.ALLOWED;
                case YES, TEAM, AGENCY -> within(own, city);
                case SECOND_PERSON -> proposes ? within(own, city) : DoorDecision.APPROVAL_NEEDED;
                case OPEN_CASE -> DoorDecision.CASE_NEEDED;
                case NO, PERMIT, OWN, TEST_IMAGE -> DoorDecision.FORBIDDEN;
            };
        }

        private DoorDecision within(boolean own, boolean city) {
            return switch (reach) {
                case ANY, VIDEO -> DoorDecision.ALLOWED;
                case OWN -> own ? DoorDecision.ALLOWED : DoorDecision.NOT_FOUND;
                case OWN_NEW -> own ? DoorDecision.ALLOWED : DoorDecision.FORBIDDEN;
                case CITY -> city ? DoorDecision.ALLOWED : DoorDecision.FORBIDDEN;
            };
        }

        private DoorDecision video(Role role, Set<String> callerDistricts, String district) {
            VideoAccessRule.Decision decision = capability == null || capability == Capability.OWN_LIVE
                    ? VideoAccessRule.live(role, callerDistricts, district, false)
                    : VideoAccessRule.of(capability, role, callerDistricts, district, false);
            return switch (decision) {
                case ALLOWED -> DoorDecision.ALLOWED;
                case FORBIDDEN -> DoorDecision.FORBIDDEN;
                case CASE_NEEDED -> DoorDecision.CASE_NEEDED;
                case APPROVAL_NEEDED -> DoorDecision.APPROVAL_NEEDED;
            };
        }
    }

    private static final List<Door> DOORS = new ArrayList<>();

    static {
        cameras();
        moving();
        districtsAndFiles();
        devices();
        space();
        zones();
        health();
        internal();
    }

    private RegistryDoors() {}

    public static List<Door> all() {
        return List.copyOf(DOORS);
    }

    /** @param path with any names for its variables */
    public static Optional<Door> find(String method, String path) {
        return DOORS.stream()
                .filter(door -> DoorLine.key(door.method(), door.path()).equals(DoorLine.key(method, path)))
                .findFirst();
    }

    private static void cameras() {
        open("GET /api/cameras", "GET /api/cameras/{cameraId}");
        write(Reach.OWN_NEW, "POST /api/cameras");
        write(
                Reach.OWN,
                "PATCH /api/cameras/{cameraId}",
                "DELETE /api/cameras/{cameraId}",
                "POST /api/cameras/{cameraId}/state",
                "PUT /api/cameras/{cameraId}/credentials",
                "DELETE /api/cameras/{cameraId}/credentials");
        past("GET /api/cameras/{cameraId}/history");
        add(Capability.CAMERAS, Reach.CITY, "POST /api/cameras/credentials/rewrap");
    }

    private static void moving() {
        write(Reach.OWN, "POST /api/cameras/{cameraId}/pose", "POST /api/cameras/{cameraId}/missions");
        past("GET /api/cameras/{cameraId}/poses", "GET /api/cameras/{cameraId}/missions");
        open("GET /api/airspaces");
        write(Reach.CITY, "PUT /api/airspaces/{code}", "DELETE /api/airspaces/{code}");
    }

    private static void districtsAndFiles() {
        open("GET /api/districts");
        add(Capability.CAMERAS, Reach.CITY, "PUT /api/districts/{code}");
        add(
                Capability.CAMERAS,
                Reach.ANY,
                "POST /api/cameras/import",
                "GET /api/cameras/import",
                "GET /api/cameras/import/{jobId}",
                "GET /api/cameras/import/{jobId}/errors",
                "GET /api/cameras/import/{jobId}/errors.csv",
                "DELETE /api/cameras/import/{jobId}",
                "GET /api/cameras/export");
    }

    private static void devices() {
        add(Capability.CAMERAS, Reach.ANY, "POST /api/cameras/probe", "POST /api/cameras/discover");
        add(Capability.PTZ, Reach.VIDEO, "POST /api/cameras/{cameraId}/ptz");
        addWithServices(
                Capability.OWN_LIVE,
                Reach.VIDEO,
                "GET /api/cameras/{cameraId}/ptz",
                "DELETE /api/cameras/{cameraId}/ptz/lease",
                "GET /api/cameras/{cameraId}/presets");
        either(
                "POST /api/cameras/{cameraId}/presets",
                "DELETE /api/cameras/{cameraId}/presets/{token}",
                "POST /api/cameras/{cameraId}/ptz/permits");
        add(Capability.CAMERAS, Reach.OWN, "PUT /api/cameras/{cameraId}/ptz/settings");
    }

    private static void space() {
        open(
                "GET /api/cameras/nearest",
                "GET /api/cameras/within",
                "POST /api/cameras/within",
                "POST /api/cameras/route",
                "GET /api/cameras/sees",
                "GET /api/cameras/search",
                "GET /api/cameras/tiles/{z}/{x}/{y}.mvt",
                "GET /api/layers",
                "GET /api/layers/{layer}/near",
                "GET /api/layers/tiles/{z}/{x}/{y}.mvt");
        add(Capability.CAMERAS, Reach.CITY, "PUT /api/layers/{layer}");
    }

    private static void zones() {
        open("GET /api/cameras/{cameraId}/zones", "GET /api/cameras/zone-kinds");
        rules(
                "PUT /api/cameras/{cameraId}/zones",
                "GET /api/cameras/{cameraId}/zones/proposals",
                "POST /api/cameras/{cameraId}/zones/proposals/{number}/approve",
                "POST /api/cameras/{cameraId}/zones/proposals/{number}/reject",
                "GET /api/cameras/{cameraId}/zones/versions",
                "GET /api/cameras/{cameraId}/zones/versions/{version}");
    }

    private static void health() {
        open("GET /api/cameras/{cameraId}/health", "GET /api/cameras/{cameraId}/maintenance");
        write(
                Reach.OWN,
                "POST /api/cameras/{cameraId}/maintenance",
                "DELETE /api/cameras/{cameraId}/maintenance/{maintenanceId}");
        add(Capability.OUTAGES, Reach.ANY, "GET /api/cameras/outages", "GET /api/cameras/availability");
        add(
                Capability.OUTAGES,
                Reach.OWN,
                "GET /api/cameras/outages/{outageId}",
                "POST /api/cameras/outages/{outageId}/acknowledge",
                "POST /api/cameras/outages/{outageId}/notify");
        add(Capability.POSTURE, Reach.ANY, "GET /api/cameras/posture");
    }

    private static void internal() {
        each(
                new String[] {
                    "GET /internal/cameras",
                    "GET /internal/cameras/nearest",
                    "GET /internal/cameras/{cameraId}/credentials",
                    "POST /internal/cameras/{cameraId}/ptz",
                    "DELETE /internal/cameras/{cameraId}/ptz"
                },
                (method, path) -> new Door(method, path, null, null, Reach.ANY, true, true, false));
    }

    private static void open(String... doors) {
        each(doors, (method, path) -> new Door(method, path, null, null, Reach.ANY, true, false, false));
    }

    private static void add(Capability capability, Reach reach, String... doors) {
        each(doors, (method, path) -> new Door(method, path, capability, null, reach, false, false, false));
    }

    private static void addWithServices(Capability capability, Reach reach, String... doors) {
        each(doors, (method, path) -> new Door(method, path, capability, null, reach, true, false, false));
    }

    private static void write(Reach reach, String... doors) {
        addWithServices(Capability.CAMERAS, reach, doors);
    }

    private static void past(String... doors) {
        addWithServices(Capability.AUDIT_LOG, Reach.OWN, doors);
    }

    /** For those who set cameras up, and those who may turn them without a case. */
    private static void either(String... doors) {
        each(
                doors,
                (method, path) ->
                        new Door(method, path, Capability.CAMERAS, Capability.PTZ, Reach.OWN, false, false, false));
    }

    private static void rules(String... doors) {
        each(doors, (method, path) -> new Door(method, path, Capability.RULES, null, Reach.OWN, true, false, true));
    }

    /** @param doors method and path, a blank between */
    private static void each(String[] doors, BiFunction<String, String, Door> door) {
        for (String text : doors) {
            DoorLine line = DoorLine.of(text);
            DOORS.add(door.apply(line.method(), line.path()));
        }
    }
}
