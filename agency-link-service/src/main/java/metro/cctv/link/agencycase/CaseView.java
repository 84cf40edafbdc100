package metro.cctv.link.agencycase;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.incident.CloseReason;
import metro.cctv.contracts.incident.IncidentChanged.Status;
import metro.cctv.link.incident.Place;
import metro.cctv.link.vocabulary.IncidentKind;
import org.jspecify.annotations.Nullable;

/**
 * @param lon of the place that was reported, as {@code lat}
 * @param target where it was last seen; null while nobody said that it moved
 * @param disaster its area and how bad it is; null where the case is at a place
 * @param cameras those that the room may look at now; none once the case is closed
 * @param units those on their way, with what each may look at now
 */
public record CaseView(
        UUID incidentId,
        String caseNo,
        @Nullable Integer code,
        IncidentKind kind,
        String summary,
        @Nullable String address,
        Status status,
        double lon,
        double lat,
        @Nullable Target target,
        @Nullable Disaster disaster,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable CloseReason closeReason,
        List<CaseCamera> cameras,
        List<Unit> units) {

    /** @param moves how often it was reported elsewhere */
    public record Target(double lon, double lat, Instant at, int moves) {
        static Target of(Place known) {
            return new Target(known.lon(), known.lat(), known.at(), known.moves());
        }
    }

    /** @param area corners as [lon, lat] */
    public record Disaster(int severity, List<List<Double>> area) {
        static Disaster of(NewCase.Disaster known) {
            return new Disaster(known.severity(), known.area().pairs());
        }
    }

    public record Unit(String unit, List<CaseCamera> cameras) {}

    /** Tickets never reach a log. */
    @Override
    public String toString() {
        return "CaseView[" + incidentId + "]";
    }
}
