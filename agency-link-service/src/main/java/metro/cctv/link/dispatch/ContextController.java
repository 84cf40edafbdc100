package metro.cctv.link.dispatch;

import jakarta.servlet.http.HttpServletRequest;
import metro.cctv.chassis.door.Caller;
import metro.cctv.link.agencycase.AgencyCases;
import metro.cctv.link.agencycase.CaseDoor;
import metro.cctv.link.context.PlaceContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the engine and the 119 room must know of the place besides pictures. Read on demand and kept nowhere, so telephone
 * numbers of parked cars are gone with the case.
 */
@RestController
@RequestMapping("/api/link/119/dispatches")
class ContextController {
    private final AgencyCases cases;
    private final PlaceContext context;

    ContextController(AgencyCases cases, PlaceContext context) {
        this.cases = cases;
        this.context = context;
    }

    @GetMapping("/{caseNo}/context")
    PlaceContext.Context context(Caller caller, @PathVariable String caseNo, HttpServletRequest request) {
        var at = new CaseDoor.At(caller, "119", "dispatches", request.getRemoteAddr());
        AgencyCases.Spot spot = cases.spot(at, caseNo);
        return context.around(spot.lon(), spot.lat(), spot.contacts());
    }
}
