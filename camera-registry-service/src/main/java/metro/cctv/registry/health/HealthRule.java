package metro.cctv.registry.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.registry.camera.CameraHealth;

/** What an operator is told. Ingest repeats itself every minute, so silence is news: a district or its network is gone. */
final class HealthRule {
    private HealthRule() {}

    static CameraHealth assess(Optional<Report> main, Duration silenceAfter, Instant now) {
        return main.map(report -> assess(report, silenceAfter, now)).orElse(CameraHealth.NEVER);
    }

    private static CameraHealth assess(Report report, Duration silenceAfter, Instant now) {
        if (report.at().plus(silenceAfter).isBefore(now))
            return new CameraHealth(
                    CameraHealth.State.UNKNOWN,
                    "SILENCE",
                    "No word from ingest; the last was " + report.state() + ".",
                    report.at());
        CameraHealth.State state = switch (report.state()) {
            case ONLINE -> CameraHealth.State.ONLINE;
            case CONNECTING -> CameraHealth.State.CONNECTING;
            case OFFLINE -> CameraHealth.State.OFFLINE;
        };
        return new CameraHealth(state, report.cause(), report.detail(), report.since());
    }

    /** @param at when ingest said so */
    record Report(StreamHealthChanged.State state, String cause, String detail, Instant since, Instant at) {}
}
