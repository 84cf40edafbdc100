package metro.cctv.registry.ptz;

import java.time.Instant;
import java.util.List;
import metro.cctv.contracts.access.Role;
import org.jspecify.annotations.Nullable;

/** A head as callers see it. */
record PtzView(
        boolean supported,
        @Nullable LeaseView lease,
        @Nullable HeadPosition position,
        @Nullable String homePreset,
        @Nullable Integer homeAfterSeconds,
        List<Arc> arcs,
        List<PresetView> presets,
        @Nullable PatrolView patrol) {

    record LeaseView(
            String holder,
            Role role,
            Rank rank,
            String purpose,
            @Nullable String caseNo,
            Instant until,
            boolean mine) {}

    record PresetView(
            String token,
            String name,
            @Nullable Double panDeg,
            @Nullable Double tiltDeg,
            @Nullable Double zoom) {
        static PresetView of(Preset preset) {
            HeadPosition p = preset.position();
            return new PresetView(
                    preset.token(),
                    preset.name(),
                    p == null ? null : rounded(p.panDeg()),
                    p == null ? null : rounded(p.tiltDeg()),
                    p == null ? null : rounded(p.zoom()));
        }
    }

    record PatrolView(List<String> presets, int dwellSeconds) {}

    static final PtzView NONE = new PtzView(false, null, null, null, null, List.of(), List.of(), null);

    static PtzView of(
            HeadRow head, @Nullable HeadPosition position, List<Preset> presets, String subject, Instant now) {
        Lease lease = head.openLease(now);
        HeadRow.Patrol patrol = lease == null ? null : head.patrol();
        return new PtzView(
                true,
                lease == null
                        ? null
                        : new LeaseView(
                                lease.holder(),
                                lease.role(),
                                lease.rank(),
                                lease.purpose(),
                                lease.caseNo(),
                                lease.until(),
                                lease.holder().equals(subject)),
                position == null
                        ? null
                        : new HeadPosition(
                                rounded(position.panDeg()), rounded(position.tiltDeg()), rounded(position.zoom())),
                head.settings().homePreset(),
                head.settings().homeAfterSeconds(),
                head.settings().arcs(),
                presets.stream().map(PresetView::of).toList(),
                patrol == null ? null : new PatrolView(patrol.presets(), patrol.dwellSeconds()));
    }

    /** Hundredths: cameras know no more. */
    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
