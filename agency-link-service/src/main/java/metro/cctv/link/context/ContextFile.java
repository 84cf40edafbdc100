package metro.cctv.link.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.link.selection.Ground;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** A layer in a file that another office drops; it is read again when it changed. At most 100,000 things. */
final class ContextFile implements ContextSource {
    private static final int MAX_ITEMS = 100_000;

    private final Path file;
    private @Nullable Read read;

    ContextFile(Path file) {
        this.file = file;
    }

    private record Read(FileTime changed, List<Thing> items) {}

    private record Thing(
            @Nullable String name,
            @Nullable String kind,
            @Nullable Integer capacity,
            @Nullable Integer free,
            @Nullable String phone,
            @Nullable Double widthM,
            @Nullable String note,
            double lon,
            double lat) {}

    @Override
    public List<ContextItem> near(ContextLayer layer, double lon, double lat, double radiusM, int limit) {
        return items().stream()
                .map(item -> at(item, distanceM(lon, lat, item)))
                .filter(item -> item.distanceM() <= radiusM)
                .sorted(Comparator.comparing(ContextItem::distanceM))
                .limit(limit)
                .toList();
    }

    private synchronized List<Thing> items() {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (read == null || !read.changed().equals(changed)) {
                List<Thing> items =
                        EventJson.MAPPER.readValue(Files.readString(file), new TypeReference<List<Thing>>() {});
                if (items.size() > MAX_ITEMS) throw new IllegalStateException(file.getFileName() + " is too long");
                read = new Read(changed, List.copyOf(items));
            }
            return read.items();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double distanceM(double lon, double lat, Thing item) {
        return Math.round(Ground.metres(lon, lat, item.lon(), item.lat()) * 10) / 10.0;
    }

    private static ContextItem at(Thing item, double distanceM) {
        return new ContextItem(
                item.name(),
                item.kind(),
                item.capacity(),
                item.free(),
                item.phone(),
                item.widthM(),
                item.note(),
                item.lon(),
                item.lat(),
                distanceM);
    }
}
