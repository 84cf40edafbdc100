package metro.cctv.link.priority;

import java.time.Instant;
import metro.cctv.link.priority.WallRule.Limits;

/** When a district's cameras are due, counted in slices of time, and how many tiles it takes to be in time for all of them. */
final class DueTimes {
    private static final int SLICES = 512;

    private final int[] dueIn = new int[SLICES + 1];
    private final Limits limits;
    private final long nowMs;
    private final long sliceMs;
    private final long slackMs;
    private int cameras;
    private int overdue;

    DueTimes(Limits limits, Instant now) {
        this.limits = limits;
        this.nowMs = now.toEpochMilli();
        this.sliceMs = Math.max(1, limits.seenWithin().toMillis() / SLICES);
        this.slackMs = limits.slack().toMillis();
    }

    void add(Instant dueAt) {
        long leftMs = dueAt.toEpochMilli() - nowMs;
        cameras++;
        if (leftMs < 0) overdue++;
        long slice = Math.max(0, leftMs - slackMs) / sliceMs;
        dueIn[(int) Math.min(SLICES, slice)]++;
    }

    /** Cameras that are due last. */
    void addLater(int count) {
        cameras += count;
        dueIn[SLICES] += count;
    }

    int cameras() {
        return cameras;
    }

    int overdue() {
        return overdue;
    }

    /**
     * The most that any due time asks for: of {@code k} cameras that must have come up until then, each tile can show one now and
     * one more with each turn. And never fewer than an even round takes: what is put off comes back all at once.
     *
     * @param ahead part of the time within which an even round ends
     */
    int tilesNeeded(double ahead) {
        long turnMs = limits.turn().toMillis();
        double evenly =
                cameras * (double) turnMs / (ahead * (limits.seenWithin().toMillis() - slackMs));
        int needed = (int) Math.ceil(evenly);
        int until = 0;
        for (int slice = 0; slice <= SLICES; slice++) {
            if (dueIn[slice] == 0) continue;
            until += dueIn[slice];
            long each = slice * sliceMs / turnMs + 1;
            needed = (int) Math.max(needed, Math.ceilDiv(until, each));
        }
        return needed;
    }
}
