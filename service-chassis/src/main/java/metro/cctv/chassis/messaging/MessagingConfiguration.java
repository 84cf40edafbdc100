package metro.cctv.chassis.messaging;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.converter.ByteArrayJacksonJsonMessageConverter;
import org.springframework.kafka.support.converter.ConversionException;
import org.springframework.kafka.support.converter.RecordMessageConverter;
import org.springframework.transaction.TransactionException;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Kafka for every service: values are bytes, read as JSON where a listener takes a record type. A message that cannot
 * be read or handled is parked in {@code <topic>-dlt}; while the database is away the listener waits, in order.
 */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(MessagingProperties.class)
public class MessagingConfiguration {

    @Bean
    RecordMessageConverter eventConverter() {
        return new ByteArrayJacksonJsonMessageConverter(EventJson.MAPPER);
    }

    @Bean
    EventPublisher eventPublisher(KafkaTemplate<String, byte[]> kafka) {
        return new EventPublisher(kafka);
    }

    /** Retries in place: retry topics would break the order of a camera. */
    @Bean
    DefaultErrorHandler deadLetters(KafkaTemplate<String, byte[]> kafka) {
        var park = new DeadLetterPublishingRecoverer(
                kafka, (failed, e) -> new TopicPartition(failed.topic() + Topics.DEAD_LETTER_SUFFIX, -1));
        var handler = new DefaultErrorHandler(park, threeTries());
        handler.addNotRetryableExceptions(IllegalArgumentException.class, ConversionException.class);
        BackOff patient = untilItComesBack();
        handler.setBackOffFunction((failed, e) -> isStoreAway(e) ? patient : null);
        return handler;
    }

    @Bean
    NewTopics topics(MessagingProperties messaging) {
        List<NewTopic> topics = new ArrayList<>();
        for (String name : Topics.ALL) {
            topics.add(TopicBuilder.name(name)
                    .partitions(messaging.partitions())
                    .replicas(messaging.replication())
                    .configs(configs(name, messaging))
                    .build());
            topics.add(TopicBuilder.name(name + Topics.DEAD_LETTER_SUFFIX)
                    .partitions(1)
                    .replicas(messaging.replication())
                    .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(deadRetention(name, messaging)))
                    .build());
        }
        return new NewTopics(topics.toArray(NewTopic[]::new));
    }

    /** A parked frame is a picture of a street: it stays no longer than somebody needs to look into it. */
    private static long deadRetention(String topic, MessagingProperties messaging) {
        return (topic.equals(Topics.FRAME) ? messaging.deadFrameRetention() : messaging.eventRetention()).toMillis();
    }

    private static Map<String, String> configs(String topic, MessagingProperties messaging) {
        if (Topics.COMPACTED.contains(topic))
            return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        if (topic.equals(Topics.FRAME))
            return Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                            Long.toString(messaging.frameRetention().toMillis()),
                    TopicConfig.RETENTION_BYTES_CONFIG,
                            Long.toString(messaging.frameBytes().toBytes()),
                    TopicConfig.SEGMENT_BYTES_CONFIG,
                            Long.toString(messaging.frameBytes().toBytes() / 8));
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(messaging.eventRetention().toMillis()));
    }

    private static BackOff threeTries() {
        var pause = new ExponentialBackOff(200, 3);
        pause.setMaxAttempts(3);
        return pause;
    }

    private static BackOff untilItComesBack() {
        var pause = new ExponentialBackOff(200, 2);
        pause.setMaxInterval(2_000);
        return pause;
    }

    /** An outage of the store is nobody's poison: parking the message would lose it. */
    static boolean isStoreAway(Throwable e) {
        Throwable cause = e;
        while (cause != null) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof TransactionException) return true;
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("08")) return true;
            cause = cause.getCause();
        }
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof java.net.ConnectException;
    }
}
