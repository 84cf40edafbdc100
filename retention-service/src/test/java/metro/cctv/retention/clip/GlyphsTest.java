package metro.cctv.retention.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GlyphsTest {
    @Test
    void everyLetterLooksDifferent() {
        Set<String> seen = new HashSet<>();
        for (char letter : Glyphs.letters().toCharArray()) {
            var dots = new StringBuilder();
            for (int row = 0; row < Glyphs.HEIGHT; row++)
                for (int column = 0; column < Glyphs.WIDTH; column++)
                    dots.append(Glyphs.isSet(letter, column, row) ? '#' : '.');
            assertThat(seen.add(dots.toString())).as("letter %s", letter).isTrue();
        }
        assertThat(seen).hasSize(43);
    }

    @Test
    void whatCannotBeDrawnIsAQuestionMark() {
        assertThat(Glyphs.drawable("car-112 한 C_1")).isEqualTo("CAR-112 ? C_1");
    }
}
