package metro.cctv.link.emergency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.grant.GrantCase;
import metro.cctv.link.grant.Grants;
import metro.cctv.link.incident.Incident;
import metro.cctv.link.incident.Incidents;
import metro.cctv.link.incident.NewIncident;
import metro.cctv.link.incident.ReporterDataRule;
import metro.cctv.link.selection.CameraSelection;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Immediate, time-boxed, reviewed afterwards (domain.md row 59). */
@Service
class Emergencies {
    private static final String PURPOSE = "danger to life";
    private static final String BASIS = "PIPA art. 18(2) no. 3";

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final CameraSelection selection;
    private final Grants grants;
    private final AuditTrail audit;
    private final Clock clock;
    private final Duration lasts;

    Emergencies(
            JdbcClient jdbc,
            Incidents incidents,
            CameraSelection selection,
            Grants grants,
            AuditTrail audit,
            Clock clock,
            @Value("${cctv.link.emergency.lasts:15m}") Duration lasts) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.selection = selection;
        this.grants = grants;
        this.audit = audit;
        this.clock = clock;
        this.lasts = lasts;
    }

    enum Verdict {
        JUSTIFIED,
        NOT_JUSTIFIED
    }

    /**
     * @param endsAt nothing is seen beyond
     * @param verdict null: nobody has looked into it yet
     */
    record EmergencyUse(
            UUID emergencyId,
            UUID incidentId,
            String districtCode,
            String reason,
            String usedBy,
            Instant usedAt,
            Instant endsAt,
            @Nullable Verdict verdict,
            @Nullable String note,
            @Nullable String reviewedBy,
            @Nullable Instant reviewedAt) {}

    /** @param from the caller's network address, for the ledger */
    @Transactional
    public EmergencyUse use(Caller caller, String reason, double lon, double lat, String from) {
        Instant now = now();
        UUID id = UUID.randomUUID();
        String words = ReporterDataRule.without(reason);
        Incident incident = incidents.begin(NewIncident.ofCentre(
                UUID.randomUUID(), "OTHER", words, incidents.districtAt(lon, lat), lon, lat, caller.subject()));
        UUID incidentId = incident.facts().incidentId();
        var chosen = selection.around(lon, lat);
        var cause = new GrantCase(incidentId, incidentId.toString(), GrantCase.CENTRE, Role.OPERATOR, PURPOSE, now);
        grants.issue(cause.until(now.plus(lasts)).because(BASIS), chosen);
        incidents.noteCameras(incidentId, caller.subject(), chosen);
        jdbc.sql("""
                insert into emergency_use (emergency_id, incident_id, reason, used_by, used_at, ends_at)
                values (?, ?, ?, ?, ?, ?)
                """)
                .params(id, incidentId, words, caller.subject(), Timestamp.from(now), Timestamp.from(now.plus(lasts)))
                .update();
        EmergencyUse use = find(id);
        tell(caller, "emergency.use", use, from);
        return use;
    }

    List<EmergencyUse> list(Caller caller, boolean reviewed, int limit) {
        return jdbc.sql("""
                select e.*, i.district_code from emergency_use e join incident i using (incident_id)
                where (e.verdict is not null) = :reviewed and (:everywhere or i.district_code = any(:districts))
                order by e.used_at desc limit :limit
                """)
                .param("reviewed", reviewed)
                .param("everywhere", caller.isOfWholeCity())
                .param("districts", caller.districts().toArray(String[]::new))
                .param("limit", limit)
                .query(Emergencies::use)
                .list();
    }

    /** By somebody else than who used it, once. */
    @Transactional
    public EmergencyUse review(Caller caller, UUID id, Verdict verdict, String note, String from) {
        EmergencyUse use = find(id);
        if (!caller.belongsTo(use.districtCode())) throw unknown();
        if (use.usedBy().equals(caller.subject()))
            throw new ProblemException(ProblemType.APPROVAL_NEEDED, "Another person reviews it.");
        int changed = jdbc.sql("""
                update emergency_use set verdict = ?, review_note = ?, reviewed_by = ?, reviewed_at = ?
                where emergency_id = ? and verdict is null
                """)
                .params(verdict.name(), ReporterDataRule.without(note), caller.subject(), Timestamp.from(now()), id)
                .update();
        if (changed == 0) throw new ProblemException(ProblemType.CONFLICT, "It is reviewed already.");
        tell(caller, "emergency.review", use, from);
        return find(id);
    }

    private EmergencyUse find(UUID id) {
        return jdbc.sql("""
                select e.*, i.district_code from emergency_use e join incident i using (incident_id)
                where emergency_id = ?
                """).param(id).query(Emergencies::use).optional().orElseThrow(Emergencies::unknown);
    }

    private static EmergencyUse use(ResultSet row, int n) throws SQLException {
        String verdict = row.getString("verdict");
        Timestamp reviewedAt = row.getTimestamp("reviewed_at");
        return new EmergencyUse(
                row.getObject("emergency_id", UUID.class),
                row.getObject("incident_id", UUID.class),
                row.getString("district_code"),
                row.getString("reason"),
                row.getString("used_by"),
                row.getTimestamp("used_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                verdict == null ? null : Verdict.valueOf(verdict),
                row.getString("review_note"),
                row.getString("reviewed_by"),
                reviewedAt == null ? null : reviewedAt.toInstant());
    }

    private void tell(Caller caller, String action, EmergencyUse use, String from) {
        audit.allowedTogether(
                caller,
                Access.to(action, "incident", use.incidentId().toString())
                        .in(use.districtCode())
                        .because(PURPOSE, use.incidentId().toString(), BASIS)
                        .from(from));
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "No such emergency.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
