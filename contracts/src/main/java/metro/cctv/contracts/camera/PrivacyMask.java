package metro.cctv.contracts.camera;

import java.util.List;
import metro.cctv.contracts.camera.Zone.Vertex;

/**
 * A part of the picture nobody may see (a bedroom window, a neighbour's yard). Ingest blackens it in every picture it
 * decodes, before that picture leaves it; recorded packets stay as the camera sent them.
 *
 * @param polygon 3 to 64 vertices, fractions of the frame, origin top left
 */
public record PrivacyMask(String name, List<Vertex> polygon) {
    public PrivacyMask {
        polygon = List.copyOf(polygon);
        if (polygon.size() < 3 || polygon.size() > 64)
            throw new IllegalArgumentException("mask: 3 to 64 vertices, was " + polygon.size());
    }
}
