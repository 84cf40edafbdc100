package metro.cctv.training.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Makes varied batches ahead of the training, on one thread of its own: same seed, same batches. Pictures stay encoded
 * in memory.
 */
public final class Feeder implements AutoCloseable {
    private static final int AHEAD = 4;

    private final List<Sample> samples;
    private final int width;
    private final int height;
    private final int batchSize;
    private final Random random;
    private final BlockingQueue<List<NetInput>> ready = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;

    public Feeder(List<Sample> samples, int width, int height, int batchSize, long seed) {
        this.samples = new ArrayList<>(samples);
        this.width = width;
        this.height = height;
        this.batchSize = batchSize;
        this.random = new Random(seed);
        this.thread = Thread.ofPlatform().name("feeder").daemon().start(this::feed);
    }

    /** Waits until a batch is there. */
    public List<NetInput> next() throws InterruptedException {
        return ready.take();
    }

    private void feed() {
        try {
            while (true) {
                Collections.shuffle(samples, random);
                for (int at = 0; at + batchSize <= samples.size(); at += batchSize) {
                    List<NetInput> batch = new ArrayList<>();
                    for (Sample sample : samples.subList(at, at + batchSize)) {
                        Picture picture = Picture.decode(sample.jpeg());
                        batch.add(NetInput.varied(picture, sample.boxes(), width, height, random));
                    }
                    ready.put(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
