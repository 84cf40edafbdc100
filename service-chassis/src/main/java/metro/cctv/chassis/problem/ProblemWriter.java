package metro.cctv.chassis.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Answers a problem where no controller is at hand (filters), and tells the ledger of refused access. */
public class ProblemWriter {
    private final JsonMapper json;
    private final AuditTrail audit;

    public ProblemWriter(JsonMapper json, AuditTrail audit) {
        this.json = json;
        this.audit = audit;
    }

    public void write(HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail)
            throws IOException {
        audit.refused(request, type);
        if (response.isCommitted()) return;
        response.setStatus(type.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        json.writeValue(response.getOutputStream(), body(type, detail));
    }

    static ProblemDetail body(ProblemType type, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(type.status()), detail);
        problem.setType(type.uri());
        problem.setTitle(type.title());
        return problem;
    }
}
