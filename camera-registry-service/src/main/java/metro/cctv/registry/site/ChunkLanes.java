package metro.cctv.registry.site;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Works chunks off side by side, in such a way that they end in the order of the file: what is in, when a job breaks off, is
 * the file up to some row. Called by one thread.
 */
final class ChunkLanes implements AutoCloseable {
    private final int lanes;
    private final ExecutorService threads;
    private final Queue<CompletableFuture<Boolean>> under = new ArrayDeque<>();
    private CompletableFuture<Boolean> last = CompletableFuture.completedFuture(true);

    ChunkLanes(int lanes) {
        this.lanes = lanes;
        this.threads = Executors.newFixedThreadPool(
                lanes, Thread.ofPlatform().name("import-", 0).factory());
    }

    /** Work of which the first part runs beside that of others, and the rest when those before it have ended. */
    interface Work {
        /**
         * @param before waits for the one before
         * @return false: nothing behind this may go on
         */
        boolean run(Before before);
    }

    interface Before {
        /** @return whether the one before went on; when it failed, an exception */
        boolean await();
    }

    /** @return false: an earlier one does not go on */
    boolean beside(Work work) {
        while (under.size() >= lanes) if (!ended(under.remove())) return false;
        CompletableFuture<Boolean> before = last;
        last = CompletableFuture.supplyAsync(() -> work.run(before::join), threads);
        under.add(last);
        return true;
    }

    /** After all the others, and before whatever comes next. */
    boolean alone(Work work) {
        return allEnded() && beside(work) && allEnded();
    }

    boolean allEnded() {
        while (!under.isEmpty()) if (!ended(under.remove())) return false;
        return true;
    }

    private static boolean ended(CompletableFuture<Boolean> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw e;
        }
    }

    /** Waits for what still runs. */
    @Override
    public void close() {
        threads.close();
    }
}
