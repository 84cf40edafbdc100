package metro.cctv.link.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import metro.cctv.link.turning.Turns;
import org.springframework.stereotype.Component;

/** Lets an agency take part in an incident and look through its cameras, or no longer; the agency is told in its feed. */
@Component
class Sharing {
    private final IncidentStore store;
    private final PlaceStore places;
    private final AgencyProperties agencies;
    private final CameraSelection selection;
    private final Grants grants;
    private final Turns turns;
    private final AgencyFeed feed;

    Sharing(
            IncidentStore store,
            PlaceStore places,
            AgencyProperties agencies,
            CameraSelection selection,
            Grants grants,
            Turns turns,
            AgencyFeed feed) {
        this.store = store;
        this.places = places;
        this.agencies = agencies;
        this.selection = selection;
        this.grants = grants;
        this.turns = turns;
        this.feed = feed;
    }

    /**
     * With the cameras of where it is now, wherever it was reported.
     *
     * @return the incident with the agency in it, and the words for the timeline
     */
    Shared begin(Incident incident, String agency, Part part, String by, Instant now) {
        Partner partner = agencies.partner(agency);
        IncidentFacts facts = incident.facts();
        var participation = new Participation(agency, part, now, null);
        store.addAgency(facts.incidentId(), participation, by);
        Place place = places.find(facts.incidentId()).orElse(new Place(facts.lon(), facts.lat(), now, 0));
        List<ChosenCamera> chosen = selection.around(place.lon(), place.lat());
        grants.issue(grantCase(facts, participation, partner), chosen);
        List<Participation> all = new ArrayList<>(incident.agencies());
        all.add(participation);
        feed.add(agency, facts.incidentId(), "incident.shared", told(facts, part, place, chosen));
        return new Shared(incident.with(all), agency + " " + part + ": " + names(chosen));
    }

    record Shared(Incident incident, String detail) {}

    /**
     * It is elsewhere: heads turn, and the cameras of everybody who takes part follow, but those of an agency's own case,
     * which its service leads viewer by viewer. Whose contract is over is left out, and holds up nobody.
     *
     * @return the words for the timeline; empty when everybody sees the same cameras as before
     */
    Optional<String> follow(Incident incident, Place place, Instant now) {
        IncidentFacts facts = incident.facts();
        List<ChosenCamera> chosen = selection.around(place.lon(), place.lat());
        boolean anybody = facts.agency() == null
                || incident.present().stream().anyMatch(part -> !part.agency().equals(facts.agency()));
        if (anybody) turns.want(facts.incidentId(), chosen); // else its service turns those that it shows
        boolean others = facts.agency() == null
                && grants.follow(GrantCase.ofCentre(facts.incidentId(), facts.openedAt()), chosen)
                        .isOther();
        for (Participation part : incident.present()) {
            Partner partner = agencies.partners().get(part.agency());
            if (partner == null || part.agency().equals(facts.agency())) continue;
            if (!agencies.holdsAt(part.agency(), now)) continue;
            others |= grants.follow(grantCase(facts, part, partner), chosen).isOther();
            feed.add(part.agency(), facts.incidentId(), "incident.moved", told(facts, part.part(), place, chosen));
        }
        return others ? Optional.of(names(chosen)) : Optional.empty();
    }

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

    /** An agency looks from when it was let in, not from when the incident was reported. */
    private static GrantCase grantCase(IncidentFacts facts, Participation part, Partner partner) {
        return new GrantCase(
                facts.incidentId(),
                caseNo(facts, part.agency()),
                part.agency(),
                partner.role(),
                partner.purpose(),
                part.since());
    }

    /** The agency's own number where it is its case; else ours. */
    private static String caseNo(IncidentFacts facts, String agency) {
        String own = facts.caseNo();
        return own != null && agency.equals(facts.agency())
                ? own
                : facts.incidentId().toString();
    }

    private static Map<String, Object> told(IncidentFacts facts, Part part, Place place, List<ChosenCamera> chosen) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("incidentId", facts.incidentId());
        data.put("part", part);
        data.put("kind", facts.kind());
        data.put("lon", place.lon());
        data.put("lat", place.lat());
        data.put("openedAt", facts.openedAt());
        data.put(
                "cameras",
                chosen.stream().map(c -> c.camera().configured().cameraId()).toList());
        return data;
    }
}
