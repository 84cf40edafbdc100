package metro.cctv.simulator.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metro.cctv.simulator.scene.PackStage.Told;

/** What people do on a square. The watched ground is some metres wide, 12 to 18 m from the camera. */
final class PeopleClips {
    private static final double NEAR = 12;
    private static final double FAR = 18;
    private static final double HALF = 4;
    /** People come from and leave to beyond the picture's edge. */
    private static final double OUTSIDE = 13;

    private PeopleClips() {}

    private static SceneZone zone(PackStage s) {
        return s.rectangle(-HALF, NEAR, HALF, FAR);
    }

    /** 11 to 14 s in the zone, or 8 to 9 s. */
    static PackClip loitering(PackStage s, boolean positive) {
        double speed = s.between(1.1, 1.4);
        double z = s.between(13.5, 16.5);
        double side = s.chance(0.5) ? 1 : -1;
        double stays = positive ? s.between(11, 14) : s.between(8, 9);
        double strolls = 2 / 0.8;
        double rests = stays - 2 * HALF / speed - strolls;
        double enters = (OUTSIDE - HALF) / speed;
        Route route = Route.from(-side * OUTSIDE, z)
                .to(-side, z, speed)
                .rest(rests * 0.4)
                .to(-side, z + 1, 0.8)
                .rest(rests * 0.6)
                .to(-side, z, 0.8)
                .to(side * OUTSIDE, z, speed);
        double startS = s.between(0, 3);
        int id = s.person(startS, route);
        double begins = startS + enters;
        String variant = String.format(java.util.Locale.ROOT, "stays %.1f s", stays);
        Told told = positive ? new Told(id, begins, begins + TruthRule.LOITERING_S, begins + stays) : null;
        return s.clip(variant, startS + route.durationS() + 1, zone(s), null, Map.of(), told);
    }

    static PackClip intrusion(PackStage s, boolean positive) {
        double speed = s.between(1.1, 1.5);
        double side = s.chance(0.5) ? 1 : -1;
        double startS = s.between(0, 3);
        if (positive) {
            double z = s.between(13, 17);
            double depth = s.between(-1, 3);
            Route route = Route.from(-side * OUTSIDE, z)
                    .to(side * depth, z, speed)
                    .rest(s.between(0, 3))
                    .to(-side * OUTSIDE, z - 0.5, speed);
            int id = s.person(startS, route);
            double begins = startS + (OUTSIDE - HALF) / speed;
            double ends = startS + route.durationS() - (OUTSIDE - HALF) / speed;
            var told = new Told(id, begins, begins, ends);
            return s.clip("walks in and out", startS + route.durationS(), zone(s), null, Map.of(), told);
        }
        String variant;
        double seconds = 2 * OUTSIDE / speed;
        switch (s.random.nextInt(3)) {
            case 0 -> { // the head is over the zone, the feet are not
                s.person(startS, Route.from(-side * OUTSIDE, NEAR - 1.2).to(side * OUTSIDE, NEAR - 1.2, speed));
                variant = "passes in front";
            }
            case 1 -> {
                s.person(startS, Route.from(-side * OUTSIDE, FAR + 1.5).to(side * OUTSIDE, FAR + 1.5, speed));
                variant = "passes behind";
            }
            default -> {
                s.add(
                        Animal.random(s.random),
                        startS,
                        Route.from(-side * OUTSIDE, 15)
                                .to(side, 14, 1.6)
                                .rest(3)
                                .to(side * OUTSIDE, 15.5, 2));
                seconds = 24;
                variant = "an animal in the zone";
            }
        }
        return s.clip(variant, startS + seconds, zone(s), null, Map.of(), null);
    }

    /** The line leads away from the camera; from left to right counts. */
    static PackClip lineCrossing(PackStage s, boolean positive) {
        double speed = s.between(1.1, 1.6);
        double startS = s.between(0, 3);
        double z = s.between(12.5, 17);
        SceneZone line = s.area(0, 10, 0, 19);
        if (positive) {
            int id = s.person(startS, Route.from(-OUTSIDE, z).to(OUTSIDE, z, speed));
            double passes = startS + OUTSIDE / speed;
            var told = new Told(id, passes, passes, passes + 1);
            return s.clip("crosses", startS + 2 * OUTSIDE / speed, line, null, Map.of(), told);
        }
        String variant;
        Route route;
        switch (s.random.nextInt(3)) {
            case 0 -> {
                route = Route.from(-OUTSIDE, z).to(-1, z, speed).rest(2).to(-OUTSIDE, z, speed);
                variant = "comes to the line and turns back";
            }
            case 1 -> {
                route = Route.from(OUTSIDE, z).to(-OUTSIDE, z, speed);
                variant = "crosses the way that is allowed";
            }
            default -> {
                route = Route.from(-OUTSIDE, 20.8).to(OUTSIDE, 20.8, speed);
                variant = "passes beyond its end";
            }
        }
        s.person(startS, route);
        return s.clip(variant, startS + route.durationS(), line, null, Map.of(), null);
    }

    static PackClip running(PackStage s, boolean positive) {
        SceneZone zone = s.rectangle(-8, 11, 8, 19);
        double side = s.chance(0.5) ? 1 : -1;
        double z = s.between(12.5, 17);
        double startS = s.between(1, 4);
        for (int i = s.random.nextInt(3); i > 0; i--) {
            double walks = s.between(1.1, 1.5);
            s.person(s.between(0, 4), Route.from(side * OUTSIDE, z + 1.6 * i).to(-side * OUTSIDE, z + 1.6 * i, walks));
        }
        if (positive) {
            double speed = s.between(4.3, 5.6);
            int id = s.person(startS, Route.from(-side * OUTSIDE, z).to(side * OUTSIDE, z + s.between(-1, 1), speed));
            double enters = startS + (OUTSIDE - 8) / speed;
            var told = new Told(id, enters, enters + 1.2, enters + 16 / speed);
            return s.clip("runs through", startS + 8, zone, null, Map.of(), told);
        }
        String variant;
        switch (s.random.nextInt(3)) {
            case 0 -> {
                s.person(startS, Route.from(-side * OUTSIDE, z).to(side * OUTSIDE, z, s.between(1.6, 2.1)));
                variant = "walks fast";
            }
            case 1 -> {
                s.add(
                        TwoWheeler.bicycle(s.random),
                        startS,
                        Route.from(-side * OUTSIDE, z).to(side * OUTSIDE, z, s.between(4, 5)));
                variant = "a bicycle";
            }
            default -> {
                s.person(
                        startS,
                        Route.from(-side * OUTSIDE, z)
                                .to(-side * 1.2, z, 1.4)
                                .to(side * 0.4, z, 4)
                                .to(side * OUTSIDE, z, 1.4));
                variant = "a few quick steps";
            }
        }
        return s.clip(variant, startS + 17, zone, null, Map.of(), null);
    }

    /** Five for 5 s; people stand so that they can be counted. */
    static PackClip crowding(PackStage s, boolean positive) {
        boolean few = !positive && s.chance(0.5);
        int people = positive ? s.random.nextInt(7, 10) : few ? 3 : 7;
        double gathers = 8;
        double stays = positive ? s.between(9, 13) : few ? 15 : 2;
        List<Double> arrivals = new ArrayList<>();
        int id = 0;
        double seconds = 0;
        for (int i = 0; i < people; i++) {
            double side = i % 2 == 0 ? -1 : 1;
            double x = -HALF + 0.9 + (2 * HALF - 1.8) * (i + 0.5) / people;
            double z = 13.2 + 1.3 * (i % 3) + s.between(-0.2, 0.2);
            double speed = s.between(1.2, 1.5);
            double way = OUTSIDE + side * x;
            double startS = gathers - way / speed + s.between(0, 0.8);
            Route route =
                    Route.from(side * OUTSIDE, z).to(x, z, speed).rest(stays).to(side * OUTSIDE, z, speed);
            double skipped = Math.max(0, -startS);
            id = s.person(
                    startS + skipped,
                    Route.from(side * (OUTSIDE - skipped * speed), z)
                            .to(x, z, speed)
                            .rest(stays)
                            .to(side * OUTSIDE, z, speed));
            arrivals.add(startS + (way - Math.abs(side * HALF - x)) / speed);
            seconds = Math.max(seconds, startS + route.durationS());
        }
        arrivals.sort(Double::compare);
        String variant = people + " people" + (few || positive ? "" : " for a moment");
        Told told = null;
        if (positive) {
            double begins = arrivals.get(4);
            told = new Told(id, begins, begins + 5, gathers + stays);
        }
        // A moment: they come from and go to the sides at once, and five are in the zone for the time it takes.
        Map<String, Double> parameters = positive || few ? Map.of() : Map.of("heldSeconds", 12.0);
        return s.clip(variant, seconds, zone(s), null, parameters, told);
    }

    /** Lies for 13 to 17 s, or gets up again after 3 to 5 s, or only bends down. */
    static PackClip fall(PackStage s, boolean positive) {
        SceneZone zone = s.rectangle(-6, 11, 6, 19);
        double speed = s.between(1, 1.4);
        double side = s.chance(0.5) ? 1 : -1;
        double z = s.between(12.5, 16);
        double x = s.between(-2, 2);
        double lies = positive ? s.between(13, 17) : s.between(3, 5);
        boolean bends = !positive && s.chance(0.4);
        Route route = Route.from(-side * OUTSIDE, z).to(x, z + s.between(-0.5, 0.5), speed);
        double downAt = route.durationS();
        if (bends) route.rest(14).to(side * OUTSIDE, z, speed);
        else route.fall(0.7).rest(lies).riseAgain(1.2).rest(1).to(side * OUTSIDE, z, speed);
        int id = s.person(0, route);
        double lying = downAt + 0.7;
        Told told = positive ? new Told(id, lying, lying + 10, lying + lies) : null;
        String variant = bends ? "stands for long" : String.format(java.util.Locale.ROOT, "lies for %.1f s", lies);
        return s.clip(variant, Math.min(route.durationS(), downAt + lies + 6), zone, null, Map.of(), told);
    }
}
