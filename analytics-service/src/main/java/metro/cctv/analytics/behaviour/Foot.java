package metro.cctv.analytics.behaviour;

import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/** Where an object stands on the ground: the middle of its box's lower edge, inside the frame. Fractions of the frame. */
record Foot(double x, double y) {
    static Foot of(TrackedObject object) {
        return new Foot(
                Math.clamp(object.box().x() + object.box().w() / 2, 0.0, 1.0),
                Math.clamp(object.box().y() + object.box().h(), 0.0, 1.0));
    }
}
