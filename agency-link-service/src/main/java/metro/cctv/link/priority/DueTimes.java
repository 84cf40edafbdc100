package metro.cctv.link.priority;

import java.time.Duration;
import java.time.Instant;
import metro.cctv.link.priority.WallRule.Limits;
import metro.cctv.link.priority.WallRule.Watchable;

/** When a district's cameras are due, counted in slices of time, and how many tiles it takes to be in time for all of them. */
final class DueTimes {
    private static final int SLICES = 128;

    private final int[] dueIn = new int[SLICES + 1];
    private final Limits limits;
    private final Instant now;
    private final long sliceMs;
    private int cameras;
    private int overdue;

    DueTimes(Limits limits, Instant now) {
        this.limits = limits;
        this.now = now;
        this.sliceMs = Math.max(1, limits.seenWithin().toMillis() / SLICES);
    }

    void add(Watchable camera) {
        long leftMs = Duration.between(now, camera.dueAt()).toMillis();
        cameras++;
        if (leftMs < 0) overdue++;
        long slice = Math.max(0, leftMs - limits.slack().toMillis()) / sliceMs;
        dueIn[(int) Math.min(SLICES, slice)]++;
    }

    int cameras() {
        return cameras;
    }

    int overdue() {
        return overdue;
    }

    /**
     * The most that any due time asks for: with {@code k} cameras due until then, {@code k} turns must fit. And never fewer than
     * an even round takes: what is put off comes back all at once.
     *
     * @param ahead part of the time within which an even round ends
     */
    int tilesNeeded(double ahead) {
        double turnMs = limits.turn().toMillis();
        double needed = cameras * turnMs / (ahead * limits.seenWithin().toMillis());
        int until = 0;
        for (int slice = 0; slice <= SLICES; slice++) {
            if (dueIn[slice] == 0) continue;
            until += dueIn[slice];
            needed = Math.max(needed, until * turnMs / (Math.max(1, slice) * sliceMs));
        }
        return (int) Math.ceil(needed);
    }
}
