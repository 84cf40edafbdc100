package metro.cctv.link.agencycase;

import java.util.Set;
import metro.cctv.chassis.door.Caller;
import metro.cctv.link.agency.AgencyProperties;
import metro.cctv.link.incident.CityProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Opens a case after each start and rolls it back: the first real one must not pay for loading PostGIS and our classes
 * (seconds on a busy machine). Nothing of it is ever committed, sent or told.
 */
@Component
class CaseRehearsal {
    private static final Logger log = LoggerFactory.getLogger(CaseRehearsal.class);

    private final AgencyCases cases;
    private final AgencyProperties agencies;
    private final CityProperties city;
    private final TransactionOperations transaction;

    CaseRehearsal(
            AgencyCases cases, AgencyProperties agencies, CityProperties city, TransactionOperations transaction) {
        this.cases = cases;
        this.agencies = agencies;
        this.city = city;
        this.transaction = transaction;
    }

    @EventListener(ApplicationReadyEvent.class)
    void rehearse() {
        var first = agencies.partners().entrySet().stream()
                .filter(entry -> entry.getValue().services().containsKey(Viewer.CASES))
                .findFirst();
        if (first.isEmpty()) return;
        String agency = first.get().getKey();
        AgencyProperties.Partner partner = first.get().getValue();
        var caller = new Caller("rehearsal", partner.role(), Set.of(), agency);
        double lon = (city.minLon() + city.maxLon()) / 2;
        double lat = (city.minLat() + city.maxLat()) / 2;
        var body = new NewCase("REHEARSAL", null, null, "OTHER", "rehearsal", lon, lat, null);
        try {
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                cases.open(
                        new CaseLines.Asker(caller, partner, ""),
                        new CaseDoor.At(caller, agency, Viewer.CASES, ""),
                        body);
            });
        } catch (RuntimeException e) {
            log.info("No rehearsal: {}", e.getMessage());
        }
    }
}
