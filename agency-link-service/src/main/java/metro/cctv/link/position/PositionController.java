package metro.cctv.link.position;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.link.agencycase.CaseDoor;
import metro.cctv.link.incident.IncidentRoles;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the cars, engines and people are that were sent. */
@RestController
class PositionController {
    private static final String SERVICE = "dispatches";

    private final Positions positions;

    PositionController(Positions positions) {
        this.positions = positions;
    }

    /** @param floor inside a building, e.g. {@code B1}; null: outside, or unknown, like {@code room} */
    record ReportPosition(
            @NotNull Double lon,
            @NotNull Double lat,
            @Nullable @Size(min = 1, max = 20) String floor,
            @Nullable @Size(min = 1, max = 50) String room) {}

    record PositionList(List<Positions.Position> items) {}

    @PutMapping("/api/link/{agency}/dispatches/{caseNo}/position")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(
            Caller caller,
            @PathVariable String agency,
            @PathVariable String caseNo,
            @Valid @RequestBody ReportPosition body,
            HttpServletRequest request) {
        positions.report(at(caller, agency, request), caseNo, body.lon(), body.lat(), body.floor(), body.room());
    }

    @GetMapping("/api/link/{agency}/dispatches/{caseNo}/positions")
    PositionList ofAgency(
            Caller caller, @PathVariable String agency, @PathVariable String caseNo, HttpServletRequest request) {
        return new PositionList(positions.ofAgency(at(caller, agency, request), caseNo));
    }

    @GetMapping("/api/incidents/{id}/positions")
    PositionList ofIncident(Caller caller, @PathVariable UUID id) {
        IncidentRoles.requireReader(caller);
        return new PositionList(positions.ofIncident(caller, id));
    }

    private static CaseDoor.At at(Caller caller, String agency, HttpServletRequest request) {
        return new CaseDoor.At(caller, agency, SERVICE, request.getRemoteAddr());
    }
}
