package metro.cctv.link.agencycase;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.link.delivery.AgencyFeed;
import metro.cctv.link.incident.Incident;
import metro.cctv.link.incident.IncidentFacts;
import metro.cctv.link.incident.IncidentState;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an agency is told of its cases; never with a ticket. */
@Component
class CaseEvents {
    private final AgencyFeed feed;

    CaseEvents(AgencyFeed feed) {
        this.feed = feed;
    }

    void opened(String agency, IncidentFacts facts) {
        Map<String, Object> data = event(facts);
        data.put("kind", facts.kind());
        if (facts.code() != null) data.put("code", facts.code());
        data.put("lon", facts.lon());
        data.put("lat", facts.lat());
        data.put("openedAt", facts.openedAt());
        feed.add(agency, facts.incidentId(), "case.opened", data);
    }

    void cameras(String agency, IncidentFacts facts, @Nullable String unit, List<CaseCamera> cameras) {
        Map<String, Object> data = event(facts);
        if (unit != null) data.put("unit", unit);
        data.put("cameras", cameras.stream().map(CaseCamera::withoutTicket).toList());
        feed.add(agency, facts.incidentId(), "case.cameras", data);
    }

    void moved(String agency, IncidentFacts facts, double lon, double lat) {
        Map<String, Object> data = event(facts);
        data.put("lon", lon);
        data.put("lat", lat);
        feed.add(agency, facts.incidentId(), "case.target", data);
    }

    void disaster(String agency, IncidentFacts facts, NewCase.Disaster disaster) {
        Map<String, Object> data = event(facts);
        data.put("severity", disaster.severity());
        data.put("area", disaster.area().pairs());
        feed.add(agency, facts.incidentId(), "disaster.changed", data);
    }

    void unitEnded(String agency, IncidentFacts facts, String unit) {
        Map<String, Object> data = event(facts);
        data.put("unit", unit);
        feed.add(agency, facts.incidentId(), "case.unit-ended", data);
    }

    void closed(String agency, Incident closed) {
        IncidentState.Closed end = requireNonNull(closed.end());
        Map<String, Object> data = event(closed.facts());
        data.put("closedAt", end.since());
        data.put("reason", end.closing().reason());
        feed.add(agency, closed.facts().incidentId(), "case.closed", data);
    }

    private static Map<String, Object> event(IncidentFacts facts) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("incidentId", facts.incidentId());
        data.put("caseNo", requireNonNull(facts.caseNo()));
        return data;
    }
}
