package metro.cctv.link.service119;

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

/** 119 emergency video: a case in, live cameras out. Roads, hazards and hospitals come with the dispatch package (B-3). */
@RestController
@RequestMapping("/api/link/119/cases")
class Service119Controller {
    private static final String AGENCY = "119";

    private final AgencyCases cases;

    Service119Controller(AgencyCases cases) {
        this.cases = cases;
    }

    /** @param code a 112 code, where the case came from there */
    record Report119(
            @NotNull @Pattern(regexp = NewCase.CASE_NO) String caseNo,
            @Nullable @Min(0) @Max(4) Integer code,
            @NotBlank @Size(max = 100) String kind,
            @NotBlank @Size(max = 2000) String summary,
            @NotNull Double lon,
            @NotNull Double lat,
            @Nullable @Size(min = 1, max = 300) String address) {

        NewCase toCase() {
            return new NewCase(caseNo, code, kind, summary, lon, lat, address);
        }
    }

    record Close119(@NotBlank @Size(max = 500) String reason) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OpenedCase open(
            Caller caller,
            @Valid @RequestBody Report119 body,
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
            Caller caller, @PathVariable String caseNo, @Valid @RequestBody Close119 body, HttpServletRequest request) {
        return cases.close(caller, AGENCY, caseNo, body.reason(), request.getRemoteAddr());
    }
}
