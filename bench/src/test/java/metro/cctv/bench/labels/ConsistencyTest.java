package metro.cctv.bench.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metro.cctv.bench.labels.Consistency.Label;
import metro.cctv.bench.labels.Consistency.Seen;
import metro.cctv.contracts.detection.ObjectClass;
import org.junit.jupiter.api.Test;

class ConsistencyTest {
    @Test
    void aMissedFrameOfASureTrackIsFilledIn() {
        List<Seen> seen = new ArrayList<>();
        for (int frame : new int[] {0, 1, 2, 5, 6}) seen.add(person(1, frame, 0.8, 10.0 * frame));

        Map<Integer, List<Label>> labels = Consistency.of(seen);

        assertThat(labels.keySet()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(labels.get(4)).hasSize(1);
        assertThat(labels.get(4).getFirst().sure()).isTrue();
        assertThat(labels.get(4).getFirst().box()).containsExactly(40, 0, 10, 30);
    }

    @Test
    void aLongGapStaysOne() {
        List<Seen> seen = new ArrayList<>();
        for (int frame : new int[] {0, 1, 2, 20, 21}) seen.add(person(1, frame, 0.8, 0));

        assertThat(Consistency.of(seen).keySet()).containsExactly(0, 1, 2, 20, 21);
    }

    @Test
    void whatIsSeenSeldomOrWeaklyIsUnsure() {
        List<Seen> seen = new ArrayList<>();
        for (int frame = 0; frame < 4; frame++) seen.add(person(1, frame, 0.9, 0));
        for (int frame = 0; frame < 20; frame++) seen.add(person(2, frame, 0.3, 200));

        assertThat(Consistency.of(seen).values())
                .allSatisfy(labels -> assertThat(labels).isNotEmpty().noneMatch(Label::sure));
    }

    @Test
    void aRiderBelongsToTheMachine() {
        List<Seen> seen = new ArrayList<>();
        for (int frame = 0; frame < 6; frame++) {
            seen.add(new Seen(frame, 1, ObjectClass.BICYCLE, 0.8, 0, 20, 20, 15));
            seen.add(new Seen(frame, 2, ObjectClass.PERSON, 0.8, 4, 0, 10, 30));
            seen.add(person(3, frame, 0.8, 100));
        }

        List<Label> labels = Consistency.of(seen).get(3);

        assertThat(labels).extracting(Label::label).containsExactly(ObjectClass.BICYCLE, ObjectClass.PERSON);
        assertThat(labels.getFirst().box()).containsExactly(0, 0, 20, 35);
        assertThat(labels.getLast().box()[0]).isEqualTo(100);
    }

    private static Seen person(long track, int frame, double score, double left) {
        return new Seen(frame, track, ObjectClass.PERSON, score, left, 0, 10, 30);
    }
}
