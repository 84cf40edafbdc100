package metro.cctv.analytics.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionProgressTest {
    private static final TopicPartition PARTITION = new TopicPartition("frames", 0);

    private final PartitionProgress progress = new PartitionProgress();

    /** Offsets that were taken and that were handled, in this order; how far it may be committed. */
    @ParameterizedTest
    @CsvSource({
        "7, '', 7",
        "7, 7, 8",
        "7 8 9, 9, 7",
        "7 8 9, 9 7, 8",
        "7 8 9, 9 8, 7",
        "7 8 9, 8 9 7, 10",
        "7 12 13, 7 13, 12",
        "7 12, 12 7, 13"
    })
    void itGoesAsFarAsTheOldestThatIsOpen(String taken, String handled, long committed) {
        for (String offset : taken.split(" ")) progress.taken(PARTITION, Long.parseLong(offset));
        for (String offset : handled.isEmpty() ? new String[0] : handled.split(" "))
            progress.handled(PARTITION, Long.parseLong(offset), List.of());
        assertThat(progress.due()).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(committed)));
    }

    @Test
    void whatIsCommittedIsDueNoMore_andWhatIsGivenAwayIsForgotten() {
        progress.taken(PARTITION, 7);
        progress.handled(PARTITION, 7, List.of());
        progress.committed(progress.due());
        assertThat(progress.due()).isEmpty();
        progress.taken(PARTITION, 8);
        progress.forget(PARTITION);
        progress.handled(PARTITION, 8, List.of());
        assertThat(progress.due()).isEmpty();
    }
}
