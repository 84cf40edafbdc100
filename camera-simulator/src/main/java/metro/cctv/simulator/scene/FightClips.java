package metro.cctv.simulator.scene;

import java.util.Map;
import metro.cctv.simulator.scene.PackStage.Told;

/** Two who scuffle, and what two do that looks like it for a moment. Lengths in metres, times in seconds. */
final class FightClips {
    private static final double OUTSIDE = 13;
    private static final double SECONDS = 18;
    /** Of a scuffle. */
    private static final double BEGINS = 4;

    private static final double LASTS = 9;

    private FightClips() {}

    static PackClip fight(PackStage s, boolean positive) {
        double z = s.between(12.5, 15.5);
        double x = s.between(-2, 2);
        SceneZone zone = s.rectangle(-7, 11, 7, 19);
        if (!positive) return s.clip(nearMiss(s, x, z), SECONDS, zone, null, Map.of(), null);
        boolean runsUp = s.chance(0.5);
        int id = s.person(0, scuffle(s, x - 0.45, z));
        double speed = s.between(3, 4);
        s.person(0, runsUp ? runUp(s, x + 0.45, z + 0.15, speed) : scuffle(s, x + 0.45, z + 0.15));
        var told = new Told(id, BEGINS, BEGINS + 3, BEGINS + LASTS);
        return s.clip(runsUp ? "one runs up, two scuffle" : "two scuffle", SECONDS, zone, null, Map.of(), told);
    }

    /** @return what they do */
    private static String nearMiss(PackStage s, double x, double z) {
        return switch (s.random.nextInt(9)) {
            case 0 -> {
                s.person(0, Route.from(x - 0.5, z).facing(1, 0).rest(60));
                s.person(0, Route.from(x + 0.5, z).facing(-1, 0).rest(60));
                yield "two talk";
            }
            case 1 -> {
                s.person(0, Route.from(-OUTSIDE, z).to(OUTSIDE, z, 1.3));
                s.person(0, Route.from(-OUTSIDE + 0.9, z + 0.2).to(OUTSIDE, z + 0.2, 1.3));
                yield "two walk together";
            }
            case 2 -> {
                s.person(0, scuffle(s, x - 2.5, z));
                s.person(0, scuffle(s, x + 2.5, z));
                yield "two exercise well apart";
            }
            case 3 -> {
                meet(s, x, z, 0.3, 2.5);
                yield "two run up to each other and embrace";
            }
            case 4 -> {
                meet(s, x, z, 0.8, 1.3);
                yield "two shake hands";
            }
            case 5 -> {
                chase(s, x, z);
                yield "two children chase each other";
            }
            case 6 -> {
                dance(s, x, z);
                yield "two dance";
            }
            case 7 -> {
                s.person(0, scuffle(s, x - 0.5, z));
                s.person(0, Route.from(x + 0.6, z).facing(-1, 0).rest(60));
                yield "one exercises beside one who stands";
            }
            default -> {
                s.person(0, Route.from(x - 0.4, z).facing(1, 0).rest(60));
                s.person(0, Route.from(x + 0.4, z).facing(-1, 0).rest(60));
                double speed = s.between(2.8, 3.6);
                s.person(BEGINS, Route.from(-OUTSIDE, z + 0.6).to(OUTSIDE, z + 0.6, speed));
                yield "one runs past two who talk";
            }
        };
    }

    private static Route scuffle(PackStage s, double x, double z) {
        return jerk(s, Route.from(x, z).facing(1, 0).rest(BEGINS), x, z);
    }

    /** Arrives when it begins. */
    private static Route runUp(PackStage s, double x, double z, double speed) {
        double from = x + 9;
        return jerk(
                s, Route.from(from, z).facing(-1, 0).rest(BEGINS - 9 / speed).to(x, z, speed), x, z);
    }

    private static Route jerk(PackStage s, Route route, double x, double z) {
        for (double sign = 1; route.durationS() < BEGINS + LASTS; sign = -sign)
            route.to(x + sign * s.between(0.25, 0.6), z + s.between(-0.15, 0.15), s.between(2, 3));
        return route.to(x, z, 1.5).rest(60);
    }

    /** Come from both sides, stand so far apart for some seconds and part again. */
    private static void meet(PackStage s, double x, double z, double apart, double speed) {
        double stands = s.between(4, 7);
        for (int side = -1; side <= 1; side += 2) {
            double way = 9;
            double stops = x + side * apart / 2;
            s.person(
                    0,
                    Route.from(stops + side * way, z)
                            .to(stops, z, speed)
                            .rest(stands)
                            .to(stops + side * way, z, 1.3)
                            .rest(60));
        }
    }

    /** One behind the other, two metres apart, around a square of five. */
    private static void chase(PackStage s, double x, double z) {
        double speed = s.between(2, 2.6);
        for (int child = 0; child < 2; child++) {
            double from = x - 2.5 + 2 * child;
            Route route = Route.from(from, z);
            while (route.durationS() < SECONDS)
                route.to(x + 2.5, z, speed)
                        .to(x + 2.5, z + 2, speed)
                        .to(x - 2.5, z + 2, speed)
                        .to(x - 2.5, z, speed);
            s.add(Person.child(s.random), 0, route);
        }
    }

    /** To the left and to the right together, a step each time. */
    private static void dance(PackStage s, double x, double z) {
        double sways = s.between(0.2, 0.35);
        double speed = s.between(0.6, 0.9);
        for (int side = -1; side <= 1; side += 2) {
            double stands = x + side * 0.35;
            Route route = Route.from(stands, z).facing(-side, 0).rest(2);
            for (double way = sways; route.durationS() < SECONDS; way = -way) route.to(stands + way, z, speed);
            s.person(0, route);
        }
    }
}
