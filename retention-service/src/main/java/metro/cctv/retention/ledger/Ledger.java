package metro.cctv.retention.ledger;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import metro.cctv.contracts.audit.AccessAudited;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Appends to the chain, one row at a time over all instances of this service. */
@Service
public class Ledger {
    private final JdbcClient jdbc;
    private final Clock clock;

    Ledger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Idempotent on the event's id. Commits with the caller's transaction, if there is one. */
    @Transactional(propagation = Propagation.REQUIRED)
    public void append(AccessAudited event) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(current_schema() || '.ledger'))")
                .query((row, n) -> n)
                .list();
        boolean known = jdbc.sql("select exists (select from ledger where audit_id = ?)")
                .param(event.auditId())
                .query(Boolean.class)
                .single();
        if (known) return;
        Head head = jdbc.sql("select seq, hash from ledger_head")
                .query((row, n) -> new Head(row.getLong(1), row.getBytes(2)))
                .single();
        String body = LedgerChain.canonical(event);
        byte[] hash = LedgerChain.next(head.hash(), body);
        jdbc.sql("insert into ledger (seq, audit_id, recorded_at, body, hash, at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        head.seq() + 1,
                        event.auditId(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        body,
                        hash,
                        event.at().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("update ledger_head set seq = ?, hash = ?")
                .params(head.seq() + 1, hash)
                .update();
    }

    record Head(long seq, byte[] hash) {}
}
