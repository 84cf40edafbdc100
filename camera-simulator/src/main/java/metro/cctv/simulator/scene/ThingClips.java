package metro.cctv.simulator.scene;

import java.util.Map;
import metro.cctv.simulator.scene.PackStage.Told;

/** Bags that are left behind or taken away. Times are shorter than a city would set, so that clips are. */
final class ThingClips {
    private static final double OUTSIDE = 13;
    private static final double LEFT_S = 8;
    private static final double STOOD_S = 8;
    private static final double GONE_S = 3;

    private ThingClips() {}

    private static SceneZone zone(PackStage s) {
        return s.rectangle(-6, 10.5, 6, 18);
    }

    /** Whoever brought it goes away for good, stays, comes back in time, or takes it along. */
    static PackClip abandoned(PackStage s, boolean positive) {
        double speed = s.between(1.1, 1.4);
        double side = s.chance(0.5) ? 1 : -1;
        double z = s.between(11.8, 15);
        double x = s.between(-2.5, 2.5);
        double own = x - side * 0.7;
        Route owner =
                Route.from(-side * OUTSIDE, z + 0.3).to(own, z + 0.3, speed).rest(2);
        double putDown = owner.durationS() - 2;
        Route bag = Route.from(-side * OUTSIDE + side * 0.7, z).to(x, z, speed);
        String variant;
        int kind = positive ? -1 : s.random.nextInt(3);
        double seconds = putDown + 26;
        double gone = putDown + 2 + 3 / speed;
        switch (kind) {
            case -1 -> {
                owner.to(-side * OUTSIDE, z + 0.6, speed);
                bag.rest(60);
                variant = "left behind";
            }
            case 0 -> {
                owner.rest(60);
                bag.rest(60);
                variant = "its owner stays";
            }
            case 1 -> {
                owner.to(own - side * 4.5, z + 0.3, speed)
                        .to(own, z + 0.3, speed)
                        .rest(60);
                bag.rest(60);
                variant = "its owner comes back in time";
            }
            default -> {
                owner.to(side * OUTSIDE, z + 0.3, speed);
                bag.rest(2).to(side * OUTSIDE + side * 0.7, z, speed);
                variant = "put down and taken along";
            }
        }
        s.person(0, owner);
        int id = s.add(Bag.random(s.random), 0, bag);
        Told told = positive ? new Told(id, gone, gone + LEFT_S, seconds) : null;
        return s.clip(variant, seconds, zone(s), null, Map.of("leftSeconds", LEFT_S), told);
    }

    /** It stood there from the start; somebody takes it along, or passes in front of it, or stands in front of it. */
    static PackClip removed(PackStage s, boolean positive) {
        double speed = s.between(1.1, 1.4);
        double side = s.chance(0.5) ? 1 : -1;
        double z = s.between(12.5, 15);
        double x = s.between(-2.5, 2.5);
        double comes = s.between(6, 8);
        double reaches = comes + (OUTSIDE + side * x) / speed;
        Route bag = Route.from(x, z).facing(1, 0).rest(positive ? reaches + 1 : 600);
        Told told = null;
        String variant;
        double near = z - 0.8;
        Route person = Route.from(-side * OUTSIDE, near).to(x, near, speed);
        if (positive) {
            bag.to(side * OUTSIDE, z, speed);
            person.rest(1).to(side * OUTSIDE, near, speed);
            variant = "taken away";
        } else if (s.chance(0.5)) {
            person.rest(6).to(side * OUTSIDE, near, speed);
            variant = "somebody stands in front of it";
        } else {
            person.to(side * OUTSIDE, near, speed);
            variant = "somebody passes in front of it";
        }
        int id = s.add(Bag.random(s.random), 0, bag);
        s.person(comes, person);
        if (positive) told = new Told(id, reaches + 1, reaches + 1 + GONE_S, reaches + 14);
        Map<String, Double> parameters = Map.of("stoodSeconds", STOOD_S, "goneSeconds", GONE_S);
        return s.clip(variant, reaches + 14, zone(s), null, parameters, told);
    }
}
