package metro.cctv.chassis.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.listener.BatchListenerFailedException;

class EventBatchTest {
    private final List<String> kept = new ArrayList<>();

    @Test
    void oneWriteForAllOfThem() {
        List<Integer> sizes = new ArrayList<>();

        take(List.of("a", "b", "", "c"), news -> sizes.add(news.size()));

        assertThat(sizes).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad", "b-ad"})
    void whatTheStoreRefusesIsNamedAndThoseBeforeItAreKept(String refused) {
        assertThatThrownBy(() -> take(List.of("a", "", "b", refused, "c"), whole(news -> {
                    if (news.contains("bad")) throw new DataIntegrityViolationException("refused");
                    if (news.contains("b-ad")) throw new IllegalStateException("refused");
                })))
                .asInstanceOf(type(BatchListenerFailedException.class))
                .satisfies(e -> assertThat(e.getRecord().offset()).isEqualTo(3));
        assertThat(kept).containsExactly("a", "b");
    }

    @Test
    void aRefusedEventBeforeAnUnreadableOneIsNamedFirst() {
        assertThatThrownBy(() -> take(List.of("a", "bad", "poison", "c"), whole(news -> {
                    if (news.contains("bad")) throw new DataIntegrityViolationException("refused");
                })))
                .asInstanceOf(type(BatchListenerFailedException.class))
                .satisfies(e -> assertThat(e.getRecord().offset()).isEqualTo(1));
        assertThat(kept).containsExactly("a");
    }

    @Test
    void whatOnlyTheWholeBatchCannotIsKeptOneByOne() {
        take(List.of("a", "b", "c"), whole(news -> {
            if (news.size() > 1) throw new DataIntegrityViolationException("not together");
        }));

        assertThat(kept).containsExactly("a", "b", "c");
    }

    /** The handler waits with the first and asks for all again: nothing is tried alone meanwhile. */
    @Test
    void whileTheStoreIsAwayTheBatchWaits() {
        List<Integer> sizes = new ArrayList<>();

        assertThatThrownBy(() -> take(List.of("a", "b", "c"), news -> {
                    sizes.add(news.size());
                    throw new CannotAcquireLockException("away");
                }))
                .asInstanceOf(type(BatchListenerFailedException.class))
                .satisfies(e -> assertThat(e.getRecord().offset()).isZero());
        assertThat(sizes).containsExactly(3);
    }

    /** Like a transaction: what is refused leaves nothing. */
    private Consumer<List<String>> whole(Consumer<List<String>> check) {
        return news -> {
            check.accept(news);
            kept.addAll(news);
        };
    }

    private static void take(List<String> values, Consumer<List<String>> keep) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        for (String value : values)
            records.add(
                    new ConsumerRecord<>("topic", 0, records.size(), "key", value.getBytes(StandardCharsets.UTF_8)));
        EventBatch.take(
                records,
                record -> {
                    String read = new String(record.value(), StandardCharsets.UTF_8);
                    if (read.equals("poison")) throw new IllegalArgumentException("poison");
                    return read.isEmpty() ? null : read;
                },
                keep);
    }
}
