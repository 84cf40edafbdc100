package metro.cctv.registry.layer;

import java.time.Duration;
import java.util.concurrent.Executors;
import metro.cctv.registry.tile.Tile;
import metro.cctv.registry.tile.TileAddress;
import metro.cctv.registry.tile.TileShelf;
import org.springframework.stereotype.Component;

/** Layers change seldom, and all at once: a tile belongs to an edition of them. */
@Component
class LayerTiles {
    private static final long MAX_BYTES = 8L * 1024 * 1024;
    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final LayerStore store;
    private final TileShelf<Key> shelf =
            new TileShelf<>(MAX_BYTES, MAX_AGE, Executors.newVirtualThreadPerTaskExecutor());

    LayerTiles(LayerStore store) {
        this.store = store;
    }

    Tile tile(TileAddress address) {
        return shelf.get(new Key(address, store.edition()), key -> store.cut(key.address()));
    }

    private record Key(TileAddress address, long edition) {}
}
