package metro.cctv.analytics.behaviour;

import java.util.List;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/** How boxes lie to each other. Nothing is allocated: it is asked for every object of every frame. */
final class Boxes {
    /** From this share of a person's box on, a two-wheeler in it is his. */
    private static final double RIDES_FROM = 0.25;

    private static final double EDGE = 0.004;

    private Boxes() {}

    /** Touches the picture's edge: who knows how far it goes on. */
    static boolean isCut(Box box) {
        return box.x() <= EDGE || box.y() <= EDGE || box.x() + box.w() >= 1 - EDGE || box.y() + box.h() >= 1 - EDGE;
    }

    static double footX(TrackedObject object) {
        return Math.clamp(object.box().x() + object.box().w() / 2, 0.0, 1.0);
    }

    static double footY(TrackedObject object) {
        return Math.clamp(object.box().y() + object.box().h(), 0.0, 1.0);
    }

    /** Overlap by union, 0 to 1. */
    static double iou(Box a, Box b) {
        double both = intersection(a, b);
        double either = a.w() * a.h() + b.w() * b.h() - both;
        return either <= 0 ? 0 : both / either;
    }

    /** Which share of {@code a} lies under {@code b}, 0 to 1. */
    static double covered(Box a, Box b) {
        double area = a.w() * a.h();
        return area <= 0 ? 0 : intersection(a, b) / area;
    }

    /** Between the middles of two lower edges, in frame heights. */
    static double apart(TrackedObject a, TrackedObject b, double aspect) {
        return Math.hypot((footX(a) - footX(b)) * aspect, footY(a) - footY(b));
    }

    /** A person on a bicycle or motorbike. Who walks one along looks the same: boxes cannot tell. */
    static boolean rides(TrackedObject person, List<TrackedObject> all) {
        if (person.label() != ObjectClass.PERSON) return false;
        double middle = person.box().x() + person.box().w() / 2;
        for (int i = 0; i < all.size(); i++) {
            TrackedObject other = all.get(i);
            if (other.label() != ObjectClass.BICYCLE && other.label() != ObjectClass.MOTORCYCLE) continue;
            Box machine = other.box();
            if (middle >= machine.x()
                    && middle <= machine.x() + machine.w()
                    && covered(person.box(), machine) >= RIDES_FROM) return true;
        }
        return false;
    }

    private static double intersection(Box a, Box b) {
        double width = Math.min(a.x() + a.w(), b.x() + b.w()) - Math.max(a.x(), b.x());
        double height = Math.min(a.y() + a.h(), b.y() + b.h()) - Math.max(a.y(), b.y());
        return width <= 0 || height <= 0 ? 0 : width * height;
    }
}
