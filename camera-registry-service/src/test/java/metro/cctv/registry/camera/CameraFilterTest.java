package metro.cctv.registry.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraFilterTest {
    @ParameterizedTest
    @CsvSource({
        "ㅂㄹㅁ, %ㅂㄹㅁ%",
        "' ㅂ ㄹㅁ ', %ㅂㄹㅁ%",
        "ㅃ, %ㅃ%",
        "보라매,",
        "보ㄹ,",
        "DJ-SEO,",
        "ㅏ,",
        "'',",
        ",",
    })
    void firstConsonantsAndNothingElseAreInitials(String text, String pattern) {
        assertThat(new CameraFilter(null, null, null, null, null, null, text).initials())
                .isEqualTo(pattern);
    }
}
