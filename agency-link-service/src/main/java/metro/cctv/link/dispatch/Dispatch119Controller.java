package metro.cctv.link.dispatch;

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

/** 119 dispatch (B-3): the engine that is sent and the 119 room see the place. */
@RestController
@RequestMapping("/api/link/119/dispatches")
class Dispatch119Controller extends CaseDoor<Dispatch119Controller.Dispatch119> {
    Dispatch119Controller(AgencyCases cases) {
        super(cases, "119", "dispatches");
    }

    /**
     * @param caseNo of a case that is open already, or of a new one
     * @param unit the client id that the vehicle logs in with; its pictures open with its own token only
     */
    record Dispatch119(
            @NotNull @Pattern(regexp = NewCase.CASE_NO) String caseNo,
            @NotNull @Pattern(regexp = NewCase.UNIT) String unit,
            @NotBlank @Size(max = 100) String kind,
            @NotBlank @Size(max = 2000) String summary,
            @NotNull Double lon,
            @NotNull Double lat,
            @Nullable @Size(min = 1, max = 300) String address)
            implements CaseReport {

        @Override
        public NewCase toCase() {
            return new NewCase(caseNo, unit, null, kind, summary, lon, lat, address);
        }
    }
}
