package metro.cctv.chassis.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;

/**
 * Many records of one topic in one write: a metro's cameras one by one cost a commit each. What cannot be read is named,
 * so that the error handler parks it alone after those before it were kept; while the store is away the batch waits.
 */
public final class EventBatch {

    private EventBatch() {}

    /**
     * @param read null: nothing to keep. {@link IllegalArgumentException}: poison
     * @param keep called at most once, with what was read before the first poison
     */
    public static <T> void take(
            List<ConsumerRecord<String, byte[]>> records,
            Function<ConsumerRecord<String, byte[]>, @Nullable T> read,
            Consumer<List<T>> keep) {
        List<T> news = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                T one = read.apply(record);
                if (one != null) news.add(one);
            } catch (IllegalArgumentException e) {
                keep(news, records, keep);
                throw new BatchListenerFailedException("not an event of " + record.topic(), e, record);
            }
        }
        keep(news, records, keep);
    }

    /** @throws IllegalArgumentException no such event; also of nothing */
    public static <T> T read(byte @Nullable [] value, Class<T> type) {
        T event = null;
        try {
            if (value != null) event = EventJson.MAPPER.readValue(value, type);
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName(), e);
        }
        if (event == null) throw new IllegalArgumentException("nothing, instead of a " + type.getSimpleName());
        return event;
    }

    /** The error handler asks a record's failure whether to be patient: it gets the first. */
    private static <T> void keep(List<T> news, List<ConsumerRecord<String, byte[]>> records, Consumer<List<T>> keep) {
        if (news.isEmpty()) return;
        try {
            keep.accept(news);
        } catch (DataAccessException | TransactionException e) {
            throw new BatchListenerFailedException("events cannot be kept now", e, records.getFirst());
        }
    }
}
