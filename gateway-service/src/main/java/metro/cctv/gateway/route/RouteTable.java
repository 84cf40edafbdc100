package metro.cctv.gateway.route;

import java.util.List;

/** Which path goes where; the first that fits counts. The same table as in docs/ref/http.md, and the tests'. */
public final class RouteTable {
    /** Relayed as a WebSocket, so no route of the proxy takes it. */
    public static final String LIVE_SOCKET = "/api/live/{cameraId}/ws";

    /** {@code POST}: a file of a whole city's cameras, passed on while it comes and never held here. */
    static final String UPLOAD = "/api/cameras/import";

    public static final List<Route> ROUTES = List.of(
            new Route(Service.REGISTRY, "/api/cameras/**", "/api/districts/**", "/api/layers/**", "/api/airspaces/**"),
            new Route(
                    Service.ANALYTICS,
                    "/api/live/{cameraId}/detections",
                    "/api/alerts/{alertId}/frame.jpg",
                    "/api/models/**"),
            new Route(Service.INGEST, "/api/live/**"),
            new Route(
                    Service.AGENCY_LINK,
                    "/api/alerts/**",
                    "/api/incidents/**",
                    "/api/handovers/**",
                    "/api/priority/**",
                    "/api/feedback/**",
                    "/api/statistics/**",
                    "/api/link/**",
                    "/api/agencies/**",
                    "/api/events"),
            new Route(
                    Service.RETENTION,
                    "/api/recordings/**",
                    "/api/ledger/**",
                    "/api/destructions/**",
                    "/api/holds/**"));

    private RouteTable() {}

    /** @param patterns of Spring's path patterns; {@code /**} also fits the path without it */
    public record Route(Service service, List<String> patterns) {
        Route(Service service, String... patterns) {
            this(service, List.of(patterns));
        }
    }
}
