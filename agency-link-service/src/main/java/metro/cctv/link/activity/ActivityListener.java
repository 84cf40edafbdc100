package metro.cctv.link.activity;

import java.util.List;
import metro.cctv.chassis.messaging.EventBatch;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.activity.ActivityCounted;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

@Component
class ActivityListener {
    private final ActivityStore store;
    private final TransactionOperations transaction;

    ActivityListener(ActivityStore store, TransactionOperations transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    /** One transaction a batch: an hour is closed and the next begun together. */
    @KafkaListener(topics = Topics.ACTIVITY, groupId = "link-activity", batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        EventBatch.take(
                records,
                record -> EventBatch.read(record.value(), ActivityCounted.class),
                news -> transaction.executeWithoutResult(status -> store.add(news)));
    }
}
