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

    /** @param cutting where tiles are cut: a thread that may wait for the database */
    public TileShelf(long maxBytes, Duration maxAge, Executor cutting) {
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
        if (known == null) known = tiles.get(key, missing -> Tile.of(cut.apply(missing)));
        try {
            return known.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw e;
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
