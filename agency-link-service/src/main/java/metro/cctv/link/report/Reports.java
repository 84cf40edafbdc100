package metro.cctv.link.report;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.agency.AgencyProperties;
import metro.cctv.link.delivery.AgencyFeed;
import metro.cctv.link.incident.CentreIncidents;
import metro.cctv.link.incident.IncidentFacts;
import metro.cctv.link.incident.Incidents;
import metro.cctv.link.incident.ReporterDataRule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Filed by a person, told through the agency's feed and webhooks like everything else (signed, tried again, in order), and
 * answered with a receipt number. Nothing is filed by itself.
 */
@Service
public class Reports {
    private static final String PURPOSE = "report to an agency";
    private static final String BASIS = "PIPA art. 18(2) no. 3";
    /** Of one incident; more is a slip of the hand or worse. */
    private static final int AT_MOST = 20;

    private final ReportStore store;
    private final ReportProperties properties;
    private final AgencyProperties agencies;
    private final CentreIncidents centre;
    private final Incidents incidents;
    private final AgencyFeed feed;
    private final AuditTrail audit;
    private final Clock clock;

    Reports(
            ReportStore store,
            ReportProperties properties,
            AgencyProperties agencies,
            CentreIncidents centre,
            Incidents incidents,
            AgencyFeed feed,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.properties = properties;
        this.agencies = agencies;
        this.centre = centre;
        this.incidents = incidents;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param from the caller's network address, for the ledger */
    @Transactional
    Report file(Caller caller, UUID incidentId, String agency, String text, @Nullable Integer code, String from) {
        IncidentFacts facts = centre.own(caller, incidentId).facts();
        ReportForm form = properties
                .form(agency)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_FIELD,
                        "agency: takes no reports; " + properties.forms().keySet()));
        Instant now = now();
        agencies.requireContract(agency, now);
        incidents.note(incidentId, caller.subject(), "report.filed", agency); // or it is closed
        if (store.count(incidentId) >= AT_MOST)
            throw new ProblemException(ProblemType.CONFLICT, "The incident has " + AT_MOST + " reports.");
        String words = ReporterDataRule.without(text);
        Map<String, Object> content = form.of(facts, words, code);
        var report = new Report(
                UUID.randomUUID(),
                incidentId,
                agency,
                Report.State.FILED,
                words,
                code,
                caller.subject(),
                now,
                now.plus(properties.answeredWithin()),
                null,
                null);
        store.insert(report);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("incidentId", incidentId);
        data.put("reportId", report.reportId());
        data.putAll(content);
        data.put("filedAt", now);
        data.put("receipt", "/api/link/" + agency + "/reports/" + report.reportId() + "/receipt");
        feed.add(agency, incidentId, "report.filed", data);
        tell(caller, "report.file", report, facts.districtCode(), from);
        return report;
    }

    List<Report> of(Caller caller, UUID incidentId) {
        centre.own(caller, incidentId);
        return store.ofIncident(incidentId, AT_MOST);
    }

    /** By the room it was filed to. The same number again is the same answer; it may come late, and after the end. */
    @Transactional
    Report receive(Caller caller, String agency, UUID reportId, String receiptNo, String from) {
        AgencyProperties.Partner partner = agencies.partner(agency);
        if (caller.role() != partner.role() || !agency.equals(caller.agency()))
            throw new ProblemException(ProblemType.FORBIDDEN, "Reports to " + agency + " are for its own clients.");
        Report report = store.find(reportId)
                .filter(one -> one.agency().equals(agency))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such report."));
        incidents.lock(report.incidentId());
        if (!store.receive(reportId, receiptNo, now())) {
            Report before = store.find(reportId).orElseThrow();
            if (receiptNo.equals(before.receiptNo())) return before;
            throw new ProblemException(ProblemType.CONFLICT, "It has the receipt number " + before.receiptNo() + ".");
        }
        incidents.record(report.incidentId(), agency, "report.received", receiptNo);
        String district =
                incidents.find(report.incidentId()).orElseThrow().facts().districtCode();
        tell(caller, "report.receive", report, district, from);
        return store.find(reportId).orElseThrow();
    }

    /** No receipt in time. */
    @Transactional
    public boolean unanswered(UUID reportId, UUID incidentId, String agency) {
        incidents.lock(incidentId);
        if (!store.unanswered(reportId)) return false;
        incidents.record(incidentId, "clock", "report.unanswered", agency);
        return true;
    }

    @Transactional
    public void purge(UUID incidentId) {
        store.purge(incidentId);
    }

    private void tell(Caller caller, String action, Report report, String district, String from) {
        audit.allowedTogether(
                caller,
                Access.to(action, "incident", report.incidentId().toString())
                        .in(district)
                        .because(PURPOSE, report.incidentId().toString(), BASIS)
                        .from(from));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
