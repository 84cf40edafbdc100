package metro.cctv.registry.zone;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import metro.cctv.contracts.camera.WatchHours;

/** Which hours a zone may have: none is watched twice, for nobody could say afterwards which of them counted. */
final class HoursRule {
    private static final int DAY_S = 24 * 60 * 60;
    private static final int WEEK_S = 7 * DAY_S;
    static final int MIN_WINDOW_S = 60;

    private HoursRule() {}

    /** @param fromS seconds since Monday 00:00; @param toS at most a day later, perhaps in the next week */
    private record Span(int window, int fromS, int toS) {}

    static Optional<String> objection(List<WatchHours> schedule) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < schedule.size(); i++) {
            WatchHours hours = schedule.get(i);
            int lasts = Math.floorMod(hours.to().toSecondOfDay() - hours.from().toSecondOfDay(), DAY_S);
            if (hours.from().getNano() != 0 || hours.to().getNano() != 0)
                return Optional.of("schedule[" + i + "]: whole seconds");
            if (lasts != 0 && lasts < MIN_WINDOW_S) return Optional.of("schedule[" + i + "]: at least a minute");
            for (DayOfWeek day : hours.days()) {
                int from = (day.getValue() - 1) * DAY_S + hours.from().toSecondOfDay();
                spans.add(new Span(i, from, from + (lasts == 0 ? DAY_S : lasts)));
            }
        }
        return overlap(spans);
    }

    private static Optional<String> overlap(List<Span> spans) {
        spans.sort(Comparator.comparingInt(Span::fromS));
        for (int i = 0; i < spans.size(); i++) {
            Span one = spans.get(i);
            boolean last = i == spans.size() - 1;
            Span next = spans.get(last ? 0 : i + 1);
            if (spans.size() == 1 || one.toS() <= next.fromS() + (last ? WEEK_S : 0)) continue;
            return Optional.of(
                    one.window() == next.window()
                            ? "schedule[" + one.window() + "]: it runs into itself the next day"
                            : "schedule[" + Math.max(one.window(), next.window()) + "]: overlaps schedule["
                                    + Math.min(one.window(), next.window()) + "]");
        }
        return Optional.empty();
    }

    /** Whether there is a moment at which both are watched; an empty one is always. */
    static boolean meet(List<WatchHours> one, List<WatchHours> other) {
        if (one.isEmpty() || other.isEmpty()) return true;
        List<WatchHours> both = new ArrayList<>(one);
        both.addAll(other);
        return objection(both).isPresent();
    }
}
