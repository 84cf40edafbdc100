package metro.cctv.link.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.alert.Alert.CameraPlace;
import metro.cctv.link.alert.AlertState.Escalated;
import metro.cctv.link.alert.AlertState.Hand;
import metro.cctv.link.delivery.AgencyFeed;
import metro.cctv.link.incident.CentreIncidents;
import metro.cctv.link.incident.NewIncident;
import metro.cctv.link.vocabulary.IncidentKind;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** The queue. A step reads the alert, decides, and writes only if nobody wrote meanwhile; else it decides again. */
@Service
public class Alerts {
    private static final int TRIES = 3;

    private final AlertStore store;
    private final MergeStore neighbours;
    private final CentreIncidents incidents;
    private final AgencyFeed feed;
    private final AuditTrail audit;
    private final AlertProperties properties;
    private final TransactionOperations transaction;
    private final Clock clock;

    Alerts(
            AlertStore store,
            MergeStore neighbours,
            CentreIncidents incidents,
            AgencyFeed feed,
            AuditTrail audit,
            AlertProperties properties,
            TransactionOperations transaction,
            Clock clock) {
        this.store = store;
        this.neighbours = neighbours;
        this.incidents = incidents;
        this.feed = feed;
        this.audit = audit;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A step in the life of an alert. */
    @FunctionalInterface
    interface Step {
        AlertState next(AlertState state, Hand hand, Instant at);
    }

    public Optional<AlertView> view(UUID alertId) {
        return store.find(alertId).map(AlertView::of);
    }

    /** Twice the same alert is one alert. */
    void receive(AlertRaised raised) {
        transaction.executeWithoutResult(status -> {
            Instant now = now();
            UUID into = mergedInto(raised);
            Instant climbsAt = into != null
                    ? null
                    : ClimbPolicy.climbsAt(AlertLevel.OPERATOR, now, properties.patience(raised.behaviour()))
                            .orElse(null);
            if (!store.insert(raised, climbsAt, into, now)) return;
            if (into != null) store.addEntry(into, new AlertEntry(now, "clock", "alert.merged", raised.cameraId()));
            store.tellDashboards(into != null ? into : raised.alertId());
        });
    }

    /** Null: it stands for itself. */
    private @Nullable UUID mergedInto(AlertRaised raised) {
        AlertProperties.Merge merge = properties.merge();
        if (merge.within().isZero() || MergeRule.kindOf(raised).isEmpty()) return null;
        neighbours.hold(raised);
        return MergeRule.into(
                        raised, neighbours.open(raised, merge.within(), merge.metres()), merge.within(), merge.metres())
                .orElse(null);
    }

    /** Of another district: as if it did not exist. */
    Alert own(Caller caller, UUID alertId) {
        return store.find(alertId)
                .filter(alert -> caller.belongsTo(alert.raised().districtCode()))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such alert."));
    }

    /** @param from the caller's network address, for the ledger */
    Alert handle(Caller caller, UUID alertId, String action, Step step, String from) {
        var hand = new Hand(caller.subject(), caller.role() == Role.LEAD, properties.claimFor());
        for (int i = 0; i < TRIES; i++) {
            Alert seen = own(caller, alertId);
            if (seen.mergedInto() != null)
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "It is part of alert " + seen.mergedInto() + "; handle that one.",
                        Map.of("mergedInto", seen.mergedInto()));
            AlertState next = step.next(seen.state(), hand, now());
            if (next.equals(seen.state())) return seen;
            Boolean written = transaction.execute(status -> write(caller, seen, next, action, from));
            if (Boolean.TRUE.equals(written)) return own(caller, alertId);
        }
        throw new OptimisticLockingFailureException("the alert keeps changing");
    }

    private boolean write(Caller caller, Alert seen, AlertState next, String action, String from) {
        if (!store.update(seen, next, null)) return false;
        AlertRaised raised = seen.raised();
        store.addEntry(raised.alertId(), new AlertEntry(now(), caller.subject(), action, detail(next)));
        audit.allowedTogether(
                caller,
                Access.to(action, "alert", raised.alertId().toString())
                        .in(raised.districtCode())
                        .from(from));
        if (next instanceof Escalated escalated) openIncident(caller, seen, escalated, from);
        store.tellDashboards(raised.alertId());
        return true;
    }

    private static String detail(AlertState next) {
        return next instanceof AlertState.Dismissed dismissed ? dismissed.reason() : "";
    }

    private void openIncident(Caller caller, Alert alert, Escalated escalated, String from) {
        CameraPlace place = alert.place();
        if (place == null)
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "The alert's camera is not known here yet, so its place is not; try again.");
        AlertRaised raised = alert.raised();
        String summary = "%s · %s · %s"
                .formatted(
                        place.cameraName(),
                        raised.zoneName(),
                        raised.behaviour().korean());
        incidents.openConfirmed(
                caller,
                NewIncident.ofCentre(
                        escalated.incidentId(),
                        kindOf(raised.behaviour()).name(),
                        summary,
                        raised.districtCode(),
                        place.lon(),
                        place.lat(),
                        caller.subject()),
                from);
        for (String agency : properties.escalatedTo())
            feed.add(agency, escalated.incidentId(), "alert.escalated", told(raised, place, escalated));
    }

    /** What was seen, in the words of an incident; a crossed fence is an intrusion until a person says otherwise. */
    private static IncidentKind kindOf(Behaviour behaviour) {
        return switch (behaviour) {
            case LOITERING -> IncidentKind.LOITERING;
            case INTRUSION, LINE_CROSSING -> IncidentKind.INTRUSION;
            case WRONG_WAY, PERSON_ON_ROADWAY, VEHICLE_ON_PAVEMENT, STOPPED_VEHICLE, ILLEGAL_PARKING, CONGESTION ->
                IncidentKind.TRAFFIC;
            case CROWDING -> IncidentKind.DISASTER;
            case ABANDONED_OBJECT -> IncidentKind.DUMPING;
            case REMOVED_OBJECT -> IncidentKind.THEFT;
            case FALL -> IncidentKind.MEDICAL;
            case FIGHT -> IncidentKind.ASSAULT;
            case FIRE, SMOKE -> IncidentKind.FIRE;
            case RUNNING -> IncidentKind.OTHER;
        };
    }

    private static Map<String, Object> told(AlertRaised raised, CameraPlace place, Escalated escalated) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("incidentId", escalated.incidentId());
        data.put("alertId", raised.alertId());
        data.put("behaviour", raised.behaviour());
        data.put("cameraId", raised.cameraId());
        data.put("cameraName", place.cameraName());
        data.put("lon", place.lon());
        data.put("lat", place.lat());
        data.put("capturedAt", raised.capturedAt());
        data.put("escalatedAt", escalated.at());
        return data;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
