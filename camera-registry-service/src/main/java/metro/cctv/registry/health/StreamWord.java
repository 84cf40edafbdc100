package metro.cctv.registry.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;

/**
 * What ingest last said of one stream.
 *
 * @param at when it said so, never later than our own clock when we heard it
 * @param changes when pictures began or ceased, the newest last
 * @param gaps when pictures came but were not recorded, the newest last
 */
record StreamWord(
        State state,
        String cause,
        String detail,
        Instant since,
        Instant at,
        List<Instant> changes,
        List<Instant> gaps) {
    static final int MAX_CHANGES = 32;
    static final int MAX_GAPS = 8;
    private static final int MAX_DETAIL = 500;
    private static final Set<String> SIGHT_TAKEN = Stream.of(Cause.values())
            .filter(Cause::isSightTaken)
            .map(Cause::name)
            .collect(Collectors.toSet());

    StreamWord {
        changes = List.copyOf(changes);
        gaps = List.copyOf(gaps);
    }

    static StreamWord first(StreamHealthChanged said, Instant now) {
        return heard(said, now, List.of(), List.of());
    }

    /** Empty for a word older than the last: it comes late. A clock ahead of ours cannot postpone the silence. */
    Optional<StreamWord> then(StreamHealthChanged said, Instant now) {
        StreamWord next = heard(said, now, changes, gaps);
        if (next.at.isBefore(at)) return Optional.empty();
        if (next.isShown() == isShown()) return Optional.of(next);
        return Optional.of(heard(said, now, lastOf(changes, next.since, MAX_CHANGES), gaps));
    }

    StreamWord withGap(Instant gapAt) {
        return new StreamWord(state, cause, detail, since, at, changes, lastOf(gaps, gapAt, MAX_GAPS));
    }

    /** Pictures come, but the camera does not see what it should. */
    boolean isSightTaken() {
        return isShown() && SIGHT_TAKEN.contains(cause);
    }

    /** Whether pictures come. */
    boolean isShown() {
        return state == State.ONLINE;
    }

    private static StreamWord heard(StreamHealthChanged said, Instant now, List<Instant> changes, List<Instant> gaps) {
        Instant at = earlier(said.at(), now);
        return new StreamWord(
                said.state(), said.cause().name(), plain(said.detail()), earlier(said.since(), at), at, changes, gaps);
    }

    private static List<Instant> lastOf(List<Instant> known, Instant next, int most) {
        if (known.contains(next)) return known;
        List<Instant> all = new ArrayList<>(known);
        all.add(next);
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= MAX_DETAIL ? line : line.substring(0, MAX_DETAIL);
    }
}
