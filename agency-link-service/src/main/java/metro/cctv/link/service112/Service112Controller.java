package metro.cctv.link.service112;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import metro.cctv.link.agencycase.AgencyCases;
import metro.cctv.link.agencycase.CaseDoor;
import metro.cctv.link.agencycase.CaseReport;
import metro.cctv.link.agencycase.NewCase;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 112 emergency video (B-1): a case in, live cameras out. */
@RestController
@RequestMapping("/api/link/112/cases")
class Service112Controller extends CaseDoor<Service112Controller.Report112> {
    Service112Controller(AgencyCases cases) {
        super(cases, "112", "cases");
    }

    /** @param code 0 needs real-time broadcast … 4 is never dispatched (112 rules art. 5 ff.) */
    record Report112(
            @NotNull @Pattern(regexp = NewCase.CASE_NO) String caseNo,
            @NotNull @Min(0) @Max(4) Integer code,
            @NotBlank @Size(max = 100) String kind,
            @NotBlank @Size(max = 2000) String summary,
            @NotNull Double lon,
            @NotNull Double lat,
            @Nullable @Size(min = 1, max = 300) String address)
            implements CaseReport {

        @Override
        public NewCase toCase() {
            return new NewCase(caseNo, null, code, kind, summary, lon, lat, address);
        }
    }
}
