package metro.cctv.ingest.line;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.ingest.frame.Frames;
import metro.cctv.ingest.record.RecordingDisk;
import metro.cctv.ingest.record.Recordings;
import metro.cctv.ingest.record.Uploads;
import metro.cctv.ingest.relay.Viewers;
import metro.cctv.ingest.session.StreamStatus;

/** Figures for operators; names begin with {@code cctv_ingest_}. */
public final class LineMetrics {
    private LineMetrics() {}

    public static void register(MeterRegistry meters, CameraLines lines, Parts parts, Viewers viewers) {
        for (State state : State.values()) {
            Gauge.builder("cctv.ingest.sessions", lines, all -> count(all, state))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("streams in this state")
                    .register(meters);
        }
        Gauge.builder("cctv.ingest.cameras.known", lines, all -> all.list().size())
                .register(meters);
        Gauge.builder("cctv.ingest.cameras.live", lines, LineMetrics::camerasLive)
                .description("cameras that are recorded now")
                .register(meters);
        Gauge.builder("cctv.ingest.cameras.blind", lines, LineMetrics::camerasBlind)
                .description("cameras that send pictures and do not see: covered, turned, frozen and the like")
                .register(meters);
        FunctionCounter.builder("cctv.ingest.received.bytes", lines, LineMetrics::bytes)
                .register(meters);
        Gauge.builder("cctv.ingest.viewers", viewers, Viewers::watching).register(meters);
        frames(meters, parts.frames());
        recordings(meters, parts.recordings());
    }

    private static void frames(MeterRegistry meters, Frames frames) {
        FunctionCounter.builder(
                        "cctv.ingest.frames.published",
                        frames,
                        f -> f.publisher().published())
                .register(meters);
        FunctionCounter.builder(
                        "cctv.ingest.frames.dropped", frames, f -> f.publisher().dropped())
                .description("Kafka was away or too slow")
                .register(meters);
        counter(meters, "cctv.ingest.pictures.decoded", frames.counters().decoded);
        counter(meters, "cctv.ingest.pictures.shed", frames.counters().shed);
        counter(meters, "cctv.ingest.pictures.failed", frames.counters().failures);
    }

    private static void recordings(MeterRegistry meters, Recordings recordings) {
        counter(meters, "cctv.ingest.segments", recordings.counters().segments);
        counter(meters, "cctv.ingest.recorded.bytes", recordings.counters().bytes);
        counter(meters, "cctv.ingest.record.errors", recordings.counters().errors);
        counter(meters, "cctv.ingest.record.dropped", recordings.counters().droppedFragments);
        counter(meters, "cctv.ingest.uploads.conflicts", recordings.counters().conflicts);
        for (RecordingDisk.State state : RecordingDisk.State.values())
            Gauge.builder("cctv.ingest.disks", recordings, all -> disks(all, state))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("disks for recordings in this state")
                    .register(meters);
        Gauge.builder("cctv.ingest.disks.free.bytes", recordings, LineMetrics::freeBytes)
                .description("of all disks for recordings, beyond their headroom")
                .register(meters);
        Gauge.builder(
                        "cctv.ingest.uploads.waiting",
                        recordings,
                        r -> r.uploads().map(Uploads::size).orElse(0))
                .description("segments that wait for the bucket")
                .register(meters);
        Gauge.builder("cctv.ingest.spool.size", recordings, r -> r.spool().size())
                .description("segment announcements that wait for Kafka")
                .register(meters);
    }

    private static void counter(MeterRegistry meters, String name, LongAdder value) {
        FunctionCounter.builder(name, value, LongAdder::sum).register(meters);
    }

    private static double count(CameraLines lines, State state) {
        return lines.statuses().stream()
                .filter(status -> status.state() == state)
                .count();
    }

    private static double disks(Recordings recordings, RecordingDisk.State state) {
        return recordings.disks().stream().filter(disk -> disk.state() == state).count();
    }

    private static double freeBytes(Recordings recordings) {
        return recordings.disks().stream().mapToLong(RecordingDisk::freeBytes).sum();
    }

    private static double camerasLive(CameraLines lines) {
        return lines.statuses().stream()
                .filter(status -> status.stream() == Stream.MAIN && status.state() == State.ONLINE)
                .count();
    }

    private static double camerasBlind(CameraLines lines) {
        return lines.statuses().stream()
                .filter(status -> status.cause().isSightTaken())
                .count();
    }

    private static double bytes(CameraLines lines) {
        return lines.statuses().stream().mapToLong(StreamStatus::bytes).sum();
    }
}
