package metro.cctv.retention.ledger;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.util.List;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Page;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.audit.AccessAudited;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/ledger}: everyone their own rows, leads their districts', managers their agency's, auditors all. */
@RestController
@RequestMapping("/api/ledger")
class LedgerController {
    private static final int MAX_LIMIT = 500;

    private final LedgerReader reader;
    private final LedgerVerifier verifier;
    private final AuditTrail audit;

    LedgerController(LedgerReader reader, LedgerVerifier verifier, AuditTrail audit) {
        this.reader = reader;
        this.verifier = verifier;
        this.audit = audit;
    }

    /** Newest first. Reading other people's rows is itself a row. */
    @GetMapping
    ResponseEntity<Page<Item>> list(
            @RequestParam @Nullable String action,
            @RequestParam @Nullable String subject,
            @RequestParam @Nullable String object,
            @RequestParam @Nullable OffsetDateTime from,
            @RequestParam @Nullable OffsetDateTime to,
            @RequestParam @Nullable Long cursor,
            @RequestParam(defaultValue = "100") int limit,
            Caller caller,
            HttpServletRequest request) {
        LedgerScope scope = LedgerScope.of(right(caller), caller.subject(), caller.districts(), caller.agency());
        if (scope instanceof LedgerScope.Nothing) throw forbidden();
        if (!(scope instanceof LedgerScope.Own) && cursor == null)
            audit.allowed(caller, Access.to("ledger.read", "ledger", "access").from(request.getRemoteAddr()));
        int wanted = Math.clamp(limit, 1, MAX_LIMIT);
        var search = new LedgerReader.Search(action, subject, object, from, to);
        List<LedgerReader.Row> rows = reader.read(scope, search, cursor == null ? Long.MAX_VALUE : cursor, wanted + 1);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(Page.of(rows, wanted, last -> Long.toString(last.seq()))
                        .map(row -> new Item(row.seq(), row.hash(), row.event())));
    }

    @GetMapping("/verify")
    ResponseEntity<LedgerVerifier.Verdict> verify(Caller caller, HttpServletRequest request) {
        if (right(caller) != Right.ALL) throw forbidden();
        audit.allowed(caller, Access.to("ledger.verify", "ledger", "access").from(request.getRemoteAddr()));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(verifier.verify());
    }

    private static Right right(Caller caller) {
        return AccessMatrix.right(caller.role(), Capability.AUDIT_LOG);
    }

    private static ProblemException forbidden() {
        return new ProblemException(ProblemType.FORBIDDEN, "This role may not read the ledger.");
    }

    /** @param hash of this row, which seals it and every row before it */
    record Item(long seq, String hash, @JsonUnwrapped AccessAudited event) {}
}
