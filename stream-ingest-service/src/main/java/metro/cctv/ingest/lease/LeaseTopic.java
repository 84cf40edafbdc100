package metro.cctv.ingest.lease;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import metro.cctv.contracts.lease.IngestLease;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic of leases: a partition a slot. */
final class LeaseTopic {
    private static final Logger log = LoggerFactory.getLogger(LeaseTopic.class);
    private static final long ANSWER_WITHIN_MS = 3_000;

    private LeaseTopic() {}

    /** Makes it where it is missing. @return whether it is there; false when Kafka cannot be asked now */
    static boolean isMade(Map<String, Object> kafka) throws InterruptedException {
        try {
            return isMade(Admin.create(kafka));
        } catch (RuntimeException e) {
            log.debug("Kafka cannot be reached now: {}", e.toString());
            return false;
        }
    }

    private static boolean isMade(Admin admin) throws InterruptedException {
        try {
            var topic = new NewTopic(IngestLease.TOPIC, Optional.of(IngestLease.SLOTS), Optional.empty())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            admin.createTopics(List.of(topic)).all().get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) return true;
            log.debug("the topic of leases cannot be made now: {}", e.toString());
            return false;
        } catch (TimeoutException e) {
            log.debug("the topic of leases cannot be made now: {}", e.toString());
            return false;
        } finally {
            admin.close(Duration.ZERO);
        }
    }
}
