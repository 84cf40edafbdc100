package metro.cctv.simulator.scene;

import static metro.cctv.simulator.scene.PackStage.FAR_KERB;
import static metro.cctv.simulator.scene.PackStage.KERB;
import static metro.cctv.simulator.scene.PackStage.MIDDLE;

import java.util.Map;
import metro.cctv.simulator.scene.PackStage.Told;

/** What happens on a road across the picture with a lane each way, the near one to the right, and on its pavement. */
final class RoadClips {
    private static final double NEAR_LANE = (KERB + MIDDLE) / 2;
    private static final double FAR_LANE = (MIDDLE + FAR_KERB) / 2;
    private static final double OUTSIDE = 18;
    private static final double STOPPED_S = 10;
    private static final double PARKED_S = 15;
    private static final double JAM_S = 10;

    private RoadClips() {}

    private static Figure vehicle(PackStage s) {
        return switch (s.random.nextInt(6)) {
            case 0 -> Vehicle.truck(s.random);
            case 1 -> TwoWheeler.motorcycle(s.random);
            default -> Vehicle.car(s.random);
        };
    }

    private static Figure onFourWheels(PackStage s) {
        return s.chance(0.2) ? Vehicle.truck(s.random) : Vehicle.car(s.random);
    }

    private static SceneZone lane(PackStage s) {
        return s.rectangle(-9, KERB, 9, MIDDLE);
    }

    static PackClip wrongWay(PackStage s, boolean positive) {
        double startS = s.between(1, 3);
        double speed = s.between(4, 7);
        SceneZone zone = lane(s);
        if (positive) {
            int id = s.add(vehicle(s), startS, Route.from(OUTSIDE, NEAR_LANE).to(-OUTSIDE, NEAR_LANE, speed));
            double enters = startS + (OUTSIDE - 9) / speed;
            var told = new Told(id, enters, enters + Math.max(1, 3 / speed), enters + 18 / speed);
            return s.clip("against the direction", startS + 2 * OUTSIDE / speed, zone, 90.0, Map.of(), told);
        }
        String variant;
        switch (s.random.nextInt(3)) {
            case 0 -> {
                for (int i = 0; i < 3; i++)
                    s.add(
                            vehicle(s),
                            startS + 3 * i,
                            Route.from(-OUTSIDE, NEAR_LANE).to(OUTSIDE, NEAR_LANE, speed));
                variant = "the right way";
            }
            case 1 -> {
                for (int i = 0; i < 2; i++)
                    s.add(
                            vehicle(s),
                            startS + 4 * i,
                            Route.from(OUTSIDE, FAR_LANE).to(-OUTSIDE, FAR_LANE, speed));
                variant = "the other way in the other lane";
            }
            default -> {
                s.person(startS, Route.from(1, 11).to(0, 24, 1.3));
                variant = "somebody crosses";
            }
        }
        return s.clip(variant, startS + 13, zone, 90.0, Map.of(), null);
    }

    static PackClip personOnRoadway(PackStage s, boolean positive) {
        double startS = s.between(1, 3);
        double speed = s.between(1, 1.5);
        SceneZone zone = s.rectangle(-9, KERB, 9, FAR_KERB);
        s.add(onFourWheels(s), s.between(0, 5), Route.from(OUTSIDE, FAR_LANE).to(-OUTSIDE, FAR_LANE, s.between(6, 9)));
        if (positive) {
            boolean crosses = s.chance(0.5);
            double x = s.between(-5, 5);
            Route route = crosses
                    ? Route.from(x, 10).to(x + s.between(-1, 1), 26, speed)
                    : Route.from(-OUTSIDE + 3, KERB + 1).to(OUTSIDE - 3, KERB + 1, speed);
            int id = s.person(startS, route);
            double enters = startS + (crosses ? KERB - 10 : OUTSIDE - 3 - 9) / speed;
            double leaves = enters + (crosses ? FAR_KERB - KERB : 18) / speed;
            var told = new Told(id, enters, enters + 1, leaves);
            String variant = crosses ? "crosses the road" : "walks along the road";
            return s.clip(variant, leaves + 3, zone, null, Map.of(), told);
        }
        String variant;
        double z;
        switch (s.random.nextInt(3)) {
            case 0 -> {
                z = KERB - 1.2;
                variant = "walks on the pavement in front";
            }
            case 1 -> {
                z = FAR_KERB + 1.5;
                variant = "walks on the pavement behind";
            }
            default -> {
                s.add(
                        TwoWheeler.bicycle(s.random),
                        startS,
                        Route.from(-OUTSIDE, KERB + 1).to(OUTSIDE, KERB + 1, s.between(3.5, 5)));
                return s.clip("rides a bicycle", startS + 10, zone, null, Map.of(), null);
            }
        }
        s.person(startS, Route.from(-OUTSIDE + 3, z).to(OUTSIDE - 3, z, speed));
        return s.clip(variant, startS + 30 / speed, zone, null, Map.of(), null);
    }

    static PackClip vehicleOnPavement(PackStage s, boolean positive) {
        double startS = s.between(1, 3);
        SceneZone zone = s.rectangle(-6.5, 10.3, 6.5, KERB - 0.6);
        double pavement = 12.2;
        if (positive) {
            double speed = s.between(1.5, 2.5);
            boolean stops = s.chance(0.5);
            Route route = Route.from(-OUTSIDE + 3, pavement).to(0, pavement, speed);
            if (stops) route.rest(5);
            route.to(OUTSIDE - 3, pavement, speed);
            int id = s.add(s.chance(0.3) ? TwoWheeler.motorcycle(s.random) : Vehicle.car(s.random), startS, route);
            double enters = startS + (OUTSIDE - 3 - 6.5) / speed;
            double leaves = enters + 13 / speed + (stops ? 5 : 0);
            var told = new Told(id, enters, enters + 3, leaves);
            return s.clip(stops ? "stops on it" : "drives along it", leaves + 3, zone, null, Map.of(), told);
        }
        String variant;
        double seconds = 12;
        switch (s.random.nextInt(3)) {
            case 0 -> {
                for (int i = 0; i < 2; i++)
                    s.add(
                            onFourWheels(s),
                            startS + 4 * i,
                            Route.from(-OUTSIDE, NEAR_LANE).to(OUTSIDE, NEAR_LANE, s.between(4, 8)));
                variant = "drives on the road";
            }
            case 1 -> {
                Route route = Route.from(-OUTSIDE, NEAR_LANE + 0.4)
                        .to(0, NEAR_LANE + 0.4, 6)
                        .rest(6);
                s.add(Vehicle.car(s.random), startS, route.to(OUTSIDE, NEAR_LANE + 0.4, 6));
                variant = "stops on the road beside it";
                seconds = 16;
            }
            default -> {
                s.person(startS, Route.from(-OUTSIDE + 4, pavement).to(OUTSIDE - 4, pavement, 1.4));
                variant = "people walk on it";
                seconds = 22;
            }
        }
        return s.clip(variant, startS + seconds, zone, null, Map.of(), null);
    }

    static PackClip stoppedVehicle(PackStage s, boolean positive) {
        double speed = s.between(5, 7);
        double startS = s.between(0, 2);
        SceneZone zone = lane(s);
        Map<String, Double> parameters = Map.of("stoppedSeconds", STOPPED_S);
        s.add(onFourWheels(s), s.between(3, 12), Route.from(OUTSIDE, FAR_LANE).to(-OUTSIDE, FAR_LANE, 7));
        if (!positive && s.chance(0.5)) {
            for (int i = 0; i < 3; i++) {
                double x = 6 - 6 * i;
                Route route =
                        Route.from(-OUTSIDE, NEAR_LANE).to(x, NEAR_LANE, speed).rest(18 - 0.5 * i);
                s.add(Vehicle.car(s.random), 2 * i, route.to(OUTSIDE, NEAR_LANE, speed));
            }
            return s.clip("a queue", 28, zone, null, parameters, null);
        }
        double stands = positive ? s.between(13, 18) : s.between(4, 6.5);
        double x = s.between(-4, 4);
        Route route = Route.from(-OUTSIDE, NEAR_LANE).to(x, NEAR_LANE, speed);
        double stops = startS + route.durationS();
        route.rest(stands).to(OUTSIDE, NEAR_LANE, speed);
        int id = s.add(onFourWheels(s), startS, route);
        Told told = positive ? new Told(id, stops, stops + STOPPED_S, stops + stands) : null;
        return s.clip(seconds("stands for", stands), startS + route.durationS(), zone, null, parameters, told);
    }

    static PackClip illegalParking(PackStage s, boolean positive) {
        double speed = s.between(4, 6);
        SceneZone zone = s.rectangle(-9, KERB - 0.4, 9, KERB + 3);
        Map<String, Double> parameters = Map.of("parkedSeconds", PARKED_S);
        double kerb = KERB + 1.3;
        for (int i = 0; i < 2; i++)
            s.add(
                    onFourWheels(s),
                    s.between(2, 20),
                    Route.from(OUTSIDE, FAR_LANE).to(-OUTSIDE, FAR_LANE, 8));
        double x = s.between(-4, 4);
        if (!positive && s.chance(0.4)) {
            double there = (OUTSIDE + x) / speed;
            Route first = Route.from(-OUTSIDE, kerb).to(x, kerb, speed).rest(9).to(OUTSIDE, kerb, speed);
            Route second = Route.from(-OUTSIDE, kerb).to(x, kerb, speed).rest(9).to(OUTSIDE, kerb, speed);
            s.add(Vehicle.car(s.random), 0, first);
            s.add(Vehicle.car(s.random), 9 + 5, second);
            return s.clip("one leaves, another one comes", 14 + there + 9 + 5, zone, null, parameters, null);
        }
        double stands = positive ? s.between(18, 23) : s.between(7, 11);
        Route route = Route.from(-OUTSIDE, kerb).to(x, kerb, speed);
        double stops = route.durationS();
        route.rest(stands).to(OUTSIDE, kerb, speed);
        int id = s.add(onFourWheels(s), 0, route);
        Told told = positive ? new Told(id, stops, stops + PARKED_S, stops + stands) : null;
        return s.clip(seconds("stands for", stands), route.durationS(), zone, null, parameters, told);
    }

    static PackClip congestion(PackStage s, boolean positive) {
        SceneZone zone = s.rectangle(-9, KERB, 9, FAR_KERB);
        Map<String, Double> parameters = Map.of("heldSeconds", JAM_S);
        double seconds = 24;
        int kind = positive ? -1 : s.random.nextInt(3);
        double lasts = kind == 2 ? s.between(4, 6) : 60;
        int lane = kind == 0 ? 1 : 3;
        int id = 0;
        for (int i = 0; i < 2 * lane; i++) {
            boolean near = i < lane;
            double z = near ? NEAR_LANE : FAR_LANE;
            double x = (i % lane - (lane - 1) / 2.0) * 5.6;
            double way = near ? 1 : -1;
            if (kind == 1) {
                for (int wave = 0; wave < 3; wave++)
                    s.add(
                            Vehicle.car(s.random),
                            8.0 * wave + 1.3 * i,
                            Route.from(-way * OUTSIDE, z).to(way * OUTSIDE, z, s.between(4, 6)));
                continue;
            }
            Route route = Route.from(x, z).facing(way, 0);
            if (positive && s.chance(0.5)) route.to(x + way * 1.5, z, s.between(0.1, 0.3));
            route.rest(lasts).to(way * OUTSIDE, z, 6);
            id = s.add(Vehicle.car(s.random), 0, route);
        }
        String variant = switch (kind) {
            case -1 -> "a jam";
            case 0 -> "two stand";
            case 1 -> "dense and flowing";
            default -> seconds("stands for", lasts);
        };
        Told told = positive ? new Told(id, 0, JAM_S, seconds) : null;
        return s.clip(variant, seconds, zone, null, parameters, told);
    }

    private static String seconds(String what, double seconds) {
        return String.format(java.util.Locale.ROOT, "%s %.1f s", what, seconds);
    }
}
