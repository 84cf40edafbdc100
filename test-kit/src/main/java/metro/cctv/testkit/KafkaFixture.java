package metro.cctv.testkit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** One real KRaft broker per test JVM. */
@TestConfiguration(proxyBeanMethods = false)
public class KafkaFixture {
    private static @Nullable EmbeddedKafkaKraftBroker broker;

    public static synchronized EmbeddedKafkaKraftBroker broker() {
        if (broker == null) {
            broker = start();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
        }
        return broker;
    }

    /** One of the caller's own, for a second process that must not share consumer groups with this JVM; destroy it. */
    public static EmbeddedKafkaKraftBroker start() {
        var fresh = new EmbeddedKafkaKraftBroker(1, 1);
        fresh.brokerProperties(Map.of(
                "auto.create.topics.enable", "false",
                "offsets.topic.num.partitions", "4",
                "group.initial.rebalance.delay.ms", "0"));
        fresh.afterPropertiesSet();
        return fresh;
    }

    @Bean
    KafkaConnectionDetails kafka() {
        List<String> servers = List.of(broker().getBrokersAsString().split(","));
        return new KafkaConnectionDetails() {
            @Override
            public List<String> getBootstrapServers() {
                return servers;
            }
        };
    }
}
