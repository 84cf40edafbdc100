package metro.cctv.simulator.rtsp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Streams by path, e.g. {@code /DJ-YUS-001/main}. Event loop only. */
final class StreamDirectory {
    private final Set<String> expected = new HashSet<>();
    private final Map<String, LiveStream> ready = new HashMap<>();

    /** What a request's address names. */
    sealed interface Target {
        /** @param track null where the whole presentation is meant */
        record Found(
                String path, LiveStream stream, @Nullable Track track) implements Target {}

        /** Still being encoded. */
        record NotYet() implements Target {}

        record Unknown() implements Target {}
    }

    void expect(String path) {
        expected.add(path);
    }

    void publish(String path, LiveStream stream) {
        ready.put(path, stream);
    }

    @Nullable
    LiveStream find(String path) {
        return ready.get(path);
    }

    Iterable<LiveStream> all() {
        return ready.values();
    }

    /** @param uri {@code rtsp://host/path[/trackID=n]}; host and query are not looked at */
    Target resolve(String uri) {
        String path = pathOf(uri);
        if (path == null) return new Target.Unknown();
        LiveStream whole = ready.get(path);
        if (whole != null) return new Target.Found(path, whole, null);
        if (expected.contains(path)) return new Target.NotYet();
        int slash = path.lastIndexOf('/');
        LiveStream parent = ready.get(path.substring(0, Math.max(slash, 0)));
        Track track = Track.ofControl(path.substring(slash + 1));
        if (parent == null || track == null) return new Target.Unknown();
        return new Target.Found(path.substring(0, slash), parent, track);
    }

    private static @Nullable String pathOf(String uri) {
        if (!uri.regionMatches(true, 0, "rtsp://", 0, 7)) return null;
        int slash = uri.indexOf('/', 7);
        if (slash < 0) return null;
        int query = uri.indexOf('?', slash);
        String path = uri.substring(slash, query < 0 ? uri.length() : query);
        while (path.endsWith("/")) path = path.substring(0, path.length() - 1);
        return path;
    }
}
