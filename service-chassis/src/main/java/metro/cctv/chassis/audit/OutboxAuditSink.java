package metro.cctv.chassis.audit;

import java.util.List;
import metro.cctv.chassis.outbox.Outbox;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.audit.AccessAudited;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** In a transaction of its own: a refusal rolls the caller's back and must stay in the ledger. */
class OutboxAuditSink implements AuditSink {
    private final Outbox outbox;
    private final TransactionTemplate own;

    OutboxAuditSink(Outbox outbox, PlatformTransactionManager transactions) {
        this.outbox = outbox;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void store(AccessAudited row) {
        own.executeWithoutResult(status -> outbox.add(Topics.AUDIT, row.objectId(), row));
    }

    @Override
    public void storeTogether(AccessAudited row) {
        outbox.add(Topics.AUDIT, row.objectId(), row);
    }

    @Override
    public void storeTogether(List<AccessAudited> rows) {
        outbox.addAll(Topics.AUDIT, rows, AccessAudited::objectId, row -> row);
    }
}
