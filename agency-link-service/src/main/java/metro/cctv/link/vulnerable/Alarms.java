package metro.cctv.link.vulnerable;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.agency.AgencyProperties;
import metro.cctv.link.delivery.AgencyFeed;
import metro.cctv.link.incident.CentreIncidents;
import metro.cctv.link.incident.Incident;
import metro.cctv.link.incident.IncidentSteps;
import metro.cctv.link.incident.Incidents;
import metro.cctv.link.incident.NewIncident;
import metro.cctv.link.report.Reports;
import metro.cctv.link.vulnerable.AlarmView.Purged;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * An alarm opens an incident of the centre, with its cameras for the centre alone. A person looks and confirms; only then
 * the agencies hear of it. At the end picture and place are destroyed.
 *
 * <p>Whoever changes both an incident and its alarm locks the incident first, so that nobody waits in a circle.
 */
@Service
class Alarms {
    private static final String BASIS = "Location Information Act art. 29";

    private final AlarmStore store;
    private final AlarmProperties properties;
    private final AgencyProperties agencies;
    private final Incidents incidents;
    private final IncidentSteps steps;
    private final CentreIncidents centre;
    private final AgencyFeed feed;
    private final Reports reports;
    private final AuditTrail audit;
    private final Clock clock;

    Alarms(
            AlarmStore store,
            AlarmProperties properties,
            AgencyProperties agencies,
            Incidents incidents,
            IncidentSteps steps,
            CentreIncidents centre,
            AgencyFeed feed,
            Reports reports,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.properties = properties;
        this.agencies = agencies;
        this.incidents = incidents;
        this.steps = steps;
        this.centre = centre;
        this.feed = feed;
        this.reports = reports;
        this.audit = audit;
        this.clock = clock;
    }

    record NewAlarm(
            String alarmNo, Alarm.Relation relation, String summary, double lon, double lat, byte @Nullable [] photo) {}

    /** @param from the caller's network address, for the ledger */
    @Transactional
    Alarm raise(Caller caller, NewAlarm wanted, String from) {
        AlarmProperties.Source source = source(caller);
        Instant now = now();
        UUID incidentId = UUID.randomUUID();
        centre.open(
                caller,
                NewIncident.ofCentre(
                                incidentId,
                                source.kind(),
                                wanted.summary(),
                                incidents.districtAt(wanted.lon(), wanted.lat()),
                                wanted.lon(),
                                wanted.lat(),
                                caller.subject())
                        .heldByNobody(),
                from);
        var alarm = new Alarm(
                UUID.randomUUID(),
                incidentId,
                agency(caller),
                wanted.alarmNo(),
                wanted.relation(),
                wanted.lon(),
                wanted.lat(),
                wanted.photo() != null,
                now,
                now.plus(source.escalateAfter()),
                null,
                null,
                null,
                null);
        try {
            store.insert(alarm, wanted.photo());
        } catch (DuplicateKeyException e) {
            throw new ProblemException(ProblemType.CASE_EXISTS, "Alarm " + wanted.alarmNo() + " is open already.");
        }
        tell(caller, "vulnerable.raise", alarm, from);
        return alarm;
    }

    /** The person is elsewhere: what the centre and those who help see follows. */
    @Transactional
    void move(Caller caller, String alarmNo, double lon, double lat, String from) {
        source(caller);
        Alarm alarm = store.findOpen(agency(caller), alarmNo).orElseThrow(Alarms::unknown);
        incidents.districtAt(lon, lat); // or it lies outside of the city
        steps.move(alarm.incidentId(), lon, lat, "vulnerable.moved", "", caller.subject());
        store.move(alarm.alarmId(), lon, lat);
        tell(caller, "vulnerable.move", alarm, from);
    }

    /** I look at it now. A lead may take it over. */
    @Transactional
    Alarm take(Caller caller, UUID alarmId, String from) {
        Alarm alarm = own(caller, alarmId);
        if (alarm.purgedAt() == null && caller.subject().equals(alarm.takenBy())) return alarm;
        // Locks the incident: who takes the alarm, and who has it, is settled one after the other.
        incidents.note(alarm.incidentId(), caller.subject(), "vulnerable.taken", "");
        if (!store.take(alarmId, caller.subject(), caller.role() == Role.LEAD, now())) {
            String holder = String.valueOf(own(caller, alarmId).takenBy());
            throw new ProblemException(
                    ProblemType.ALERT_ALREADY_HANDLED,
                    "It is taken by " + holder + ".",
                    Map.of("state", "CLAIMED", "handledBy", holder));
        }
        tell(caller, "vulnerable.take", alarm, from);
        return own(caller, alarmId);
    }

    /** It is true: the agencies that this source's alarms are for hear of it, and see what the centre sees. */
    @Transactional
    void confirm(Caller caller, UUID alarmId, String from) {
        Alarm alarm = take(caller, alarmId, from);
        steps.confirm(alarm.incidentId(), caller.subject());
        AlarmProperties.Source source = properties.sources().get(alarm.source());
        if (source == null) throw unknown();
        for (String agency : source.tells()) {
            if (incidents.find(alarm.incidentId()).orElseThrow(Alarms::unknown).has(agency)) continue;
            if (agencies.holdsAt(agency, now())) shareWith(caller, alarm, agency);
            else
                incidents.note(
                        alarm.incidentId(), caller.subject(), "vulnerable.not-told", agency + ": contract ended");
        }
        tell(caller, "vulnerable.confirm", alarm, from);
    }

    private void shareWith(Caller caller, Alarm alarm, String agency) {
        steps.share(alarm.incidentId(), agency, caller.subject());
        feed.add(
                agency,
                alarm.incidentId(),
                "vulnerable.confirmed",
                Map.of(
                        "incidentId",
                        alarm.incidentId(),
                        "alarmId",
                        alarm.alarmId(),
                        "photo",
                        alarm.hasPhoto() ? "/api/link/vulnerable/" + alarm.alarmId() + "/photo.jpg" : ""));
    }

    @Transactional
    void close(Caller caller, UUID alarmId, String reason, @Nullable String remark, String from) {
        Alarm alarm = own(caller, alarmId);
        centre.step(
                caller,
                alarm.incidentId(),
                "incident.close",
                from,
                () -> incidents.close(alarm.incidentId(), caller.subject(), reason, remark));
        purge(alarm, caller);
    }

    /** Picture and place everywhere they were: alarm, incident, what agencies were told. */
    @Transactional
    void purge(Alarm alarm, @Nullable Caller caller) {
        store.purge(alarm, now());
        incidents.blur(alarm.incidentId());
        feed.purge(alarm.incidentId());
        reports.purge(alarm.incidentId());
        tell(caller, "vulnerable.purge", alarm, null);
    }

    List<Alarm> over() {
        return store.over();
    }

    /** Closed by another door than ours. */
    @Transactional
    public void purgeWhatIsOver(UUID alarmId, UUID incidentId) {
        incidents.lock(incidentId);
        store.find(alarmId).filter(alarm -> alarm.purgedAt() == null).ifPresent(alarm -> purge(alarm, null));
    }

    List<Alarm> late() {
        return store.late(now());
    }

    /** @return false when there is nothing to escalate any more */
    @Transactional
    public boolean escalate(Alarm alarm) {
        if (!incidents.lock(alarm.incidentId()).isOpen() || !store.escalate(alarm.alarmId(), now())) return false;
        incidents.note(alarm.incidentId(), "clock", "vulnerable.escalated", "nobody took it in time");
        tell(null, "vulnerable.escalate", alarm, null);
        return true;
    }

    /** For a person of the centre; of another district: as if it did not exist. */
    Alarm own(Caller caller, UUID alarmId) {
        Alarm alarm = store.find(alarmId).orElseThrow(Alarms::unknown);
        centre.own(caller, alarm.incidentId());
        return alarm;
    }

    /** The picture: for the centre's people, and for an agency that takes part while it does. */
    @Transactional
    byte[] photo(Caller caller, UUID alarmId, String from) {
        Alarm alarm = store.find(alarmId).orElseThrow(Alarms::unknown);
        Incident incident = incidents.find(alarm.incidentId()).orElseThrow(Alarms::unknown);
        String agency = caller.agency();
        boolean sees = looksByCase(caller)
                ? agency != null && agencies.partners().containsKey(agency) && incident.has(agency)
                : caller.belongsTo(incident.facts().districtCode());
        if (!sees || !incident.isOpen()) throw unknown();
        Optional<byte[]> photo = store.photo(alarmId);
        tell(caller, "vulnerable.photo", alarm, from);
        return photo.orElseThrow(Alarms::unknown);
    }

    /** An agency's room or vehicle: whatever its districts, it sees by what is shared with it. */
    static boolean looksByCase(Caller caller) {
        return AccessMatrix.right(caller.role(), Capability.OWN_LIVE) == Right.OPEN_CASE;
    }

    AlarmView view(Alarm alarm) {
        return views(List.of(alarm)).getFirst();
    }

    List<AlarmView> views(List<Alarm> alarms) {
        Map<UUID, Incident> theirs = new HashMap<>();
        incidents
                .find(alarms.stream().map(Alarm::incidentId).toList())
                .forEach(incident -> theirs.put(incident.facts().incidentId(), incident));
        Map<UUID, List<Purged>> purged =
                store.purged(alarms.stream().map(Alarm::alarmId).toList());
        return alarms.stream()
                .map(alarm -> AlarmView.of(
                        alarm,
                        requireNonNull(theirs.get(alarm.incidentId())),
                        purged.getOrDefault(alarm.alarmId(), List.of())))
                .toList();
    }

    /** Who may send alarms, and what holds for them. */
    private AlarmProperties.Source source(Caller caller) {
        AlarmProperties.Source source =
                caller.role() == Role.ALARM_SOURCE ? properties.sources().get(agency(caller)) : null;
        if (source == null)
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Alarms come from the partners that are linked for them.");
        return source;
    }

    private static String agency(Caller caller) {
        return String.valueOf(caller.agency());
    }

    private void tell(@Nullable Caller caller, String action, Alarm alarm, @Nullable String from) {
        Incident incident = incidents.find(alarm.incidentId()).orElseThrow(Alarms::unknown);
        audit.allowedTogether(
                caller,
                Access.to(action, "incident", alarm.incidentId().toString())
                        .in(incident.facts().districtCode())
                        .because(
                                "help for a vulnerable person",
                                alarm.incidentId().toString(),
                                BASIS)
                        .from(from));
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "No such alarm.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
