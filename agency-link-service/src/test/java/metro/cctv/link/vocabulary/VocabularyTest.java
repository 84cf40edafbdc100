package metro.cctv.link.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.link.vocabulary.Vocabulary.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

/** The file that is shipped, not a copy of it. */
class VocabularyTest {
    private static final Vocabulary SHIPPED = shipped();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            불났다,               FIRE,         DISASTER_FIRE
            화재가 났다,          FIRE,         DISASTER_FIRE
            fire,                 FIRE,         DISASTER_FIRE
            FIRE,                 FIRE,         DISASTER_FIRE
            건물에 불이 났어요!,  FIRE,         DISASTER_FIRE
            차가 추돌하고 불났다, FIRE,         DISASTER_FIRE
            편의점 강도,          ROBBERY,      FIVE_MAJOR_CRIMES
            armed robbery,        ROBBERY,      FIVE_MAJOR_CRIMES
            칼에 찔렸어요,        MURDER,       FIVE_MAJOR_CRIMES
            sexual-crime,         SEXUAL_CRIME, FIVE_MAJOR_CRIMES
            싸움이 났다,          ASSAULT,      FIVE_MAJOR_CRIMES
            납치 의심,            KIDNAP,       FIVE_MAJOR_CRIMES
            다리 난간에 서 있다,  SUICIDE_RISK, SAFETY_RESPONSE
            교통 사고,            TRAFFIC,      SAFETY_RESPONSE
            치매 노인 실종,       MISSING,      SAFETY_RESPONSE
            사람이 쓰러졌다,      MEDICAL,      SAFETY_RESPONSE
            학생들이 담배를 핀다, JUVENILE,     JUVENILE
            쓰레기 무단투기,      DUMPING,      MINOR_OFFENCE
            가로등 고장,          FACILITY,     OTHER
            구급,                 MEDICAL,      SAFETY_RESPONSE
            이상한 소리,          OTHER,        OTHER
            불편 신고,            OTHER,        OTHER
            ignition key lost,    OTHER,        OTHER
            """)
    void wordsBecomeAKindAndAClass(String phrase, IncidentKind kind, StatisticsClass counted) {
        assertThat(SHIPPED.kindOf(phrase)).isEqualTo(kind);
        assertThat(SHIPPED.classOf(kind)).isEqualTo(counted);
    }

    @ParameterizedTest
    @EnumSource(IncidentKind.class)
    void everyKindIsFoundByItsNamesAndAllItsPhrases(IncidentKind kind) {
        Word word = SHIPPED.kinds().get(kind);
        assertThat(word).isNotNull();
        assertThat(SHIPPED.kindOf(kind.name().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(kind);
        assertThat(SHIPPED.kindOf(word.korean())).isEqualTo(kind);
        assertThat(word.phrases())
                .allSatisfy(phrase -> assertThat(SHIPPED.kindOf(phrase)).isEqualTo(kind));
    }

    @Test
    void everyClassIsUsed() {
        assertThat(SHIPPED.kinds().values()).extracting(Word::statistics).contains(StatisticsClass.values());
    }

    @Test
    void aKindThatIsMissingOrAPhraseThatIsNeverFoundStopsTheStart() {
        Map<IncidentKind, Word> without = new HashMap<>(SHIPPED.kinds());
        without.remove(IncidentKind.FIRE);
        assertThatThrownBy(() -> new Vocabulary(without)).hasMessageContaining("FIRE is missing");

        Map<IncidentKind, Word> spaced = new EnumMap<>(SHIPPED.kinds());
        spaced.put(IncidentKind.FIRE, new Word("화재", StatisticsClass.DISASTER_FIRE, List.of("불 났다")));
        assertThatThrownBy(() -> new Vocabulary(spaced)).hasMessageContaining("불났다");
    }

    private static Vocabulary shipped() {
        try {
            var sources = new MutablePropertySources();
            new YamlPropertySourceLoader()
                    .load("vocabulary", new ClassPathResource("vocabulary.yml"))
                    .forEach(sources::addLast);
            return new Binder(ConfigurationPropertySources.from(sources))
                    .bind("cctv.link.vocabulary", Vocabulary.class)
                    .get();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
