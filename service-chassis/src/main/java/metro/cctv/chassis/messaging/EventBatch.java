package metro.cctv.chassis.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import tools.jackson.core.JacksonException;

/**
 * Many records of one topic in one write: a metro's cameras one by one cost a commit each. What cannot be read or kept is
 * named, so that the error handler parks it alone after those before it were kept; while the store is away the batch waits.
 */
public final class EventBatch {

    private EventBatch() {}

    /**
     * @param read null: nothing to keep. {@link IllegalArgumentException}: poison
     * @param keep safe to repeat; given what was read before the first poison, and each of it alone, in order, when it refuses all
     */
    public static <T> void take(
            List<ConsumerRecord<String, byte[]>> records,
            Function<ConsumerRecord<String, byte[]>, @Nullable T> read,
            Consumer<List<T>> keep) {
        List<News<T>> news = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                T one = read.apply(record);
                if (one != null) news.add(new News<>(record, one));
            } catch (IllegalArgumentException e) {
                keep(news, keep);
                throw new BatchListenerFailedException("not an event of " + record.topic(), e, record);
            }
        }
        keep(news, keep);
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

    private static <T> void keep(List<News<T>> news, Consumer<List<T>> keep) {
        if (news.isEmpty()) return;
        try {
            keep.accept(news.stream().map(News::event).toList());
        } catch (RuntimeException e) {
            // The error handler asks a record's failure whether to be patient: it gets the first.
            if (news.size() == 1 || MessagingConfiguration.isStoreAway(e)) throw failed(news.getFirst(), e);
            news.forEach(one -> keep(List.of(one), keep));
        }
    }

    private static BatchListenerFailedException failed(News<?> news, RuntimeException e) {
        return new BatchListenerFailedException("an event that cannot be kept", e, news.record());
    }

    private record News<T>(ConsumerRecord<String, byte[]> record, T event) {}
}
