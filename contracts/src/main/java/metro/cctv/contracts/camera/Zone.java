package metro.cctv.contracts.camera;

import java.util.List;
import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;

/**
 * A watched part of a camera's picture: an area, or a line that is not to be crossed.
 *
 * @param zoneId unique within the camera
 * @param polygon of an area: 3 to 64 vertices, fractions of the frame, origin top left; of a line: empty
 * @param dwellSeconds loitering only: time in the zone that raises the alert; null: the configured default (KISA: 10 s)
 * @param line of a line: 2 to 16 vertices of an open polyline; of an area: empty
 * @param crossing line crossing only: which way counts; null: both
 * @param allowedHeadingDeg wrong way only: the allowed direction in the picture, 0 = up, 90 = right
 * @param schedule when the zone is watched, in the city's time; empty: always
 */
public record Zone(
        String zoneId,
        String name,
        Kind kind,
        List<Vertex> polygon,
        @Nullable Double dwellSeconds,
        List<Vertex> line,
        @Nullable Crossing crossing,
        @Nullable Double allowedHeadingDeg,
        List<WatchHours> schedule) {

    public enum Kind {
        LOITERING,
        INTRUSION,
        LINE_CROSSING,
        WRONG_WAY;

        public boolean isLine() {
            return this == LINE_CROSSING;
        }
    }

    /** Seen by somebody who walks along the line from its first to its last vertex. */
    public enum Crossing {
        BOTH,
        LEFT_TO_RIGHT,
        RIGHT_TO_LEFT
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
        polygon = copy(polygon);
        line = copy(line);
        schedule = schedule == null ? List.of() : List.copyOf(schedule);
        if (kind.isLine()) {
            if (!polygon.isEmpty()) throw new IllegalArgumentException("polygon: not for a " + kind);
            if (line.size() < 2 || line.size() > 16)
                throw new IllegalArgumentException("line: 2 to 16 vertices, was " + line.size());
        } else {
            if (!line.isEmpty()) throw new IllegalArgumentException("line: not for a " + kind);
            if (polygon.size() < 3 || polygon.size() > 64)
                throw new IllegalArgumentException("polygon: 3 to 64 vertices, was " + polygon.size());
        }
        if (dwellSeconds != null) Require.within("dwellSeconds", dwellSeconds, 1, 3600);
        if (kind == Kind.WRONG_WAY && allowedHeadingDeg == null)
            throw new IllegalArgumentException("allowedHeadingDeg: needed for WRONG_WAY");
        if (kind != Kind.WRONG_WAY && allowedHeadingDeg != null)
            throw new IllegalArgumentException("allowedHeadingDeg: only for WRONG_WAY");
        if (kind != Kind.LINE_CROSSING && crossing != null)
            throw new IllegalArgumentException("crossing: only for LINE_CROSSING");
        if (allowedHeadingDeg != null) Require.within("allowedHeadingDeg", allowedHeadingDeg, 0, 360);
        if (schedule.size() > 21) throw new IllegalArgumentException("schedule: at most 21 windows");
    }

    /** An area watched at all hours. */
    public Zone(String zoneId, String name, Kind kind, List<Vertex> polygon, @Nullable Double dwellSeconds) {
        this(zoneId, name, kind, polygon, dwellSeconds, List.of(), null, null, List.of());
    }

    private static List<Vertex> copy(@Nullable List<Vertex> vertices) {
        return vertices == null ? List.of() : List.copyOf(vertices);
    }
}
