package metro.cctv.link.disaster;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import metro.cctv.chassis.door.Caller;
import metro.cctv.link.agencycase.AgencyCases;
import metro.cctv.link.agencycase.CaseDoor;
import metro.cctv.link.agencycase.CaseView;
import metro.cctv.link.agencycase.NewCase;
import metro.cctv.link.agencycase.OpenedCase;
import metro.cctv.link.selection.Area;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The disaster room's door: a polygon in, every usable camera inside it out, as small pictures for a board. */
@RestController
@RequestMapping("/api/link/disasters")
class DisasterController {
    private static final String AGENCY = "DISASTER";
    private static final String SERVICE = "disasters";

    private final AgencyCases cases;

    DisasterController(AgencyCases cases) {
        this.cases = cases;
    }

    /**
     * @param type a kind of the vocabulary or free words
     * @param severity 1, to be watched, to 4, catastrophe (관심, 주의, 경계, 심각)
     * @param area corners as [lon, lat], 3 to 100; its border does not cross itself
     */
    record NewDisaster(
            @NotNull @Pattern(regexp = NewCase.CASE_NO) String caseNo,
            @NotBlank @Size(max = 100) String type,
            @NotNull @Min(1) @Max(4) Integer severity,
            @NotBlank @Size(max = 2000) String summary,
            @NotNull @Size(min = 3, max = 101) List<@NotNull List<@NotNull Double>> area) {}

    /** What is left out stays as it is. */
    record ChangeDisaster(
            @Nullable @Min(1) @Max(4) Integer severity,

            @Nullable @Size(min = 3, max = 101) List<@NotNull List<@NotNull Double>> area) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OpenedCase open(
            Caller caller,
            @Valid @RequestBody NewDisaster body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        Area area = Area.of(body.area());
        var wanted = new NewCase(
                body.caseNo(),
                null,
                null,
                body.type(),
                body.summary(),
                area.middle().lon(),
                area.middle().lat(),
                null,
                new NewCase.Disaster(body.severity(), area));
        return cases.open(at(caller, request), wanted, key);
    }

    /** Reading an open case also prolongs its grants. */
    @GetMapping("/{caseNo}")
    CaseView get(Caller caller, @PathVariable String caseNo, HttpServletRequest request) {
        return cases.get(at(caller, request), caseNo);
    }

    /** Another area brings other cameras, with tickets; another severity is told to everybody on the case. */
    @PatchMapping("/{caseNo}")
    CaseView change(
            Caller caller,
            @PathVariable String caseNo,
            @Valid @RequestBody ChangeDisaster body,
            HttpServletRequest request) {
        Area area = body.area() == null ? null : Area.of(body.area());
        return cases.change(at(caller, request), caseNo, new NewCase.Change(body.severity(), area));
    }

    @PostMapping("/{caseNo}/close")
    CaseView close(
            Caller caller,
            @PathVariable String caseNo,
            @Valid @RequestBody CaseDoor.CloseCase body,
            HttpServletRequest request) {
        return cases.close(at(caller, request), caseNo, body.unit(), body.reason());
    }

    private static CaseDoor.At at(Caller caller, HttpServletRequest request) {
        return new CaseDoor.At(caller, AGENCY, SERVICE, request.getRemoteAddr());
    }
}
