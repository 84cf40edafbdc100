package metro.cctv.contracts.camera;

import java.util.List;
import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;

/**
 * A watched part of a camera's picture.
 *
 * @param zoneId unique within the camera
 * @param polygon 3 to 64 vertices, fractions of the frame, origin top left
 * @param dwellSeconds loitering only: time in the zone that raises the alert; null: the configured default (KISA: 10 s)
 */
public record Zone(
        String zoneId,
        String name,
        Kind kind,
        List<Vertex> polygon,
        @Nullable Double dwellSeconds) {

    public enum Kind {
        LOITERING,
        INTRUSION
    }

    /** Fractions of the frame's width and height, 0 to 1. */
    public record Vertex(double x, double y) {
        public Vertex {
            Require.within("vertex.x", x, 0, 1);
            Require.within("vertex.y", y, 0, 1);
        }
    }

    public Zone {
        Require.text("zoneId", zoneId, 64);
        Require.text("zone.name", name, 100);
        polygon = List.copyOf(polygon);
        if (polygon.size() < 3 || polygon.size() > 64)
            throw new IllegalArgumentException("polygon: 3 to 64 vertices, was " + polygon.size());
        if (dwellSeconds != null) Require.within("dwellSeconds", dwellSeconds, 1, 3600);
    }
}
