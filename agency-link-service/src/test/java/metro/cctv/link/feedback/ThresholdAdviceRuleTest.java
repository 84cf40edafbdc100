package metro.cctv.link.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.link.feedback.ThresholdAdviceRule.Advice;
import metro.cctv.link.feedback.ThresholdAdviceRule.Example;
import metro.cctv.link.feedback.ThresholdAdviceRule.Word;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThresholdAdviceRuleTest {

    @ParameterizedTest(name = "true {0} x {1}, false {2} x {3}: {4} {5}")
    @CsvSource({
        // too little decided
        "10, 0.9,  9, 0.4, WAIT,  ,     0",
        "10, 0.9, 10, 0.4, RAISE, 0.45, 10",
        // too few false ones to care
        "40, 0.9,  4, 0.4, KEEP,  ,     0",
        "40, 0.9,  5, 0.4, RAISE, 0.45, 5",
        // no score tells them apart
        "20, 0.5, 20, 0.5, KEEP,  ,     0",
        "20, 0.4, 20, 0.9, KEEP,  ,     0",
        // only false ones: the zone itself is the question, and still the score that leaves them out is said
        " 0, 0.9, 20, 0.6, RAISE, 0.65, 20",
        // as certain as can be
        "20, 1.0, 20, 0.96, KEEP, ,     0"
    })
    void advice(
            int real,
            double realScore,
            int falseAlarms,
            double falseScore,
            Word word,
            @Nullable Double score,
            int less) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < real; i++) examples.add(new Example(realScore, true));
        for (int i = 0; i < falseAlarms; i++) examples.add(new Example(falseScore, false));
        Advice advice = ThresholdAdviceRule.advise(Behaviour.FIRE, examples);
        assertThat(advice.word()).isEqualTo(word);
        assertThat(advice.score()).isEqualTo(score);
        assertThat(advice.falseLess()).isEqualTo(less);
        assertThat(advice.real()).isEqualTo(real);
        assertThat(advice.falseAlarms()).isEqualTo(falseAlarms);
    }

    /** An untrue advice is worse than none: only zones for fire and smoke have a score to set. */
    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void whatCannotBeSetIsNotAdvised(Behaviour behaviour) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 20; i++) examples.add(new Example(0.9, true));
        for (int i = 0; i < 20; i++) examples.add(new Example(0.4, false));
        boolean canBeSet = behaviour == Behaviour.FIRE || behaviour == Behaviour.SMOKE;
        assertThat(ThresholdAdviceRule.advise(behaviour, examples).word()).isEqualTo(canBeSet ? Word.RAISE : Word.KEEP);
    }

    /** Of forty true ones two may be missed, not three. */
    @ParameterizedTest
    @CsvSource({"2, RAISE, 2", "3, KEEP, 0"})
    void oneInTwentyMayBeMissed(int weak, Word word, int missed) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 40; i++) examples.add(new Example(i < weak ? 0.3 : 0.9, true));
        for (int i = 0; i < 20; i++) examples.add(new Example(0.4, false));
        Advice advice = ThresholdAdviceRule.advise(Behaviour.FIRE, examples);
        assertThat(advice.word()).isEqualTo(word);
        assertThat(advice.realLess()).isEqualTo(missed);
    }
}
