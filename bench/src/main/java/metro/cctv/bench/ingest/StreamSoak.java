package metro.cctv.bench.ingest;

import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import metro.cctv.bench.Commands;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.ingest.session.StreamStatus;

/**
 * {@code FOLDER PORT CAMERAS CLIP WIDTH HEIGHT FPS}: {@link RecordedCameras} for a long time. What was recorded is counted and removed as soon
 * as it is announced, one file of fifty is compared with the clip before. Commands: {@code dial}, {@code look} (what there is now),
 * {@code collect} (the same after a full collection).
 */
final class StreamSoak {
    /** Ingest's default. */
    private static final int WRITERS = 8;

    private final RecordedCameras cameras;
    private final LongAdder lost = new LongAdder();
    private final LongAdder failedDials = new LongAdder();
    private final LongAdder begun = new LongAdder();
    private final ConsumedSegments consumed;

    private StreamSoak(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        consumed = new ConsumedSegments(folder.resolve("rec"));
        cameras = new RecordedCameras(folder, WRITERS, consumed::accept);
        consumed.compareWith(new PayloadCheck(CameraPublisher.clip(args, 3), cameras.root(), cameras.key()));
    }

    public static void main(String[] args) throws Exception {
        var soak = new StreamSoak(args);
        try (soak.cameras) {
            Commands.say(Commands.READY);
            Commands.answer(words -> {
                if (words[0].equals("dial"))
                    soak.cameras.dial(Integer.parseInt(args[1]), Integer.parseInt(args[2]), () -> soak.new Session());
                if (words[0].equals("collect")) System.gc();
                return soak.look();
            });
            soak.cameras.stop();
        }
    }

    /** One camera's, told on its loop. */
    private final class Session implements Consumer<StreamStatus> {
        private boolean online;

        @Override
        public void accept(StreamStatus status) {
            if (status.state() == State.ONLINE) begun.increment();
            if (status.state() == State.OFFLINE) (online ? lost : failedDials).increment();
            online = status.state() == State.ONLINE;
        }
    }

    /**
     * @param begun sessions that gave pictures, since the start; more than there are cameras: some were dialled anew
     * @param lost sessions that had given pictures and ended
     * @param failedDials times that a camera could not be had
     * @param lostPackets of the sessions that live
     * @param droppedFragments that were not written, for the disk was too slow
     * @param directBytes all direct buffers of the JVM
     * @param pooledBytes what Netty's pool holds of them
     */
    record Look(
            int online,
            long begun,
            long lost,
            long failedDials,
            long frames,
            long receivedBytes,
            long lostPackets,
            long droppedFragments,
            long recordErrors,
            long heapBytes,
            long directBytes,
            long pooledBytes,
            int threads,
            ConsumedSegments.Sum recorded) {}

    private Look look() {
        var statuses = cameras.statuses();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return new Look(
                (int) statuses.stream().filter(s -> s.state() == State.ONLINE).count(),
                begun.sum(),
                lost.sum(),
                failedDials.sum(),
                statuses.stream().mapToLong(StreamStatus::frames).sum(),
                statuses.stream().mapToLong(StreamStatus::bytes).sum(),
                statuses.stream().mapToLong(StreamStatus::lostPackets).sum(),
                cameras.counters().droppedFragments.sum(),
                cameras.counters().errors.sum(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                direct,
                PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                consumed.sum());
    }
}
