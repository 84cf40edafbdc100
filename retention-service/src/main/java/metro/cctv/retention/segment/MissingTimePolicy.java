package metro.cctv.retention.segment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import metro.cctv.retention.segment.SegmentStore.Gap;

/**
 * When nothing was recorded, and why. A recorder tells the gap between two recordings of its own. Where it died and another one
 * took over (ADR 0026) nobody could; and what it tells when it has the camera back spans what the other one recorded.
 */
final class MissingTimePolicy {
    /** Shorter holes are jitter, as they are to ingest. */
    private static final Duration TOLERATED = Duration.ofSeconds(1);

    private static final String UNTOLD = "no recorder told why: it may have died, or another one took over";

    private record Span(Instant from, Instant to) {
        Span clip(Instant begin, Instant end) {
            return new Span(begin.isAfter(from) ? begin : from, end.isBefore(to) ? end : to);
        }

        boolean isJitter() {
            return Duration.between(from, to).compareTo(TOLERATED) <= 0;
        }
    }

    private MissingTimePolicy() {}

    /**
     * @param recorded in order of their start; the one before the asked time and the one after it too
     * @param told by recorders, in order of their beginning
     * @return in order, within the asked time: what was told and nobody recorded, and what lies between two recordings untold
     */
    static List<Gap> of(List<Segment> recorded, List<Gap> told, Instant from, Instant to) {
        var asked = new Span(from, to);
        List<Span> there = joined(
                recorded.stream().map(s -> new Span(s.startedAt(), s.endedAt())).toList());
        List<Span> explained =
                joined(told.stream().map(gap -> new Span(gap.from(), gap.to())).toList());
        List<Gap> missing = new ArrayList<>();
        for (Gap gap : told)
            for (Span left : outside(asked.clip(gap.from(), gap.to()), there))
                missing.add(new Gap(left.from, left.to, gap.cause(), gap.detail()));
        for (int i = 1; i < there.size(); i++)
            for (Span left : outside(asked.clip(there.get(i - 1).to, there.get(i).from), explained))
                missing.add(new Gap(left.from, left.to, GapCause.RECORDER.name(), UNTOLD));
        missing.sort(Comparator.comparing(Gap::from));
        return missing;
    }

    /** One for those that touch or overlap. */
    private static List<Span> joined(List<Span> inOrder) {
        List<Span> joined = new ArrayList<>();
        for (Span span : inOrder) {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || !new Span(last.to, span.from).isJitter()) joined.add(span);
            else if (span.to.isAfter(last.to)) joined.set(joined.size() - 1, new Span(last.from, span.to));
        }
        return joined;
    }

    /** What is left of it, but for jitter. */
    private static List<Span> outside(Span whole, List<Span> joined) {
        List<Span> left = new ArrayList<>();
        Instant at = whole.from;
        for (int i = firstEndingAfter(whole.from, joined); i < joined.size(); i++) {
            Span one = joined.get(i);
            if (!one.from.isBefore(whole.to)) break;
            left.add(new Span(at, one.from));
            at = one.to;
        }
        left.add(new Span(at, whole.to));
        left.removeIf(Span::isJitter);
        return left;
    }

    private static int firstEndingAfter(Instant moment, List<Span> joined) {
        int low = 0;
        int high = joined.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (joined.get(middle).to.isAfter(moment)) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
