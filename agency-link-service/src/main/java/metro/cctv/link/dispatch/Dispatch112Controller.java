package metro.cctv.link.dispatch;

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

/** 112 dispatch (B-2): the patrol car that is sent sees the target, in a rendition that a car's link can carry. */
@RestController
@RequestMapping("/api/link/112/dispatches")
class Dispatch112Controller extends CaseDoor<Dispatch112Controller.Dispatch112> {
    Dispatch112Controller(AgencyCases cases) {
        super(cases, "112", "dispatches");
    }

    /**
     * @param caseNo of a case that is open already, or of a new one
     * @param unit the client id that the vehicle logs in with; its pictures open with its own token only
     * @param code 0 needs real-time broadcast … 4 is never dispatched (112 rules art. 5 ff.)
     */
    record Dispatch112(
            @NotNull @Pattern(regexp = NewCase.CASE_NO) String caseNo,
            @NotNull @Pattern(regexp = NewCase.UNIT) String unit,
            @NotNull @Min(0) @Max(4) Integer code,
            @NotBlank @Size(max = 100) String kind,
            @NotBlank @Size(max = 2000) String summary,
            @NotNull Double lon,
            @NotNull Double lat,
            @Nullable @Size(min = 1, max = 300) String address)
            implements CaseReport {

        @Override
        public NewCase toCase() {
            return new NewCase(caseNo, unit, code, kind, summary, lon, lat, address);
        }
    }
}
