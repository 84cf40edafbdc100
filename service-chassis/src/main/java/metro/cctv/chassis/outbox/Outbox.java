package metro.cctv.chassis.outbox;

import java.sql.Types;
import java.util.List;
import java.util.function.Function;
import metro.cctv.chassis.messaging.EventJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Events commit together with the tables they speak of, and are sent after the commit, at least once. */
public class Outbox {
    private static final String INSERT = "insert into outbox (topic, key, value) values (?, ?, ?)";

    private final JdbcClient jdbc;
    private final OutboxRelay relay;

    Outbox(JdbcClient jdbc, OutboxRelay relay) {
        this.jdbc = jdbc;
        this.relay = relay;
    }

    public void add(String topic, String key, Object event) {
        insert(topic, key, EventJson.MAPPER.writeValueAsBytes(event));
    }

    /** Many events of one topic, in the order of the list. */
    public <T> void addAll(String topic, List<T> things, Function<T, String> key, Function<T, Object> event) {
        if (things.isEmpty()) return;
        String[] keys = things.stream().map(key).toArray(String[]::new);
        String[] values = things.stream()
                .map(t -> EventJson.MAPPER.writeValueAsString(event.apply(t)))
                .toArray(String[]::new);
        jdbc.sql("""
                        insert into outbox (topic, key, value)
                        select ?, p.key, convert_to(p.value, 'UTF8') from unnest(?::text[], ?::text[]) with ordinality
                          as p(key, value, n) order by p.n
                        """).params(topic, keys, values).update();
        wake();
    }

    /** For compacted topics: the key is gone. */
    public void addTombstone(String topic, String key) {
        insert(topic, key, null);
    }

    private void insert(String topic, String key, byte @Nullable [] value) {
        jdbc.sql(INSERT)
                .param(topic)
                .param(key)
                .param(new SqlParameterValue(Types.BINARY, value))
                .update();
        wake();
    }

    private void wake() {
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
