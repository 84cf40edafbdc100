package metro.cctv.analytics.behaviour;

import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/** Where an object stands on the ground: the middle of its box's lower edge, inside the frame. Fractions of the frame. */
record Foot(double x, double y) {
    static Foot of(TrackedObject object) {
        return new Foot(Boxes.footX(object), Boxes.footY(object));
    }
}
