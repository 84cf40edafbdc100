package metro.cctv.link.correlation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.link.selection.Ground;

/**
 * Whether a signal tells of an incident that is open already: the same city part, near, and soon after (or before) anything else
 * that belongs to it. The nearest in place wins, then the nearest in time. Tests of a sender belong to nothing.
 */
final class CorrelationRule {
    /** With the figures in force: a join says by which rule it came. */
    static final String NAME = "near-and-soon/1";

    private CorrelationRule() {}

    /** Who told. */
    enum Kind {
        ALERT,
        CASE,
        FIRE_SENSOR,
        SAFE_RETURN,
        TELCO,
        CENTRE
    }

    /** @param test sent to try the line out */
    record Signal(Kind kind, UUID signalId, String districtCode, double lon, double lat, Instant at, boolean test) {}

    /** @param lastAt of the latest that belongs to it; {@code begunAt}: its own beginning */
    record Open(
            UUID incidentId,
            String districtCode,
            double lon,
            double lat,
            Instant begunAt,
            Instant lastAt,
            boolean open) {}

    /** @param seconds from the nearest in time of what belongs to the incident */
    record Join(UUID incidentId, long distanceM, long seconds, String rule) {}

    /** Both borders belong to it. */
    record Bounds(int withinM, Duration within) {}

    static Optional<Join> join(Signal signal, List<Open> incidents, Bounds bounds) {
        if (signal.test()) return Optional.empty();
        return incidents.stream()
                .filter(incident -> incident.open()
                        && !incident.incidentId().equals(signal.signalId())
                        && incident.districtCode().equals(signal.districtCode()))
                .map(incident -> new Candidate(incident, distanceM(signal, incident), apart(signal, incident)))
                .filter(one -> one.distanceM <= bounds.withinM() && one.apart.compareTo(bounds.within()) <= 0)
                .min(Comparator.comparingDouble(Candidate::distanceM)
                        .thenComparing(Candidate::apart)
                        .thenComparing(one -> one.incident.incidentId()))
                .map(one ->
                        new Join(one.incident.incidentId(), Math.round(one.distanceM), one.apart.toSeconds(), NAME));
    }

    private record Candidate(Open incident, double distanceM, Duration apart) {}

    /** None while it lies between the incident's first and last. */
    private static Duration apart(Signal signal, Open incident) {
        if (signal.at().isBefore(incident.begunAt())) return Duration.between(signal.at(), incident.begunAt());
        if (signal.at().isAfter(incident.lastAt())) return Duration.between(incident.lastAt(), signal.at());
        return Duration.ZERO;
    }

    private static double distanceM(Signal signal, Open incident) {
        return Ground.metres(signal.lon(), signal.lat(), incident.lon(), incident.lat());
    }
}
