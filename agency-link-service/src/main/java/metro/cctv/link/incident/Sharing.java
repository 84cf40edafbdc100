package metro.cctv.link.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import metro.cctv.contracts.incident.IncidentChanged.Part;
import metro.cctv.contracts.incident.IncidentChanged.Participation;
import metro.cctv.link.agency.AgencyProperties;
import metro.cctv.link.agency.AgencyProperties.Partner;
import metro.cctv.link.delivery.AgencyFeed;
import metro.cctv.link.grant.GrantCase;
import metro.cctv.link.grant.Grants;
import metro.cctv.link.selection.CameraSelection;
import metro.cctv.link.selection.ChosenCamera;
import org.springframework.stereotype.Component;

/** Lets an agency take part in an incident and look through its cameras, or no longer; the agency is told in its feed. */
@Component
class Sharing {
    private final IncidentStore store;
    private final AgencyProperties agencies;
    private final CameraSelection selection;
    private final Grants grants;
    private final AgencyFeed feed;

    Sharing(IncidentStore store, AgencyProperties agencies, CameraSelection selection, Grants grants, AgencyFeed feed) {
        this.store = store;
        this.agencies = agencies;
        this.selection = selection;
        this.grants = grants;
        this.feed = feed;
    }

    /** @return the incident with the agency in it, and the words for the timeline */
    Shared begin(Incident incident, String agency, Part part, String by, Instant now) {
        Partner partner = agencies.partner(agency);
        IncidentFacts facts = incident.facts();
        var participation = new Participation(agency, part, now, null);
        store.addAgency(facts.incidentId(), participation, by);
        List<ChosenCamera> chosen = selection.around(facts.lon(), facts.lat());
        grants.issue(
                new GrantCase(
                        facts.incidentId(), caseNo(facts, agency), agency, partner.role(), partner.purpose(), now),
                chosen);
        List<Participation> all = new ArrayList<>(incident.agencies());
        all.add(participation);
        feed.add(agency, facts.incidentId(), "incident.shared", told(facts, part, chosen));
        return new Shared(incident.with(all), agency + " " + part + ": " + names(chosen));
    }

    record Shared(Incident incident, String detail) {}

    Incident end(Incident incident, String agency, Instant now) {
        UUID id = incident.facts().incidentId();
        store.endAgency(id, agency, now);
        grants.revoke(id, agency);
        tellEnd(incident, agency, "incident.unshared");
        return incident.with(ended(incident, agency, now));
    }

    /** The incident is closed; an agency hears of its own case by its own service. */
    Incident endAll(Incident incident, Instant now) {
        Incident ending = incident;
        for (Participation part : incident.present()) {
            store.endAgency(incident.facts().incidentId(), part.agency(), now);
            if (!part.agency().equals(incident.facts().agency())) tellEnd(incident, part.agency(), "incident.closed");
            ending = ending.with(ended(ending, part.agency(), now));
        }
        return ending;
    }

    static String names(List<ChosenCamera> chosen) {
        if (chosen.isEmpty()) return "no usable camera near the place";
        return String.join(
                "; ",
                chosen.stream()
                        .map(c -> c.camera().configured().cameraId() + " (" + c.reason() + ")")
                        .toList());
    }

    private void tellEnd(Incident incident, String agency, String type) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("incidentId", incident.facts().incidentId());
        feed.add(agency, incident.facts().incidentId(), type, data);
    }

    private static List<Participation> ended(Incident incident, String agency, Instant now) {
        return incident.agencies().stream()
                .map(part -> part.agency().equals(agency) && part.until() == null
                        ? new Participation(agency, part.part(), part.since(), now)
                        : part)
                .toList();
    }

    /** The agency's own number where it is its case; else ours. */
    private static String caseNo(IncidentFacts facts, String agency) {
        String own = facts.caseNo();
        return own != null && agency.equals(facts.agency())
                ? own
                : facts.incidentId().toString();
    }

    private static Map<String, Object> told(IncidentFacts facts, Part part, List<ChosenCamera> chosen) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("incidentId", facts.incidentId());
        data.put("part", part);
        data.put("kind", facts.kind());
        data.put("lon", facts.lon());
        data.put("lat", facts.lat());
        data.put("openedAt", facts.openedAt());
        data.put(
                "cameras",
                chosen.stream().map(c -> c.camera().configured().cameraId()).toList());
        return data;
    }
}
