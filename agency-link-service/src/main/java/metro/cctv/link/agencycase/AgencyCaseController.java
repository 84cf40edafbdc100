package metro.cctv.link.agencycase;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import metro.cctv.chassis.door.Caller;
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

/** Any agency that is linked by configuration alone: the Justice Ministry, a search for vehicles, the tenth agency. */
@RestController
@RequestMapping("/api/link/{agency:[A-Z][A-Z0-9_]{1,31}}/cases")
class AgencyCaseController {
    private final AgencyCases cases;

    AgencyCaseController(AgencyCases cases) {
        this.cases = cases;
    }

    /** @param code a 112 code, where the case came from there */
    record AgencyReport(
            @NotNull @Pattern(regexp = NewCase.CASE_NO) String caseNo,
            @Nullable @Min(0) @Max(4) Integer code,
            @NotBlank @Size(max = 100) String kind,
            @NotBlank @Size(max = 2000) String summary,
            @NotNull Double lon,
            @NotNull Double lat,
            @Nullable @Size(min = 1, max = 300) String address) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OpenedCase open(
            Caller caller,
            @PathVariable String agency,
            @Valid @RequestBody AgencyReport body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        var wanted = new NewCase(
                body.caseNo(), null, body.code(), body.kind(), body.summary(), body.lon(), body.lat(), body.address());
        return cases.open(at(caller, agency, request), wanted, key);
    }

    /** Reading an open case also prolongs its grants. */
    @GetMapping("/{caseNo}")
    CaseView get(Caller caller, @PathVariable String agency, @PathVariable String caseNo, HttpServletRequest request) {
        return cases.get(at(caller, agency, request), caseNo);
    }

    /** Cameras follow the target; the answer has tickets for those that begin. */
    @PatchMapping("/{caseNo}/target")
    CaseView move(
            Caller caller,
            @PathVariable String agency,
            @PathVariable String caseNo,
            @Valid @RequestBody CaseDoor.MoveTarget body,
            HttpServletRequest request) {
        return cases.move(at(caller, agency, request), caseNo, body.lon(), body.lat());
    }

    @PostMapping("/{caseNo}/close")
    CaseView close(
            Caller caller,
            @PathVariable String agency,
            @PathVariable String caseNo,
            @Valid @RequestBody CaseDoor.CloseCase body,
            HttpServletRequest request) {
        return cases.close(at(caller, agency, request), caseNo, body.unit(), body.reason());
    }

    private static CaseDoor.At at(Caller caller, String agency, HttpServletRequest request) {
        return new CaseDoor.At(caller, agency, Viewer.CASES, request.getRemoteAddr());
    }
}
