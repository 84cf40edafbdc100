package metro.cctv.training.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Makes varied batches ahead of the training, on one thread of its own: same seed, same batches. Decoding and scaling cost
 * more than the rest, so a picture's last framing is kept, a byte a value, and used again four times in five; as many
 * pictures' as half of the heap holds.
 */
public final class Feeder implements AutoCloseable {
    private static final int AHEAD = 4;
    private static final int NEW_FRAMING_IN = 5;

    private record Framed(byte[] pixels, List<Box> boxes) {}

    private final List<Sample> samples;
    private final Map<Sample, Framed> framed = new IdentityHashMap<>();
    private final int width;
    private final int height;
    private final int batchSize;
    private final Random random;
    private final long mostFramed;
    private final BlockingQueue<List<NetInput>> ready = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;

    /** @param batchSize at most; a smaller set is one batch */
    public Feeder(List<Sample> samples, int width, int height, int batchSize, long seed) {
        this.samples = new ArrayList<>(samples);
        this.width = width;
        this.height = height;
        this.batchSize = Math.min(batchSize, samples.size());
        this.random = new Random(seed);
        this.mostFramed = Runtime.getRuntime().maxMemory() / 2 / (3L * width * height);
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
                        batch.add(framed(sample).varied(width, height, random));
                    }
                    ready.put(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private NetInput framed(Sample sample) {
        Framed known = framed.get(sample);
        boolean again = known == null || random.nextInt(NEW_FRAMING_IN) == 0;
        if (!again) {
            float[] pixels = new float[known.pixels.length];
            for (int i = 0; i < pixels.length; i++) pixels[i] = known.pixels[i] & 0xff;
            return new NetInput(pixels, known.boxes);
        }
        NetInput made = NetInput.framed(Picture.decode(sample.jpeg()), sample.boxes(), width, height, random);
        byte[] pixels = new byte[made.pixels().length];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) (int) (made.pixels()[i] + 0.5f);
        if (known != null || framed.size() < mostFramed) framed.put(sample, new Framed(pixels, made.boxes()));
        return made;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
