package metro.cctv.chassis.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import metro.cctv.chassis.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private record Key(Instant at, int n) {}

    private static Key key(String[] parts) {
        return new Key(Cursor.instant(parts[0]), Integer.parseInt(parts[1]));
    }

    @Test
    void aKeyComesBack() {
        Instant at = Instant.parse("2026-11-22T05:00:00.123456Z");
        assertThat(Cursor.read(Cursor.of(at, 7), 2, CursorTest::key)).isEqualTo(new Key(at, 7));
        String one = Cursor.read(Cursor.of("서구/a b"), 1, parts -> parts[0]);
        assertThat(one).isEqualTo("서구/a b");
        assertThat(Cursor.read(null, 2, CursorTest::key)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-22T05:00:00Z",
                "2026-11-22T05:00:00Z\n7\n8",
                "2026-11-22T05:00:00Z\nseven",
                "yesterday\n7",
                "+1000000000-01-01T00:00:00Z\n7",
                "1999-12-31T23:59:59Z\n7"
            })
    void whatIsNoKeyIsRefused(String text) {
        String cursor = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Cursor.read(cursor, 2, CursorTest::key))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cursor: not one of ours.");
        assertThatThrownBy(() -> Cursor.read("=" + cursor, 2, CursorTest::key)).isInstanceOf(ProblemException.class);
    }

    @Test
    void oneMoreThanWantedTellsThatTheListGoesOn() {
        assertThat(Page.of(List.of(1, 2, 3), 3, String::valueOf)).isEqualTo(new Page<>(List.of(1, 2, 3), null));
        Page<Integer> page = Page.of(List.of(1, 2, 3), 2, String::valueOf);
        assertThat(page).isEqualTo(new Page<>(List.of(1, 2), "2"));
        assertThat(page.map(n -> n * 10)).isEqualTo(new Page<>(List.of(10, 20), "2"));
    }
}
