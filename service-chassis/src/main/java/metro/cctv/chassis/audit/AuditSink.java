package metro.cctv.chassis.audit;

import java.util.List;
import metro.cctv.contracts.audit.AccessAudited;

/** Where ledger rows wait until Kafka has them: the outbox where there is a database, else a spool on disk. */
public interface AuditSink {
    /** Returns when the row survives a crash. */
    void store(AccessAudited row);

    /** As {@link #store}, but where there is a transaction the row commits or falls with it. */
    default void storeTogether(AccessAudited row) {
        store(row);
    }

    /** In the order of the list. */
    default void storeTogether(List<AccessAudited> rows) {
        rows.forEach(this::storeTogether);
    }
}
