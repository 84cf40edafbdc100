package metro.cctv.registry.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import metro.cctv.contracts.camera.CameraPurpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurposeVocabularyTest {
    @ParameterizedTest
    @EnumSource(CameraPurpose.class)
    void theTenLegalValuesAreThemselves(CameraPurpose purpose) {
        for (String word :
                new String[] {purpose.name(), purpose.korean(), " " + purpose.korean() + " ", purpose.korean() + "용"})
            assertThat(PurposeVocabulary.read(word)).contains(new Purpose(purpose, null));
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(nullValues = "-", textBlock = """
            불법주정차,        TRAFFIC_ENFORCEMENT,      불법주정차
            불법 주·정차,      TRAFFIC_ENFORCEMENT,      불법 주·정차
            문화재,            FACILITY_MANAGEMENT,      문화재
            방범,              CRIME_PREVENTION,         방범
            어린이 보호구역,   CHILD_PROTECTION,         어린이 보호구역
            어린이 보호,       CHILD_PROTECTION,         -
            교통정보,          TRAFFIC_INFORMATION,      교통정보
            산불감시,          DISASTER,                 산불감시
            쓰레기 무단투기,   DUMPING_ENFORCEMENT,      쓰레기 무단투기
            차량번호인식,      VEHICLE_CRIME_PREVENTION, 차량번호인식
            재난·재해,         DISASTER,                 -
            """)
    void aliasesKeepTheirWord(String raw, CameraPurpose purpose, String subtype) {
        assertThat(PurposeVocabulary.read(raw)).contains(new Purpose(purpose, subtype));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "용", "SPYING", "crime_prevention", "감시", "생활방범과 교통단속", "?", "1"})
    void doubtIsNoPurpose(String raw) {
        assertThat(PurposeVocabulary.read(raw)).isEmpty();
    }

    @Test
    void decomposedHangulIsTheSameWord() {
        assertThat(PurposeVocabulary.read(Normalizer.normalize("생활방범", Normalizer.Form.NFD)))
                .contains(new Purpose(CameraPurpose.CRIME_PREVENTION, null));
    }
}
