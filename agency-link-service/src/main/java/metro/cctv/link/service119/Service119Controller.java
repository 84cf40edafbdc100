package metro.cctv.link.service119;

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

/** 119 emergency video: a case in, live cameras out. */
@RestController
@RequestMapping("/api/link/119/cases")
class Service119Controller extends CaseDoor<Service119Controller.Report119> {
    Service119Controller(AgencyCases cases) {
        super(cases, "119", "cases");
    }

    /** @param code a 112 code, where the case came from there */
    record Report119(
            @NotNull @Pattern(regexp = NewCase.CASE_NO) String caseNo,
            @Nullable @Min(0) @Max(4) Integer code,
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
