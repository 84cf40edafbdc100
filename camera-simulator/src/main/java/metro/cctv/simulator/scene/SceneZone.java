package metro.cctv.simulator.scene;

import java.util.List;

/**
 * A watched part of the picture.
 *
 * @param kind LOITERING or INTRUSION
 * @param polygon vertices {x, y}, fractions of the frame, origin top left
 */
public record SceneZone(String zoneId, String name, String kind, List<double[]> polygon) {
    public SceneZone {
        polygon = List.copyOf(polygon);
    }

    /** Even-odd rule. */
    public boolean contains(double x, double y) {
        boolean inside = false;
        for (int i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
            double[] a = polygon.get(i);
            double[] b = polygon.get(j);
            if ((a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) inside = !inside;
        }
        return inside;
    }
}
