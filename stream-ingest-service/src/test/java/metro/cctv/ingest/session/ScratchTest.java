package metro.cctv.ingest.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScratchTest {
    @ParameterizedTest
    @CsvSource({"0, 65536", "1, 65536", "65536, 65536", "65537, 131072", "200000, 262144", "4194304, 4194304"})
    void givesRoomOfTheNextPowerOfTwo(int asked, int given) {
        assertThat(Scratch.take(asked)).hasSize(given);
    }

    @Test
    void whatWasGivenBackIsTakenAgain() {
        byte[] room = Scratch.take(300_000);
        Scratch.give(room);
        assertThat(Scratch.take(262_145)).isSameAs(room);
        assertThat(Scratch.take(262_145)).isNotSameAs(room);
    }

    @Test
    void nobodyGetsMoreThanAPictureMayHave() {
        assertThatThrownBy(() -> Scratch.take(PictureAssembly.MAX_BYTES + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
