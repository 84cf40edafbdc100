package metro.cctv.link.correlation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.chassis.sweep.Sweep;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.correlation.CorrelationRule.Join;
import metro.cctv.link.correlation.CorrelationRule.Open;
import metro.cctv.link.correlation.CorrelationRule.Signal;
import metro.cctv.link.correlation.JoinStore.Joined;
import metro.cctv.link.correlation.JoinStore.State;
import metro.cctv.link.incident.CentreIncidents;
import metro.cctv.link.incident.Incidents;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Joins what belongs together, by the clock: signals and incidents stand in tables, so whoever came first waits for the other, and
 * a restart loses none. Nothing else changes: an agency keeps its case, an alert stays in the queue.
 */
@Service
class Correlation {
    private static final String CLOCK = "clock";
    private static final int MOST_A_ROUND = 50;

    private final JoinStore store;
    private final CorrelationProperties properties;
    private final Incidents incidents;
    private final CentreIncidents centre;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final Sweep sweep = new Sweep("Signals that may belong together");

    Correlation(
            JoinStore store,
            CorrelationProperties properties,
            Incidents incidents,
            CentreIncidents centre,
            AuditTrail audit,
            TransactionOperations transaction,
            Clock clock) {
        this.store = store;
        this.properties = properties;
        this.incidents = incidents;
        this.centre = centre;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One join a transaction: it locks one incident at a time, as everybody does. */
    @Scheduled(fixedDelayString = "${cctv.link.correlation.every:2s}")
    void tick() {
        sweep.run(() -> {
            int joins = 0;
            while (joins < MOST_A_ROUND && joinedOne()) joins++;
        });
    }

    private boolean joinedOne() {
        return Boolean.TRUE.equals(transaction.execute(status -> store.lock() && joinNext(now())));
    }

    /** An incident is only ever joined to one that was opened before it, and one that has parts is nobody's part. */
    private boolean joinNext(Instant now) {
        Instant since = now.minus(properties.within().multipliedBy(2));
        List<Open> heads = store.heads(since);
        if (heads.isEmpty()) return false;
        for (Signal signal : store.unjoined(since)) {
            List<Open> candidates =
                    heads.stream().filter(head -> isBefore(head, signal)).toList();
            Optional<Join> join = CorrelationRule.join(signal, candidates, properties.bounds());
            if (join.isEmpty()) continue;
            add(signal, join.get(), now);
            return true;
        }
        return false;
    }

    /** An alert may come first; of two incidents the older is the whole. */
    private static boolean isBefore(Open head, Signal signal) {
        if (signal.kind() == CorrelationRule.Kind.ALERT) return true;
        int byTime = head.begunAt().compareTo(signal.at());
        return byTime < 0 || byTime == 0 && head.incidentId().compareTo(signal.signalId()) < 0;
    }

    private void add(Signal signal, Join join, Instant now) {
        store.add(signal, join, now);
        audit.allowedTogether(
                null,
                Access.to("incident.join", "incident", join.incidentId().toString())
                        .in(signal.districtCode())
                        .by(CLOCK, null));
        incidents.tellDashboards(join.incidentId());
    }

    List<Joined> of(UUID incidentId) {
        return store.of(incidentId);
    }

    /** It is something else. Again: it still is; it is not joined anew. */
    @Transactional
    Joined takeOut(Caller caller, UUID incidentId, UUID joinId, String reason, String from) {
        centre.own(caller, incidentId);
        Joined joined = store.find(incidentId, joinId).orElseThrow(Correlation::unknown);
        if (joined.state() == State.TAKEN_OUT) return joined;
        incidents.record(incidentId, caller.subject(), "signal.taken-out", joined.kind() + " · " + reason);
        if (store.takeOut(incidentId, joinId, caller.subject(), reason, now()))
            audit.allowedTogether(
                    caller,
                    Access.to("incident.take-out", "incident", incidentId.toString())
                            .in(centre.own(caller, incidentId).facts().districtCode())
                            .from(from));
        return store.find(incidentId, joinId).orElseThrow(Correlation::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "Nothing of that name was joined to this incident.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
