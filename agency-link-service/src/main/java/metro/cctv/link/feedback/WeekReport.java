package metro.cctv.link.feedback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.link.feedback.FeedbackStore.Labelled;
import metro.cctv.link.feedback.FeedbackStore.Watched;
import metro.cctv.link.feedback.ThresholdAdviceRule.Advice;
import metro.cctv.link.feedback.ThresholdAdviceRule.Example;
import org.jspecify.annotations.Nullable;

/**
 * False alarms of a week by camera, zone and behaviour, the most first.
 *
 * @param week e.g. 2026-W47, Monday to Sunday in the city
 * @param whole false: more alerts were raised, or decided on in the weeks of the advice, than are counted here
 */
record WeekReport(String week, boolean whole, Counts total, List<Line> items) {

    /** @param falseShare of those that were decided as real or not, 0 to 1; null: none was */
    record Counts(
            int raised,
            int real,
            int falseAlarms,
            int ordinary,
            int aside,
            int open,
            @Nullable Double falseShare) {
        static Counts of(List<Labelled> labelled) {
            int real = count(labelled, Verdict.REAL);
            int wrong = count(labelled, Verdict.FALSE);
            int ordinary = count(labelled, Verdict.ORDINARY);
            int aside = count(labelled, Verdict.DUPLICATE) + count(labelled, Verdict.TEST);
            int judged = real + wrong + ordinary;
            Double share = judged == 0 ? null : Math.round(1000.0 * (wrong + ordinary) / judged) / 1000.0;
            return new Counts(labelled.size(), real, wrong, ordinary, aside, count(labelled, Verdict.OPEN), share);
        }

        private static int count(List<Labelled> labelled, Verdict verdict) {
            return (int)
                    labelled.stream().filter(one -> one.verdict() == verdict).count();
        }
    }

    /** @param advice by what was decided in the last weeks */
    record Line(
            String cameraId,
            @Nullable String cameraName,
            String districtCode,
            String zoneId,
            String zoneName,
            String behaviour,
            Counts counts,
            Advice advice) {}

    /** @param earlier of the weeks that the advice rests on, this one included */
    static WeekReport of(String week, List<Labelled> raised, List<Labelled> earlier, boolean whole) {
        Map<Watched, List<Labelled>> byPlace = new LinkedHashMap<>();
        for (Labelled one : raised)
            byPlace.computeIfAbsent(one.watched(), where -> new ArrayList<>()).add(one);
        Map<Watched, List<Example>> examples = FeedbackStore.examples(earlier);
        List<Line> lines = byPlace.entrySet().stream()
                .map(place -> line(place.getKey(), place.getValue(), examples))
                .sorted(Comparator.comparingInt((Line line) ->
                                line.counts().falseAlarms() + line.counts().ordinary())
                        .reversed()
                        .thenComparing(Line::cameraId)
                        .thenComparing(Line::zoneId)
                        .thenComparing(Line::behaviour))
                .toList();
        return new WeekReport(week, whole, Counts.of(raised), lines);
    }

    private static Line line(Watched where, List<Labelled> raised, Map<Watched, List<Example>> examples) {
        return new Line(
                where.cameraId(),
                raised.getFirst().cameraName(),
                where.districtCode(),
                where.zoneId(),
                where.zoneName(),
                where.behaviour(),
                Counts.of(raised),
                ThresholdAdviceRule.advise(
                        Behaviour.valueOf(where.behaviour()), examples.getOrDefault(where, List.of())));
    }
}
