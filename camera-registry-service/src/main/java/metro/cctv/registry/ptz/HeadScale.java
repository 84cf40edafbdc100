package metro.cctv.registry.ptz;

import java.util.Optional;
import metro.cctv.registry.camera.PtzRange;
import org.jspecify.annotations.Nullable;

/**
 * Between degrees and the camera's own numbers: the ends of its spaces are the ends of the camera's {@code ptzRange}; a space
 * of degrees needs none.
 *
 * @param range null: not entered
 */
record HeadScale(HeadNode node, @Nullable PtzRange range) {
    /** @param zoom NaN: the camera does not zoom, or does not say how far */
    record Numbers(double x, double y, double zoom) {}

    boolean knowsDegrees() {
        HeadNode.Plane place = node.coordinates();
        return place != null && (place.isDegrees() || range != null);
    }

    /** @return empty where the numbers are none of this head, or their meaning is not known */
    Optional<HeadPosition> position(Numbers told) {
        HeadNode.Plane place = node.coordinates();
        if (place == null || !place.x().contains(told.x()) || !place.y().contains(told.y())) return Optional.empty();
        double zoom = zoom(told.zoom());
        if (place.isDegrees()) return Optional.of(new HeadPosition(told.x(), told.y(), zoom));
        PtzRange r = range;
        if (r == null) return Optional.empty();
        return Optional.of(new HeadPosition(
                between(told.x(), place.x(), r.panFromDeg(), r.panToDeg()),
                between(told.y(), place.y(), r.tiltFromDeg(), r.tiltToDeg()),
                zoom));
    }

    /** @return empty where the head cannot look there */
    Optional<Numbers> numbers(double panDeg, double tiltDeg, @Nullable Double zoom) {
        HeadNode.Plane place = node.coordinates();
        if (place == null) return Optional.empty();
        double zoomNumber = Double.NaN;
        HeadNode.Line zoomPlace = node.zoomPlace();
        if (zoom != null) {
            if (zoomPlace == null || zoom > maxZoom()) return Optional.empty();
            zoomNumber = maxZoom() == 1 ? zoomPlace.min() : inverse(zoom, 1, maxZoom(), zoomPlace);
        }
        PtzRange r = range;
        double panFrom = r == null ? place.x().min() : r.panFromDeg();
        double panTo = r == null ? place.x().max() : r.panToDeg();
        double tiltFrom = r == null ? place.y().min() : r.tiltFromDeg();
        double tiltTo = r == null ? place.y().max() : r.tiltToDeg();
        if (r == null && !place.isDegrees()) return Optional.empty();
        double pan = panFrom + Arc.turn(panDeg - panFrom);
        // A hair before the start is the start, not nearly a full turn on.
        if (pan > panTo && pan - 360 > panFrom - 0.01) pan = panFrom;
        if (pan > panTo || tiltDeg < tiltFrom || tiltDeg > tiltTo) return Optional.empty();
        if (place.isDegrees()) {
            double x = place.x().contains(pan) ? pan : pan - 360;
            return place.x().contains(x) && place.y().contains(tiltDeg)
                    ? Optional.of(new Numbers(x, tiltDeg, zoomNumber))
                    : Optional.empty();
        }
        return Optional.of(new Numbers(
                panTo == panFrom ? place.x().min() : inverse(pan, panFrom, panTo, place.x()),
                tiltTo == tiltFrom ? place.y().min() : inverse(tiltDeg, tiltFrom, tiltTo, place.y()),
                zoomNumber));
    }

    private double maxZoom() {
        return range == null ? 1 : range.maxZoom();
    }

    private double zoom(double number) {
        HeadNode.Line zoomPlace = node.zoomPlace();
        if (zoomPlace == null || Double.isNaN(number) || !zoomPlace.contains(number)) return 1;
        return between(number, zoomPlace, 1, maxZoom());
    }

    private static double between(double number, HeadNode.Line of, double from, double to) {
        return from + (of.clamp(number) - of.min()) / (of.max() - of.min()) * (to - from);
    }

    private static double inverse(double value, double from, double to, HeadNode.Line into) {
        return into.clamp(into.min() + (value - from) / (to - from) * (into.max() - into.min()));
    }
}
