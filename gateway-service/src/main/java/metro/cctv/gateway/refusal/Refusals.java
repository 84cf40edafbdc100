package metro.cctv.gateway.refusal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.gateway.account.AccountDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How the gateway says no: an RFC 9457 problem, and a ledger row where somebody was kept from something. */
@Component
public class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final int LONGEST_PATH = 200;

    private final JsonMapper json;
    private final AuditTrail audit;
    private final AccountDirectory accounts;

    Refusals(JsonMapper json, AuditTrail audit, AccountDirectory accounts) {
        this.json = json;
        this.audit = audit;
        this.accounts = accounts;
    }

    /** Refused access: answered and written to the ledger. */
    public void refuse(HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail)
            throws IOException {
        Access access = Access.to(
                        "http." + request.getMethod().toLowerCase(Locale.ROOT),
                        "path",
                        printable(request.getRequestURI()))
                .from(request.getRemoteAddr());
        tell(caller(), access, type);
        answer(response, type, detail);
    }

    /** For refusals that name their own object, such as a login. A ledger that is away never lets anybody in. */
    public void tell(@Nullable Caller caller, Access access, ProblemType type) {
        try {
            audit.refused(caller, access, type);
        } catch (RuntimeException e) {
            log.error("A refusal could not be written to the ledger: {} {}", type, e.getMessage());
        }
    }

    /** A mistake or an outage: answered only. */
    public void answer(HttpServletResponse response, ProblemType type, String detail) throws IOException {
        if (response.isCommitted()) return;
        response.resetBuffer();
        response.setStatus(type.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (type == ProblemType.UNAVAILABLE) response.setHeader(HttpHeaders.RETRY_AFTER, "2");
        response.getOutputStream().write(body(type, detail));
    }

    public byte[] body(ProblemType type, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(type.status()), detail);
        problem.setType(type.uri());
        problem.setTitle(type.title());
        return json.writeValueAsBytes(problem);
    }

    private @Nullable Caller caller() {
        try {
            Optional<Caller> caller =
                    accounts.callerOf(SecurityContextHolder.getContext().getAuthentication());
            return caller.orElse(null);
        } catch (RuntimeException e) {
            return null; // the accounts are away: the row says anonymous
        }
    }

    private static String printable(String path) {
        String plain = path.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_PATH ? plain : plain.substring(0, LONGEST_PATH);
    }
}
