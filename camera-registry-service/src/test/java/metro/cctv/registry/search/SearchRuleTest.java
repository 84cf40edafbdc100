package metro.cctv.registry.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRuleTest {
    @ParameterizedTest
    @CsvSource({
        "시청역 3번, 시청역3번, ㅅㅊㅇ3ㅂ",
        "City HALL-2, cityhall2, cityhall2",
        "쌍둥이 까치, 쌍둥이까치, ㅆㄷㅇㄲㅊ",
        "CCTV_힣·가, cctv힣가, cctvㅎㄱ"
    })
    void foldsAndTakesFirstConsonants(String name, String folded, String initials) {
        assertThat(SearchRule.fold(name)).isEqualTo(folded);
        assertThat(SearchRule.initialsOf(folded)).isEqualTo(initials);
    }

    @Test
    void composedOrNotIsTheSame() {
        String typed = Normalizer.normalize("시청 ", Normalizer.Form.NFD);
        assertThat(SearchRule.read(typed).whole()).isEqualTo("시청");
        assertThat(SearchRule.read("\u1109\u110e").whole()).isEqualTo("ㅅㅊ");
    }

    @ParameterizedTest
    @CsvSource({"ㅅㅊ, 시청, true", "시ㅊ, 시청, true", "시ㅊ, 사청, false", "ㅅㅊ, 수창, true", "ㄱ1, 가1, true"})
    void aBareConsonantStandsForItsSyllables(String typed, String name, boolean fits) {
        var wanted = SearchRule.read(typed);
        assertThat(wanted.initials()).isTrue();
        assertThat(name.matches(wanted.pattern())).isEqualTo(fits);
        assertThat(SearchRule.initialsOf(name).equals(wanted.key()) || !fits).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "%", "___", "\\", "';--", "\u0000", "!!!"})
    void nothingIsNotSearched(String typed) {
        assertThatThrownBy(() -> SearchRule.read(typed)).hasMessage("q: a letter or a digit is needed");
    }

    @Test
    void pairsOfNeighbours() {
        assertThat(SearchRule.pairs(List.of("시청역", "시청"))).containsExactly("시청", "청역");
        assertThat(SearchRule.pairs(List.of("시"))).isEmpty();
    }
}
