package metro.cctv.chassis.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.DatabindException;

/** Every failure of a controller becomes an RFC 9457 problem of our types. First in order: Boot's advice has no types. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final AuditTrail audit;

    public ProblemAdvice(AuditTrail audit) {
        this.audit = audit;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ProblemException e, HttpServletRequest request) {
        audit.refused(request, e.type());
        ProblemDetail body = ProblemWriter.body(e.type(), e.detail());
        e.properties().forEach(body::setProperty);
        return answer(body);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(IllegalArgumentException e) {
        return answer(ProblemWriter.body(ProblemType.INVALID_FIELD, String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ConstraintViolationException e) {
        return answer(ProblemWriter.body(ProblemType.INVALID_FIELD, String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(OptimisticLockingFailureException e) {
        return answer(ProblemWriter.body(ProblemType.CONFLICT, "Somebody changed it first; read it again."));
    }

    /** A connection that is cut in the middle shows as a commit or rollback that failed. */
    @ExceptionHandler({
        CannotCreateTransactionException.class,
        TransactionSystemException.class,
        DataAccessResourceFailureException.class,
        QueryTimeoutException.class
    })
    ResponseEntity<ProblemDetail> onStoreAway(Exception e) {
        log.warn("The database is away: {}", e.getMessage());
        ProblemDetail body = ProblemWriter.body(ProblemType.UNAVAILABLE, "The database is away; try again shortly.");
        return ResponseEntity.status(body.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .body(body);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Exception e) {
        String reference = UUID.randomUUID().toString();
        log.error("Unexpected, reference {}", reference, e);
        return answer(ProblemWriter.body(ProblemType.INTERNAL, "Unexpected; our log has it under " + reference + "."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (FieldError error : e.getBindingResult().getFieldErrors())
            fields.put(error.getField(), String.valueOf(error.getDefaultMessage()));
        ProblemDetail body =
                ProblemWriter.body(ProblemType.INVALID_FIELD, "Wrong: " + String.join(", ", fields.keySet()));
        body.setProperty("fields", fields);
        return ResponseEntity.unprocessableContent()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    /** Names the field that does not fit; a record that refuses its values says why itself. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemException refusal = e.getCause() instanceof DatabindException wrong
                ? JsonRefusal.of(wrong)
                : new ProblemException(ProblemType.BAD_REQUEST, "The body is no JSON we can read.");
        ProblemDetail body = ProblemWriter.body(refusal.type(), refusal.detail());
        return ResponseEntity.status(body.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    /** Spring's own refusals keep their status and words, and get a type of ours. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (request instanceof ServletWebRequest web
                && web.getResponse() != null
                && web.getResponse().isCommitted()) return null;
        ProblemType type = switch (status.value()) {
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 413 -> ProblemType.TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA;
            case 503 -> ProblemType.UNAVAILABLE;
            default -> status.is4xxClientError() ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL;
        };
        ProblemDetail given =
                body instanceof ProblemDetail told ? told : e instanceof ErrorResponse r ? r.getBody() : null;
        String detail = given != null && given.getDetail() != null ? given.getDetail() : type.title();
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemWriter.body(type, detail));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail body) {
        return ResponseEntity.status(body.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(body);
    }
}
