package metro.cctv.registry.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TileShelfTest {
    private final TileShelf<String> shelf =
            new TileShelf<>(10_000, Duration.ofMinutes(1), Executors.newVirtualThreadPerTaskExecutor());

    @RepeatedTest(50)
    void manyWhoAskAtOnceWaitForOneCut() throws Exception {
        var cuts = new AtomicInteger();
        var go = new CountDownLatch(1);
        List<CompletableFuture<Tile>> asked = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> shelf.get("z0", key -> {
                            cuts.incrementAndGet();
                            await(go);
                            return new byte[] {1};
                        }),
                        Executors.newVirtualThreadPerTaskExecutor()))
                .toList();
        go.countDown();
        for (var answer : asked) assertThat(answer.get().bytes()).containsExactly(1);
        assertThat(cuts).hasValue(1);
    }

    @RepeatedTest(200)
    void aTileDroppedWhileItIsCutIsNotKept() throws Exception {
        var cutting = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var old = CompletableFuture.supplyAsync(
                () -> shelf.get("z0", key -> {
                    cutting.countDown();
                    await(go);
                    return new byte[] {1};
                }),
                Executors.newVirtualThreadPerTaskExecutor());
        cutting.await();
        shelf.drop(key -> true);
        go.countDown();
        assertThat(old.get().bytes()).containsExactly(1);
        assertThat(shelf.get("z0", key -> new byte[] {2}).bytes()).containsExactly(2);
    }

    @RepeatedTest(50)
    void aFailedCutIsTriedAgain() {
        assertThatThrownBy(() -> shelf.get("z0", key -> {
                    throw new IllegalStateException("the database is away");
                }))
                .hasMessage("the database is away");
        assertThat(shelf.get("z0", key -> new byte[] {3}).bytes()).containsExactly(3);
    }

    @Test
    void sameBytesSameTag() {
        assertThat(Tile.of(new byte[] {1, 2}).etag())
                .isEqualTo(Tile.of(new byte[] {1, 2}).etag());
        assertThat(Tile.of(new byte[] {1, 2}).etag())
                .isNotEqualTo(Tile.of(new byte[] {1, 3}).etag());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
