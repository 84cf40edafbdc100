package metro.cctv.retention.ledger;

import metro.cctv.contracts.Topics;
import metro.cctv.contracts.audit.AccessAudited;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class LedgerListener {
    private final Ledger ledger;

    LedgerListener(Ledger ledger) {
        this.ledger = ledger;
    }

    @KafkaListener(topics = Topics.AUDIT, groupId = "retention-ledger")
    void on(AccessAudited event) {
        ledger.append(event);
    }
}
