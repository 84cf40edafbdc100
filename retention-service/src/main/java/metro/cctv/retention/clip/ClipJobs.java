package metro.cctv.retention.clip;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.stereotype.Component;

/**
 * Clips that are being made, and those that wait to be fetched: a long one takes longer than a request may. Whoever asks again
 * for the same meets his own work. All in memory, and few: what nobody fetches is forgotten after a while, and when its place is
 * needed as soon as its owner should have come.
 */
@Component
class ClipJobs {
    /** Being made, waiting or being sent. */
    private static final int MOST = 4;
    /** Of one agency, so that none keeps the others out. */
    private static final int MOST_OF_AGENCY = 2;
    /** Who is told to ask again is told when; his finished clip is safe for a few times as long, for the way and a slow client. */
    static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);

    private static final Duration SAFE = ASK_AGAIN_AFTER.multipliedBy(5);

    private final ClipProperties properties;
    /** Native work would hold a virtual thread's carrier. */
    private final ExecutorService makers;

    private final InstantSource clock;
    private final Map<Wish, CompletableFuture<byte[]>> jobs = new LinkedHashMap<>();
    /** When those that wait to be fetched were finished. */
    private final Map<Wish, Instant> finished = new HashMap<>();

    private final Map<String, Integer> held = new HashMap<>();
    private int making;

    ClipJobs(ClipProperties properties, InstantSource clock) {
        this.properties = properties;
        this.clock = clock;
        this.makers = Executors.newFixedThreadPool(
                properties.atOnce(),
                Thread.ofPlatform().daemon().name("clip-", 0).factory());
    }

    /** Who asked for what. */
    record Wish(String agency, String subject, Clips.Wanted wanted) {}

    /**
     * The finished clip, given out once; its place in memory is kept until {@link #sent}.
     *
     * @param make by whoever asks first
     * @return empty: it is still being made, ask again
     */
    Optional<byte[]> fetch(Wish wish, Supplier<byte[]> make) {
        CompletableFuture<byte[]> job = jobFor(wish, make);
        try {
            byte[] file = job.get(properties.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
            return take(wish, job) ? Optional.of(file) : Optional.empty();
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "Shutting down.");
        } catch (ExecutionException e) {
            if (take(wish, job)) sent(wish);
            throw e.getCause() instanceof RuntimeException problem ? problem : new CompletionException(e.getCause());
        }
    }

    /** The caller has it, or never will: its place is free. */
    synchronized void sent(Wish wish) {
        held.merge(wish.agency(), -1, Integer::sum);
    }

    private synchronized CompletableFuture<byte[]> jobFor(Wish wish, Supplier<byte[]> make) {
        CompletableFuture<byte[]> known = jobs.get(wish);
        if (known != null) return known;
        if (making >= properties.atOnce() || !hasPlace(wish.agency()))
            throw new ProblemException(ProblemType.UNAVAILABLE, "Other clips are being made; try again in a moment.");
        making++;
        held.merge(wish.agency(), 1, Integer::sum);
        var job = CompletableFuture.supplyAsync(make, makers).whenComplete((file, failure) -> made(wish));
        jobs.put(wish, job);
        job.whenComplete((file, failure) -> forgetLater(wish, job));
        return job;
    }

    /** If need be that of the oldest one that is finished and whose owner did not come when he was told to. */
    private boolean hasPlace(String agency) {
        if (held.getOrDefault(agency, 0) >= MOST_OF_AGENCY)
            return evicted(wish -> wish.agency().equals(agency));
        return held.values().stream().mapToInt(count -> count).sum() < MOST || evicted(wish -> true);
    }

    private boolean evicted(Predicate<Wish> whose) {
        Instant before = clock.instant().minus(SAFE);
        Optional<Wish> oldest = jobs.keySet().stream()
                .filter(whose)
                .filter(wish -> finished.getOrDefault(wish, Instant.MAX).isBefore(before))
                .findFirst();
        oldest.ifPresent(wish -> {
            jobs.remove(wish);
            finished.remove(wish);
            sent(wish);
        });
        return oldest.isPresent();
    }

    /** Finished, and not fetched yet. */
    synchronized boolean waits(Wish wish) {
        return finished.containsKey(wish);
    }

    private synchronized void made(Wish wish) {
        making--;
        finished.put(wish, clock.instant());
    }

    /** @return false: somebody else took it */
    private synchronized boolean take(Wish wish, CompletableFuture<byte[]> job) {
        boolean taken = jobs.remove(wish, job);
        if (taken) finished.remove(wish);
        return taken;
    }

    private void forgetLater(Wish wish, CompletableFuture<byte[]> job) {
        Duration wait = properties.waits();
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (take(wish, job)) sent(wish);
                });
    }

    @PreDestroy
    void close() {
        makers.shutdownNow();
    }
}
