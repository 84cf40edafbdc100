package metro.cctv.simulator.scene;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import metro.cctv.simulator.scene.Light.Lamp;

/**
 * Scenes that no camera shows: the catalogue's figures, props and light in arrangements that follow from a seed alone.
 * For training and measuring detectors.
 */
public final class RandomScenes {
    private static final double LOOP_S = 40;
    private static final double NEAR_ROAD_M = 12;

    private final Random random;
    private final boolean night;
    private final Stage stage;
    private final View view;
    private final Light light;
    private final RandomGroups groups;

    private RandomScenes(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 17);
        this.night = random.nextInt(10) < 3;
        this.view = new View(between(850, 1020), between(80, 200), between(4, 8));
        this.stage = new Stage((night ? "night-" : "day-") + seed, seed, view);
        this.light = light().in(weather());
        this.groups = new RandomGroups(random, stage, LOOP_S);
    }

    /** Three in ten by night; their names begin with {@code night-}, the others' with {@code day-}. No zones. */
    public static Scene of(long seed) {
        return new RandomScenes(seed).build();
    }

    private Scene build() {
        var backdrop = new Backdrop(view, light, ground(), stage.seed);
        if (random.nextInt(5) == 0) shore(backdrop);
        else houses(backdrop);
        backdrop.speckle(random.nextInt(1000, 3500));
        switch (random.nextInt(4)) {
            case 0 -> streetAway(backdrop);
            case 1 -> paths(backdrop);
            case 2 -> carPark(backdrop);
            default -> streetAcross(backdrop);
        }
        props();
        if (random.nextInt(3) == 0) containers(random.nextInt(1, 4));
        people(random.nextInt(5, 16));
        if (random.nextInt(3) == 0) groups.crowd(random.nextInt(5, 13));
        twoWheelers(random.nextInt(4, 12));
        standingTwoWheelers(random.nextInt(4));
        bags(random.nextInt(6));
        fallen(random.nextInt(4));
        for (int i = 0; i < random.nextInt(4); i++) animal();
        for (int i = random.nextInt(3); i > 0; i--) groups.twoTogether();
        for (int i = random.nextInt(4); i > 0; i--) groups.animals(random.nextInt(3));
        containers(random.nextInt(2));
        return stage.open(LOOP_S, light, backdrop);
    }

    private Light light() {
        if (night) {
            List<Lamp> lamps = new ArrayList<>();
            for (int i = 0; i < 2 + random.nextInt(3); i++)
                lamps.add(new Lamp(between(-9, 9), 5, between(11, 32), between(7, 12)));
            return Light.night(between(0.4, 0.75), between(1, 5), lamps);
        }
        if (random.nextBoolean()) return Light.overcast(between(0.5, 3));
        Light day = Light.day(between(-0.9, 0.9), between(-0.4, 0.6), between(0.5, 3));
        return random.nextInt(3) == 0 ? day.withShadows(between(1.2, 2.6)) : day;
    }

    private Weather weather() {
        double wind = random.nextBoolean() ? random.nextDouble() : 0;
        return switch (random.nextInt(6)) {
            case 0 -> new Weather(between(0.3, 1), between(90, 400), wind);
            case 1 -> new Weather(0, between(35, 140), wind);
            default -> new Weather(0, Weather.FAR_M, wind);
        };
    }

    private Color ground() {
        Color[] grounds = {Backdrop.PAVING, Backdrop.GRASS, Backdrop.ASPHALT, new Color(118, 118, 120)};
        return Palette.shade(grounds[random.nextInt(grounds.length)], between(0.8, 1.15));
    }

    private void houses(Backdrop backdrop) {
        double x = -45;
        while (x < 45) {
            double until = x + between(10, 40);
            if (random.nextInt(4) > 0) {
                double heightM = between(6, 17);
                backdrop.front(Palette.wall(random), x, until, between(28, 48), heightM, random.nextBoolean());
            }
            x = until + between(-4, 6);
        }
    }

    /** Water behind a bank, with the light on it in stripes. */
    private void shore(Backdrop backdrop) {
        double z = between(19, 32);
        double light = between(0.75, 1.2);
        backdrop.area(Palette.shade(new Color(132, 124, 104), light), -60, z - between(1, 3), 60, z);
        backdrop.area(Palette.shade(Backdrop.WATER, light), -200, z, 200, 110);
        for (int i = 0; i < random.nextInt(5); i++) {
            double stripe = z + between(1, 30);
            double left = between(-60, 0);
            double wide = between(30, 100);
            Color colour = Palette.shade(new Color(94, 126, 142), between(0.85, 1.15));
            backdrop.area(colour, left, stripe, left + wide, stripe + between(0.6, 2.5));
        }
    }

    /** As large as trucks, and none. */
    private void containers(int count) {
        for (int i = 0; i < count; i++) {
            Color colour = Color.getHSBColor(random.nextFloat(), (float) between(0.3, 0.8), (float) between(0.25, 0.7));
            double x = between(-14, 14);
            stage.prop(Prop.block(view, x, between(16, 32), between(4, 7), between(2.2, 2.7), between(2, 2.6), colour));
        }
    }

    private void streetAcross(Backdrop backdrop) {
        double z0 = between(NEAR_ROAD_M, 19);
        double lane = between(3.1, 4);
        backdrop.roadAcross(z0, z0 + 2 * lane);
        if (random.nextBoolean()) backdrop.zebraOverRoadAcross(-2.5, 2.5, z0, z0 + 2 * lane);
        int count = random.nextInt(4, 10);
        for (int i = 0; i < count; i++) {
            boolean right = random.nextBoolean();
            double z = z0 + lane * (right ? 0.5 : 1.5);
            double from = right ? -30 : 30;
            var route = Route.from(from, z);
            if (random.nextInt(4) == 0)
                route.to(between(-12, 12), z, between(6, 10)).rest(between(2, 9));
            stage.actor(vehicle(), LOOP_S * i / count + random.nextDouble(), route.to(-from, z, between(6, 12)));
        }
        for (int i = 0; i < random.nextInt(4); i++)
            stage.parked(vehicle(), between(-16, 16), z0 + 2 * lane + between(2, 9), between(-1, 1), between(-1, 1));
    }

    private void streetAway(Backdrop backdrop) {
        int lanes = 2 * random.nextInt(1, 4);
        double half = 1.6 * lanes;
        double shift = between(-4, 4);
        backdrop.roadAway(shift - half, shift + half, lanes);
        if (random.nextBoolean()) backdrop.zebraOverRoadAway(shift - half, shift + half, 14, 18);
        for (int lane = 0; lane < lanes; lane++) {
            double x = shift - half + 3.2 * (lane + 0.5);
            boolean near = lane < lanes / 2;
            int count = random.nextInt(1, 5);
            for (int i = 0; i < count; i++) {
                Route route = near
                        ? Route.from(x, 56).to(x, 1, between(6, 11))
                        : Route.from(x, 1).to(x, 56, between(6, 11));
                stage.actor(vehicle(), LOOP_S * i / count + 5 * random.nextDouble(), route);
            }
        }
    }

    private void paths(Backdrop backdrop) {
        double z = between(11, 18);
        backdrop.area(Palette.shade(new Color(180, 166, 144), between(0.7, 1.1)), -60, z, 60, z + between(3, 7));
        for (int i = 0; i < random.nextInt(4); i++)
            stage.parked(vehicle(), between(-14, 14), between(18, 34), between(-1, 1), between(-1, 1));
    }

    private void carPark(Backdrop backdrop) {
        double near = between(16, 22);
        rowOfCars(backdrop, near);
        rowOfCars(backdrop, near + between(10, 13));
        double z = near - between(2.5, 5);
        stage.actor(vehicle(), 2, Route.from(-22, z).to(22, z, between(4, 7)));
        stage.actor(
                vehicle(),
                20,
                Route.from(22, z - 1).to(between(-6, 6), z - 1, 5).rest(4).to(-22, z - 1, 5));
    }

    private void rowOfCars(Backdrop backdrop, double z) {
        int bays = random.nextInt(7, 13);
        double x0 = -1.25 * bays + between(-3, 3);
        backdrop.bays(x0, bays, z, z + 5);
        for (int i = 0; i < bays; i++) {
            if (random.nextInt(5) < 2) continue;
            var car = random.nextInt(7) == 0 ? Vehicle.truck(random) : Vehicle.car(random);
            stage.parked(car, x0 + 2.5 * i + 1.25, z + 2.6, 0, random.nextBoolean() ? 1 : -1);
        }
    }

    private void props() {
        if (random.nextInt(3) == 0) {
            double away = between(5.5, 9);
            stage.prop(Prop.houses(view, -away, 3, between(24, 44), between(7, 12), true, random.nextLong()));
            if (random.nextBoolean())
                stage.prop(Prop.houses(view, away, 3, between(24, 44), between(7, 12), true, random.nextLong()));
        }
        for (int i = 0; i < random.nextInt(6); i++) stage.tree(between(-16, 16), between(15, 34), between(4, 8));
        for (int i = 0; i < random.nextInt(4); i++) stage.lampPost(between(-11, 11), between(12, 30));
        for (int i = 0; i < random.nextInt(4); i++)
            stage.prop(Prop.block(
                    view,
                    between(-10, 10),
                    between(10, 28),
                    between(1, 5),
                    between(0.5, 2.6),
                    between(0.5, 2),
                    Palette.wall(random)));
        if (random.nextInt(3) == 0) {
            double x = between(-14, 4);
            stage.prop(Prop.fence(view, x, x + between(6, 20), between(12, 27), between(1, 1.8), Palette.dark(random)));
        }
    }

    private void people(int count) {
        for (int i = 0; i < count; i++) {
            Figure person = random.nextInt(6) == 0 ? Person.child(random) : Person.random(random);
            if (random.nextInt(5) == 0) {
                stage.parked(person, between(-9, 9), between(9, 30), between(-1, 1), between(-1, 1));
                continue;
            }
            double speed = between(1.1, 1.5);
            double side = random.nextBoolean() ? 1 : -1;
            double z = random.nextInt(3) == 0 ? between(18, 40) : between(7, 24);
            double span = Math.min(8 + z * 0.5, 17);
            Route route = switch (random.nextInt(3)) {
                case 0 -> Route.from(between(-6, 6), 6).to(between(-7, 7), between(24, 38), speed);
                case 1 -> Route.from(between(-8, 8), between(24, 40)).to(between(-6, 6), 6, speed);
                default ->
                    Route.from(-side * span, z)
                            .to(between(-4, 4), z + between(-2, 2), speed)
                            .rest(random.nextInt(3) == 0 ? between(2, 8) : 0.1)
                            .to(side * span, z, speed);
            };
            stage.actor(person, LOOP_S * random.nextDouble(), route);
        }
    }

    private void standingTwoWheelers(int count) {
        for (int i = 0; i < count; i++)
            stage.parked(twoWheeler(), between(-9, 9), between(9, 26), between(-1, 1), between(-1, 1));
    }

    private Figure twoWheeler() {
        return random.nextBoolean() ? TwoWheeler.bicycle(random) : TwoWheeler.motorcycle(random);
    }

    /** Some stand alone, some beside whoever owns them, some are on their way. */
    private void bags(int count) {
        for (int i = 0; i < count; i++) {
            double x = between(-8, 8);
            double z = between(8, 24);
            Bag bag = Bag.random(random);
            if (random.nextInt(3) > 0) {
                stage.parked(bag, x, z, 1, 0);
                if (random.nextBoolean())
                    stage.parked(
                            Person.random(random), x + between(-0.9, 0.9), z + between(0, 0.8), between(-1, 1), -1);
                continue;
            }
            double startS = LOOP_S * random.nextDouble();
            double speed = between(1.1, 1.4);
            stage.walker(startS, Route.from(-13, z).to(13, z, speed));
            stage.actor(bag, startS, Route.from(-13.5, z - 0.15).to(12.5, z - 0.15, speed));
        }
    }

    /** People who lie on the ground, in all directions. */
    private void fallen(int count) {
        for (int i = 0; i < count; i++) {
            double turn = between(0, 2 * Math.PI);
            Figure person = random.nextInt(6) == 0 ? Person.child(random) : Person.random(random);
            stage.actor(
                    person,
                    0,
                    Route.from(between(-8, 8), between(8, 24))
                            .facing(Math.cos(turn), Math.sin(turn))
                            .rest(between(0, 12))
                            .fall(0.8)
                            .rest(3600));
        }
    }

    private void animal() {
        double z = between(8, 24);
        double side = random.nextBoolean() ? 1 : -1;
        Route route = random.nextBoolean()
                ? Route.from(-side * 14, z).to(side * 14, z + between(-3, 3), between(0.8, 3))
                : Route.from(between(-8, 8), z).facing(side, 0.2).rest(3600);
        stage.actor(Animal.random(random), LOOP_S * random.nextDouble(), route);
    }

    private void twoWheelers(int count) {
        for (int i = 0; i < count; i++) {
            Figure figure = twoWheeler();
            double speed = between(2, 6);
            double side = random.nextBoolean() ? 1 : -1;
            double z = between(9, 30);
            Route route = random.nextInt(3) > 0
                    ? Route.from(-side * 17, z).to(side * 17, z + between(-3, 3), speed)
                    : side > 0
                            ? Route.from(between(-5, 5), 4).to(between(-6, 6), 45, speed)
                            : Route.from(between(-6, 6), 45).to(between(-5, 5), 4, speed);
            stage.actor(figure, LOOP_S * random.nextDouble(), route);
        }
    }

    private Figure vehicle() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> Vehicle.bus(random);
            case 2, 3 -> Vehicle.truck(random);
            case 4 -> TwoWheeler.motorcycle(random);
            default -> Vehicle.car(random);
        };
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
