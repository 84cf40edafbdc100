package metro.cctv.link.dispatch;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.actuation.SignalPriorities;
import metro.cctv.link.agencycase.AgencyCases;
import metro.cctv.link.agencycase.CaseDoor;
import metro.cctv.link.agencycase.NewCase;
import metro.cctv.link.context.PlaceContext;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the engine and the 119 room must know of the place besides pictures. Read on demand and kept nowhere, so telephone
 * numbers of parked cars are gone with the case.
 */
@RestController
@RequestMapping("/api/link/119/dispatches")
class ContextController {
    private static final String AGENCY = "119";
    private static final String SERVICE = "dispatches";

    private final AgencyCases cases;
    private final PlaceContext context;
    private final SignalPriorities priorities;
    private final TransactionOperations transaction;

    ContextController(
            AgencyCases cases, PlaceContext context, SignalPriorities priorities, TransactionOperations transaction) {
        this.cases = cases;
        this.context = context;
        this.priorities = priorities;
        this.transaction = transaction;
    }

    @GetMapping("/{caseNo}/context")
    PlaceContext.Context context(Caller caller, @PathVariable String caseNo, HttpServletRequest request) {
        var at = new CaseDoor.At(caller, AGENCY, SERVICE, request.getRemoteAddr());
        AgencyCases.Spot spot = cases.spot(at, caseNo, "case.context");
        return context.around(spot.lon(), spot.lat(), spot.contacts());
    }

    /** @param route of the engine, [lon, lat] each */
    record AskForGreen(
            @NotNull @Pattern(regexp = NewCase.UNIT) String unit,
            @NotNull @Size(min = 2, max = 50) List<@NotNull @Size(min = 2, max = 2) List<@NotNull Double>> route) {}

    /** Asks for priority at the traffic lights; a person of the centre decides, nothing happens by itself. */
    @PostMapping("/{caseNo}/signal-priority")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SignalPriorities.SignalPriority askForGreen(
            Caller caller,
            @PathVariable String caseNo,
            @Valid @RequestBody AskForGreen body,
            HttpServletRequest request) {
        var at = new CaseDoor.At(caller, AGENCY, SERVICE, request.getRemoteAddr());
        return transaction.execute(status -> {
            AgencyCases.Spot spot = cases.spot(at, caseNo, "signal.request");
            if (!spot.units().contains(body.unit()))
                throw new ProblemException(ProblemType.NOT_FOUND, "No such unit is on its way.");
            return priorities.request(
                    caller, spot.incidentId(), AGENCY, body.unit(), spot.districtCode(), body.route());
        });
    }
}
