package metro.cctv.analytics.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A frame is its camera's letter and its number; one in lower case is not admitted. */
class FrameBatchTest {
    @ParameterizedTest
    @CsvSource({
        "1, A1 B1 A2, A1, B1 A2",
        "4, A1 B1 C1, A1 B1 C1, ''",
        "4, A1 A2 A3, A1, A2 A3",
        "4, A1 A2 B1 A3 C1 B2, A1 B1 C1, A2 A3 B2",
        "2, A1 A2 A3 B1 C1, A1 B1, A2 A3 C1",
        "4, a1 A2 B1, A2 B1, ''",
        "4, A1 a2 B1, A1 B1, a2",
        "2, a1 b1 A2 B2 C1, A2 B2, C1",
        "4, a1 b1, '', ''",
        "4, '', '', ''"
    })
    void theOldestOfEachCameraGoTogether(int most, String waiting, String together, String left) {
        Deque<String> frames = frames(waiting);
        List<String> batch = FrameBatch.take(frames, FrameBatchTest::camera, FrameBatchTest::isAdmitted, most);
        assertThat(String.join(" ", batch)).isEqualTo(together);
        assertThat(String.join(" ", frames)).isEqualTo(left);
    }

    /** Whatever one camera sends: nobody waits longer than for a round of all the others. */
    @Test
    void aCameraThatSendsManyHoldsNobodyBack() {
        Deque<String> frames = new ArrayDeque<>();
        for (int i = 1; i <= 20; i++) frames.add("A" + i);
        frames.addAll(List.of("B1", "C1", "B2", "D1"));
        Map<String, List<Integer>> turns = new HashMap<>();
        for (int turn = 0; !frames.isEmpty(); turn++)
            for (String frame : FrameBatch.take(frames, FrameBatchTest::camera, FrameBatchTest::isAdmitted, 2))
                turns.computeIfAbsent(camera(frame), c -> new ArrayList<>()).add(turn);
        assertThat(turns.get("A")).hasSize(20).isSorted().doesNotHaveDuplicates();
        assertThat(turns.get("B")).containsExactly(0, 2);
        assertThat(turns.get("C")).containsExactly(1);
        assertThat(turns.get("D")).containsExactly(3);
    }

    @Test
    void itCountsCamerasNotFrames() {
        assertThat(FrameBatch.cameras(frames("A1 A2 B1 A3"), FrameBatchTest::camera))
                .isEqualTo(2);
    }

    private static Deque<String> frames(String text) {
        return text.isEmpty() ? new ArrayDeque<>() : new ArrayDeque<>(Arrays.asList(text.split(" ")));
    }

    private static String camera(String frame) {
        return frame.substring(0, 1).toUpperCase(java.util.Locale.ROOT);
    }

    private static boolean isAdmitted(String frame) {
        return Character.isUpperCase(frame.charAt(0));
    }
}
