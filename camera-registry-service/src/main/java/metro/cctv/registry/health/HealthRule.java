package metro.cctv.registry.health;

import static metro.cctv.registry.camera.CameraHealth.State.CONNECTING;
import static metro.cctv.registry.camera.CameraHealth.State.DEGRADED;
import static metro.cctv.registry.camera.CameraHealth.State.OFFLINE;
import static metro.cctv.registry.camera.CameraHealth.State.ONLINE;
import static metro.cctv.registry.camera.CameraHealth.State.UNKNOWN;

import java.time.Instant;
import java.util.List;
import metro.cctv.registry.camera.CameraHealth;
import org.jspecify.annotations.Nullable;

/** What the words of ingest mean to an operator. Silence is {@link SilenceRule}'s. */
final class HealthRule {
    private HealthRule() {}

    /**
     * @param inService the camera is ACTIVE
     * @param now for what lasts; words older than now are judged as of now
     */
    static Verdict assess(
            boolean inService,
            @Nullable StreamWord main,
            @Nullable StreamWord sub,
            HealthProperties settings,
            Instant now) {
        if (main == null) return new Verdict(CameraHealth.NEVER, now, null);
        if (!inService) return verdict(UNKNOWN, CameraHealth.NOT_IN_SERVICE, "Not in service.", main.at(), null);
        return switch (main.state()) {
            case OFFLINE -> verdict(OFFLINE, main.cause(), main.detail(), main.since(), null);
            case CONNECTING -> connecting(main, settings, now);
            case ONLINE -> shown(main, sub, settings, now);
        };
    }

    private static Verdict connecting(StreamWord main, HealthProperties settings, Instant now) {
        Instant limit = main.since().plus(settings.connectingFor());
        if (now.isBefore(limit)) return verdict(CONNECTING, main.cause(), main.detail(), main.since(), limit);
        return verdict(OFFLINE, CameraHealth.NO_PICTURE, "Dialled without a picture.", main.since(), null);
    }

    private static Verdict shown(StreamWord main, @Nullable StreamWord sub, HealthProperties settings, Instant now) {
        if (main.isSightTaken()) return verdict(DEGRADED, main.cause(), main.detail(), main.since(), null);
        List<Instant> recent = main.changes().stream()
                .filter(change -> change.plus(settings.flapWindow()).isAfter(now))
                .toList();
        if (recent.size() >= settings.flapChanges()) {
            Instant calmAt = recent.get(recent.size() - settings.flapChanges()).plus(settings.flapWindow());
            String words = "Pictures began or ceased " + recent.size() + " times lately.";
            return verdict(DEGRADED, CameraHealth.FLAPPING, words, recent.getLast(), calmAt);
        }
        if (!main.gaps().isEmpty()
                && main.gaps().getLast().plus(settings.gapWindow()).isAfter(now)) {
            Instant gap = main.gaps().getLast();
            String words = "Pictures come, but some were not recorded.";
            return verdict(DEGRADED, CameraHealth.RECORDING_GAPS, words, gap, gap.plus(settings.gapWindow()));
        }
        if (sub == null || sub.isShown() || isForgotten(sub, main, settings))
            return verdict(ONLINE, main.cause(), main.detail(), main.since(), null);
        Instant missingAt = sub.since().plus(settings.subMissingAfter());
        if (now.isBefore(missingAt)) return verdict(ONLINE, main.cause(), main.detail(), main.since(), missingAt);
        String words = "The sub-stream gives no picture: " + sub.cause() + ".";
        return verdict(DEGRADED, CameraHealth.SUB_STREAM_MISSING, words, sub.since(), null);
    }

    /** Ingest speaks of both streams at once; one it no longer speaks of is no longer configured. */
    private static boolean isForgotten(StreamWord sub, StreamWord main, HealthProperties settings) {
        return sub.at().plus(settings.silenceAfter()).isBefore(main.at())
                || sub.cause().equals("STOPPED");
    }

    private static Verdict verdict(
            CameraHealth.State state, String cause, String detail, Instant since, @Nullable Instant recheckAt) {
        return new Verdict(new CameraHealth(state, cause, detail, since), since, recheckAt);
    }

    /**
     * @param from since when the words themselves say so
     * @param recheckAt time alone may change it then; null: it cannot
     */
    record Verdict(
            CameraHealth health, Instant from, @Nullable Instant recheckAt) {}
}
