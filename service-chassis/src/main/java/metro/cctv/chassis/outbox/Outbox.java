package metro.cctv.chassis.outbox;

import java.sql.Types;
import metro.cctv.chassis.messaging.EventJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Events commit together with the tables they speak of, and are sent after the commit, at least once. */
public class Outbox {
    private final JdbcClient jdbc;
    private final OutboxRelay relay;

    Outbox(JdbcClient jdbc, OutboxRelay relay) {
        this.jdbc = jdbc;
        this.relay = relay;
    }

    public void add(String topic, String key, Object event) {
        insert(topic, key, EventJson.MAPPER.writeValueAsBytes(event));
    }

    /** For compacted topics: the key is gone. */
    public void addTombstone(String topic, String key) {
        insert(topic, key, null);
    }

    private void insert(String topic, String key, byte @Nullable [] value) {
        jdbc.sql("insert into outbox (topic, key, value) values (?, ?, ?)")
                .param(topic)
                .param(key)
                .param(new SqlParameterValue(Types.BINARY, value))
                .update();
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            relay.wake();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                relay.wake();
            }
        });
    }
}
