package metro.cctv.link.feedback;

import java.util.List;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Which score a zone's alerts of one behaviour should need, by what people decided on them. The score that leaves out the most
 * false ones while at most one in twenty of the true ones would be missed; of kinds of zones for which a score can be set. It advises; who draws zones decides.
 */
final class ThresholdAdviceRule {
    /** Fewer decisions say nothing; nor do fewer false ones than this ask for a change. */
    static final int LEAST_DECIDED = 20;

    static final int LEAST_FALSE = 5;
    private static final double MAY_MISS = 0.05;
    /** A step that leaves out less than a tenth of the false ones is not worth a change. */
    private static final double WORTH_IT = 0.1;

    private static final int STEP_PERCENT = 5;
    private static final int HIGHEST_PERCENT = 95;

    private ThresholdAdviceRule() {}

    /** @param score of the alert, 0 to 1; {@code real}: somebody acknowledged or escalated it */
    record Example(double score, boolean real) {}

    enum Word {
        /** Too little was decided. */
        WAIT,
        /** Few false ones, or no score tells them from the true ones, or none can be set. */
        KEEP,
        RAISE
    }

    /**
     * @param score that is advised; null unless {@code RAISE}
     * @param falseLess false alarms that it would have left out
     * @param realLess true ones that it would have missed
     */
    record Advice(Word word, @Nullable Double score, int real, int falseAlarms, int falseLess, int realLess) {}

    static Advice advise(Behaviour behaviour, List<Example> examples) {
        int real = (int) examples.stream().filter(Example::real).count();
        int falseAlarms = examples.size() - real;
        if (examples.size() < LEAST_DECIDED) return new Advice(Word.WAIT, null, real, falseAlarms, 0, 0);
        Advice best = new Advice(Word.KEEP, null, real, falseAlarms, 0, 0);
        if (falseAlarms < LEAST_FALSE || !hasScore(behaviour)) return best;
        for (int percent = STEP_PERCENT; percent <= HIGHEST_PERCENT; percent += STEP_PERCENT) {
            double score = percent / 100.0;
            int realLess = below(examples, score, true);
            int falseLess = below(examples, score, false);
            if (realLess > real * MAY_MISS || falseLess < falseAlarms * WORTH_IT) continue;
            if (falseLess > best.falseLess())
                best = new Advice(Word.RAISE, score, real, falseAlarms, falseLess, realLess);
        }
        return best;
    }

    /** Zones are named as the behaviour they raise. */
    private static boolean hasScore(Behaviour behaviour) {
        return Zone.Kind.valueOf(behaviour.name()).parameters().stream()
                .anyMatch(one -> one.name().equals(Zone.Kind.MIN_CONFIDENCE));
    }

    private static int below(List<Example> examples, double score, boolean real) {
        return (int) examples.stream()
                .filter(one -> one.real() == real && one.score() < score)
                .count();
    }
}
