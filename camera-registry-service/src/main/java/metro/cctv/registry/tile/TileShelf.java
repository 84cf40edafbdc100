package metro.cctv.registry.tile;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Cut tiles in memory, bounded by their bytes. A tile that many ask for at once is cut once; the others wait for it. A
 * tile that is dropped while it is being cut reaches those who waited, and nobody after them.
 */
public final class TileShelf<K> {
    /** What an entry costs besides its bytes. */
    private static final int ENTRY_BYTES = 300;

    private final AsyncCache<K, Tile> tiles;
    private final Executor cutting;

    /** @param cutting where tiles are cut: a thread that may wait for the database */
    public TileShelf(long maxBytes, Duration maxAge, Executor cutting) {
        this.cutting = cutting;
        tiles = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((K key, Tile tile) -> tile.bytes().length + ENTRY_BYTES)
                .expireAfterWrite(maxAge)
                .executor(cutting)
                .recordStats()
                .buildAsync();
    }

    public Tile get(K key, Function<K, byte[]> cut) {
        CompletableFuture<Tile> known = tiles.getIfPresent(key);
        try {
            return (known == null ? shelved(key, cut) : known).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw e;
        }
    }

    /** The promise of a tile stands on the shelf before its cutting begins: a drop meanwhile always finds it. */
    private CompletableFuture<Tile> shelved(K key, Function<K, byte[]> cut) {
        var promise = new CompletableFuture<Tile>();
        CompletableFuture<Tile> earlier = tiles.asMap().putIfAbsent(key, promise);
        if (earlier != null) return earlier;
        cutting.execute(() -> keep(promise, key, cut));
        return promise;
    }

    /** A failed cut leaves the shelf before anyone hears of it: who asks next cuts again. */
    private void keep(CompletableFuture<Tile> promise, K key, Function<K, byte[]> cut) {
        try {
            promise.complete(Tile.of(cut.apply(key)));
        } catch (RuntimeException | Error e) {
            tiles.asMap().remove(key, promise);
            promise.completeExceptionally(e);
        }
    }

    public void drop(Predicate<K> changed) {
        tiles.asMap().keySet().removeIf(changed);
    }

    public void dropAll() {
        tiles.asMap().clear();
    }

    /** Tiles cut since the start. */
    long cuts() {
        return tiles.synchronous().stats().loadCount();
    }
}
