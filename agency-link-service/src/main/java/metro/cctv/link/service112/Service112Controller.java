package metro.cctv.link.service112;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import metro.cctv.chassis.door.Caller;
import metro.cctv.link.agencycase.AgencyCases;
import metro.cctv.link.agencycase.CaseView;
import metro.cctv.link.agencycase.NewCase;
import metro.cctv.link.agencycase.OpenedCase;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 112 emergency video (B-1): a case in, live cameras out. */
@RestController
@RequestMapping("/api/link/112/cases")
class Service112Controller {
    private static final String AGENCY = "112";

    private final AgencyCases cases;

    Service112Controller(AgencyCases cases) {
        this.cases = cases;
    }

    /** @param code 0 needs real-time broadcast … 4 is never dispatched (112 rules art. 5 ff.) */
    record Report112(
            @NotNull @Pattern(regexp = NewCase.CASE_NO) String caseNo,
            @NotNull @Min(0) @Max(4) Integer code,
            @NotBlank @Size(max = 100) String kind,
            @NotBlank @Size(max = 2000) String summary,
            @NotNull Double lon,
            @NotNull Double lat,
            @Nullable @Size(min = 1, max = 300) String address) {

        NewCase toCase() {
            return new NewCase(caseNo, code, kind, summary, lon, lat, address);
        }
    }

    record Close112(@NotBlank @Size(max = 500) String reason) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OpenedCase open(
            Caller caller,
            @Valid @RequestBody Report112 body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        return cases.open(caller, AGENCY, body.toCase(), key, request.getRemoteAddr());
    }

    /** Reading an open case also prolongs its grants. */
    @GetMapping("/{caseNo}")
    CaseView get(Caller caller, @PathVariable String caseNo, HttpServletRequest request) {
        return cases.get(caller, AGENCY, caseNo, request.getRemoteAddr());
    }

    @PostMapping("/{caseNo}/close")
    CaseView close(
            Caller caller, @PathVariable String caseNo, @Valid @RequestBody Close112 body, HttpServletRequest request) {
        return cases.close(caller, AGENCY, caseNo, body.reason(), request.getRemoteAddr());
    }
}
