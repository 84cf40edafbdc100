package metro.cctv.contracts.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    public enum Decision {
        ALLOWED,
        FORBIDDEN,
        CASE_NEEDED,
        APPROVAL_NEEDED,
        NOT_FOUND
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
        public Decision decide(Role role, Set<String> callerDistricts, String district) {
            if (role == Role.SERVICE) return services ? Decision.ALLOWED : Decision.FORBIDDEN;
            if (servicesOnly) return Decision.FORBIDDEN;
            if (capability == null) return Decision.ALLOWED;
            boolean city = callerDistricts.contains(VideoAccessRule.ALL_DISTRICTS);
            boolean own = city || callerDistricts.contains(district);
            if (alternative != null && AccessMatrix.right(role, alternative) == Right.YES) return within(own, city);
            if (reach == Reach.VIDEO) return video(role, callerDistricts, district);
            return switch (AccessMatrix.right(role, capability)) {
                case ALL -> Decision.ALLOWED;
                case YES, TEAM, AGENCY -> within(own, city);
                case SECOND_PERSON -> proposes ? within(own, city) : Decision.APPROVAL_NEEDED;
                case OPEN_CASE -> Decision.CASE_NEEDED;
                case NO, PERMIT, OWN, TEST_IMAGE -> Decision.FORBIDDEN;
            };
        }

        private Decision within(boolean own, boolean city) {
            return switch (reach) {
                case ANY, VIDEO -> Decision.ALLOWED;
                case OWN -> own ? Decision.ALLOWED : Decision.NOT_FOUND;
                case OWN_NEW -> own ? Decision.ALLOWED : Decision.FORBIDDEN;
                case CITY -> city ? Decision.ALLOWED : Decision.FORBIDDEN;
            };
        }

        private Decision video(Role role, Set<String> callerDistricts, String district) {
            VideoAccessRule.Decision decision = capability == null || capability == Capability.OWN_LIVE
                    ? VideoAccessRule.live(role, callerDistricts, district, false)
                    : VideoAccessRule.of(capability, role, callerDistricts, district, false);
            return switch (decision) {
                case ALLOWED -> Decision.ALLOWED;
                case FORBIDDEN -> Decision.FORBIDDEN;
                case CASE_NEEDED -> Decision.CASE_NEEDED;
                case APPROVAL_NEEDED -> Decision.APPROVAL_NEEDED;
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
        for (String path : List.of("", "/nearest", "/{cameraId}/credentials"))
            DOORS.add(new Door("GET", "/internal/cameras" + path, null, null, Reach.ANY, true, true, false));
    }

    private RegistryDoors() {}

    public static List<Door> all() {
        return List.copyOf(DOORS);
    }

    /** @param path with any names for its variables */
    public static Optional<Door> find(String method, String path) {
        return DOORS.stream()
                .filter(d -> d.method().equals(method) && plain(d.path()).equals(plain(path)))
                .findFirst();
    }

    private static String plain(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    private static void cameras() {
        open("GET", "/api/cameras");
        open("GET", "/api/cameras/{cameraId}");
        add("POST", "/api/cameras", Capability.CAMERAS, Reach.OWN_NEW, true);
        add("PATCH", "/api/cameras/{cameraId}", Capability.CAMERAS, Reach.OWN, true);
        add("DELETE", "/api/cameras/{cameraId}", Capability.CAMERAS, Reach.OWN, true);
        add("POST", "/api/cameras/{cameraId}/state", Capability.CAMERAS, Reach.OWN, true);
        add("GET", "/api/cameras/{cameraId}/history", Capability.AUDIT_LOG, Reach.OWN, true);
        add("PUT", "/api/cameras/{cameraId}/credentials", Capability.CAMERAS, Reach.OWN, true);
        add("DELETE", "/api/cameras/{cameraId}/credentials", Capability.CAMERAS, Reach.OWN, true);
        add("POST", "/api/cameras/credentials/rewrap", Capability.CAMERAS, Reach.CITY, false);
    }

    private static void moving() {
        add("POST", "/api/cameras/{cameraId}/pose", Capability.CAMERAS, Reach.OWN, true);
        add("GET", "/api/cameras/{cameraId}/poses", Capability.AUDIT_LOG, Reach.OWN, true);
        add("POST", "/api/cameras/{cameraId}/missions", Capability.CAMERAS, Reach.OWN, true);
        add("GET", "/api/cameras/{cameraId}/missions", Capability.AUDIT_LOG, Reach.OWN, true);
        open("GET", "/api/airspaces");
        add("PUT", "/api/airspaces/{code}", Capability.CAMERAS, Reach.CITY, true);
        add("DELETE", "/api/airspaces/{code}", Capability.CAMERAS, Reach.CITY, true);
    }

    private static void districtsAndFiles() {
        open("GET", "/api/districts");
        add("PUT", "/api/districts/{code}", Capability.CAMERAS, Reach.CITY, false);
        for (String path : List.of("", "/{jobId}", "/{jobId}/errors", "/{jobId}/errors.csv"))
            add("GET", "/api/cameras/import" + path, Capability.CAMERAS, Reach.ANY, false);
        add("POST", "/api/cameras/import", Capability.CAMERAS, Reach.ANY, false);
        add("DELETE", "/api/cameras/import/{jobId}", Capability.CAMERAS, Reach.ANY, false);
        add("GET", "/api/cameras/export", Capability.CAMERAS, Reach.ANY, false);
    }

    private static void devices() {
        add("POST", "/api/cameras/probe", Capability.CAMERAS, Reach.ANY, false);
        add("POST", "/api/cameras/discover", Capability.CAMERAS, Reach.ANY, false);
        add("POST", "/api/cameras/{cameraId}/ptz", Capability.PTZ, Reach.VIDEO, false);
        add("GET", "/api/cameras/{cameraId}/ptz", Capability.OWN_LIVE, Reach.VIDEO, true);
        add("DELETE", "/api/cameras/{cameraId}/ptz/lease", Capability.OWN_LIVE, Reach.VIDEO, true);
        add("GET", "/api/cameras/{cameraId}/presets", Capability.OWN_LIVE, Reach.VIDEO, true);
        either("POST", "/api/cameras/{cameraId}/presets");
        either("DELETE", "/api/cameras/{cameraId}/presets/{token}");
        either("POST", "/api/cameras/{cameraId}/ptz/permits");
        add("PUT", "/api/cameras/{cameraId}/ptz/settings", Capability.CAMERAS, Reach.OWN, false);
    }

    private static void space() {
        for (String what : List.of("nearest", "within", "sees", "search", "tiles/{z}/{x}/{y}.mvt"))
            open("GET", "/api/cameras/" + what);
        open("POST", "/api/cameras/within");
        open("POST", "/api/cameras/route");
        for (String path : List.of("", "/{layer}/near", "/tiles/{z}/{x}/{y}.mvt")) open("GET", "/api/layers" + path);
        add("PUT", "/api/layers/{layer}", Capability.CAMERAS, Reach.CITY, false);
    }

    private static void zones() {
        open("GET", "/api/cameras/{cameraId}/zones");
        rules("PUT", "/api/cameras/{cameraId}/zones");
        rules("GET", "/api/cameras/{cameraId}/zones/proposals");
        rules("POST", "/api/cameras/{cameraId}/zones/proposals/{number}/approve");
        rules("POST", "/api/cameras/{cameraId}/zones/proposals/{number}/reject");
        rules("GET", "/api/cameras/{cameraId}/zones/versions");
        rules("GET", "/api/cameras/{cameraId}/zones/versions/{version}");
    }

    private static void health() {
        open("GET", "/api/cameras/{cameraId}/health");
        open("GET", "/api/cameras/{cameraId}/maintenance");
        add("POST", "/api/cameras/{cameraId}/maintenance", Capability.CAMERAS, Reach.OWN, true);
        add("DELETE", "/api/cameras/{cameraId}/maintenance/{maintenanceId}", Capability.CAMERAS, Reach.OWN, true);
        add("GET", "/api/cameras/outages", Capability.OUTAGES, Reach.ANY, false);
        add("GET", "/api/cameras/outages/{outageId}", Capability.OUTAGES, Reach.OWN, false);
        add("POST", "/api/cameras/outages/{outageId}/acknowledge", Capability.OUTAGES, Reach.OWN, false);
        add("POST", "/api/cameras/outages/{outageId}/notify", Capability.OUTAGES, Reach.OWN, false);
        add("GET", "/api/cameras/availability", Capability.OUTAGES, Reach.ANY, false);
        add("GET", "/api/cameras/posture", Capability.POSTURE, Reach.ANY, false);
    }

    private static void open(String method, String path) {
        DOORS.add(new Door(method, path, null, null, Reach.ANY, true, false, false));
    }

    private static void add(String method, String path, Capability capability, Reach reach, boolean services) {
        DOORS.add(new Door(method, path, capability, null, reach, services, false, false));
    }

    /** For those who set cameras up, and those who may turn them without a case. */
    private static void either(String method, String path) {
        DOORS.add(new Door(method, path, Capability.CAMERAS, Capability.PTZ, Reach.OWN, false, false, false));
    }

    private static void rules(String method, String path) {
        DOORS.add(new Door(method, path, Capability.RULES, null, Reach.OWN, true, false, true));
    }
}
