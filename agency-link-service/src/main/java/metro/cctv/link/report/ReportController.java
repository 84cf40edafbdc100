package metro.cctv.link.report;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.link.agencycase.NewCase;
import metro.cctv.link.incident.IncidentRoles;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The centre files a report from an incident; the agency's room acknowledges it with its own number. */
@RestController
class ReportController {
    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    /** @param code 0 to 4, for the police; absent: the incident's */
    record FileReport(
            @NotBlank @Size(max = 32) String agency,
            @NotBlank @Size(max = 2000) String text,
            @Nullable @Min(0) @Max(4) Integer code) {}

    /** @param receiptNo the agency's own number for the report */
    record Receipt(
            @NotNull @Pattern(regexp = NewCase.CASE_NO) String receiptNo) {}

    record ReportList(List<Report> items) {}

    @PostMapping("/api/incidents/{id}/reports")
    @ResponseStatus(HttpStatus.CREATED)
    Report file(Caller caller, @PathVariable UUID id, @Valid @RequestBody FileReport body, HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        return reports.file(caller, id, body.agency(), body.text(), body.code(), request.getRemoteAddr());
    }

    /** Newest first. */
    @GetMapping("/api/incidents/{id}/reports")
    ReportList list(Caller caller, @PathVariable UUID id) {
        IncidentRoles.requireReader(caller);
        return new ReportList(reports.of(caller, id));
    }

    @PostMapping("/api/link/{agency}/reports/{reportId}/receipt")
    Report receive(
            Caller caller,
            @PathVariable String agency,
            @PathVariable UUID reportId,
            @Valid @RequestBody Receipt body,
            HttpServletRequest request) {
        return reports.receive(caller, agency, reportId, body.receiptNo(), request.getRemoteAddr());
    }
}
