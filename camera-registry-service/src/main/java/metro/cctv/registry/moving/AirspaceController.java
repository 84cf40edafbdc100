package metro.cctv.registry.moving;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.EnumSet;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Page;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.camera.CameraRightsRule;
import metro.cctv.registry.geojson.Shape;
import metro.cctv.registry.geojson.ShapeRule;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Restricted airspaces: everybody may know them; those who run the cameras of the whole city enter them. */
@RestController
@RequestMapping("/api/airspaces")
class AirspaceController {
    private static final ShapeRule.Limits AREA =
            new ShapeRule.Limits(EnumSet.of(Shape.Type.POLYGON, Shape.Type.MULTI_POLYGON), 10_000, 100);

    private final AirspaceStore airspaces;
    private final Flights flights;
    private final AuditTrail audit;

    AirspaceController(AirspaceStore airspaces, Flights flights, AuditTrail audit) {
        this.airspaces = airspaces;
        this.flights = flights;
        this.audit = audit;
    }

    @GetMapping
    Page<Airspace> list() {
        return new Page<>(airspaces.list(), null);
    }

    @PutMapping("/{code}")
    ResponseEntity<Void> put(
            @PathVariable String code,
            @Valid @RequestBody AirspaceInput input,
            Caller caller,
            HttpServletRequest request) {
        allow(caller);
        if (!code.matches("[A-Z0-9][A-Z0-9-]{1,31}"))
            throw new ProblemException(ProblemType.INVALID_FIELD, "code: 2 to 32 of A-Z, 0-9 and '-'.");
        byte[] area = area(input);
        boolean created = flights.enter(code, input, area, caller, access("airspace.change", code, request));
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.NO_CONTENT)
                .build();
    }

    @DeleteMapping("/{code}")
    ResponseEntity<Void> delete(@PathVariable String code, Caller caller, HttpServletRequest request) {
        allow(caller);
        audit.allowed(caller, access("airspace.delete", code, request));
        if (!airspaces.delete(code)) throw new ProblemException(ProblemType.NOT_FOUND, "No such airspace.");
        return ResponseEntity.noContent().build();
    }

    private byte[] area(AirspaceInput input) {
        byte[] wkb;
        try {
            wkb = ShapeRule.read(input.polygon(), AREA).wkb();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_FIELD, "polygon: " + e.getMessage() + ".");
        }
        airspaces.objection(wkb).ifPresent(words -> {
            throw new ProblemException(ProblemType.INVALID_FIELD, "polygon: " + words + ".");
        });
        return wkb;
    }

    /** The air has no districts. */
    private static void allow(Caller caller) {
        CameraRightsRule.requireWriter(caller);
        if (caller.role() != Role.SERVICE) caller.requireWholeCity();
    }

    private static Access access(String action, String code, HttpServletRequest request) {
        String plain = code.replaceAll("\\p{Cntrl}", "?");
        return Access.to(action, "airspace", plain.length() <= 32 ? plain : plain.substring(0, 32))
                .from(request.getRemoteAddr());
    }
}
