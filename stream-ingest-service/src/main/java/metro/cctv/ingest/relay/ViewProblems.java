package metro.cctv.ingest.relay;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refused views as problems. The door has told the ledger {@code live.view}: no second row by the general advice. */
@RestControllerAdvice(assignableTypes = {LiveController.class, SightController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ViewProblems {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ViewRefused e) {
        return ResponseEntity.status(e.type().status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(body(e));
    }

    public static ProblemDetail body(ViewRefused e) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(e.type().status()), e.detail());
        problem.setType(e.type().uri());
        problem.setTitle(e.type().title());
        return problem;
    }
}
