package metro.cctv.registry.tile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import metro.cctv.registry.tile.TileReachRule.Cell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The map's tiles, true within {@link TileProperties#changesEvery}: before an answer, changed ones are dropped. */
@Component
class CameraTiles {
    private static final Logger log = LoggerFactory.getLogger(CameraTiles.class);

    private final TileStore store;
    private final MapChanges changes;
    private final TileShelf<Key> shelf;
    private final Clock clock;
    private final Duration changesEvery;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Instant askedAt = Instant.EPOCH;

    CameraTiles(TileStore store, JdbcTemplate jdbc, TileProperties tile, Clock clock) {
        this.store = store;
        this.changes = new MapChanges(jdbc);
        this.shelf =
                new TileShelf<>(tile.cacheSize().toBytes(), tile.maxAge(), Executors.newVirtualThreadPerTaskExecutor());
        this.clock = clock;
        this.changesEvery = tile.changesEvery();
    }

    /** Tiles of one agency are cut anew each time: any word may stand there, and would push the map's own off the shelf. */
    Tile tile(TileAddress address, TileFilter filter) {
        if (filter.agency() != null) return Tile.of(store.cut(address, filter));
        follow();
        return shelf.get(new Key(address, filter), key -> store.cut(key.address(), key.filter()));
    }

    long cuts() {
        return shelf.cuts();
    }

    /** One asks; the others go on with what was true a moment ago. */
    private void follow() {
        Instant now = clock.instant();
        if (askedAt.plus(changesEvery).isAfter(now) || !asking.tryLock()) return;
        try {
            Optional<Set<Cell>> cells = changes.next(now);
            if (cells.isEmpty()) shelf.dropAll();
            else if (!cells.get().isEmpty()) {
                Set<TileAddress> touched = TileReachRule.touched(cells.get());
                shelf.drop(key -> touched.contains(key.address()));
            }
            askedAt = now;
        } catch (DataAccessException e) {
            // With the database away a tile of the last minute is better than none: it still ages out.
            log.warn("Changes of the map cannot be read: {}", e.getMessage());
            askedAt = now;
        } finally {
            asking.unlock();
        }
    }

    record Key(TileAddress address, TileFilter filter) {}
}
