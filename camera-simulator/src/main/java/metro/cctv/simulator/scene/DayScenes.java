package metro.cctv.simulator.scene;

import java.awt.Color;

/** The catalogue's scenes by daylight. Speeds in m/s: people 1.1 to 1.5, cycles 4 to 5, cars 7 to 12. */
final class DayScenes {
    private static final Color WALL = new Color(176, 158, 138);
    private static final Color FENCE = new Color(70, 110, 84);

    private DayScenes() {}

    /** Cars pass while people wait; people cross from 10 s and from 34 s. */
    static Scene dayCrossing() {
        var stage = new Stage("day-crossing", 1101, new View(950, 130, 6));
        Light light = Light.day(0.7, 0.25, 2.2);
        var backdrop = new Backdrop(stage.view, light, Backdrop.PAVING, stage.seed)
                .front(WALL, -30, -9, 32, 12, true)
                .front(new Color(150, 150, 158), -6, 8, 34, 16, true)
                .front(new Color(188, 170, 150), 10, 34, 31, 10, true)
                .speckle(2500)
                .roadAcross(15, 23)
                .zebraOverRoadAcross(-2.6, 2.6, 15, 23);
        double[] right = {0.5, 4, 24.5, 28.5};
        double[] left = {2, 6, 25.5, 30};
        for (int i = 0; i < right.length; i++) {
            Figure car = i == 1 ? Vehicle.bus(stage.random) : Vehicle.car(stage.random);
            stage.actor(car, right[i], Route.from(-26, 17).to(26, 17, 9));
            Figure other = i == 2 ? Vehicle.truck(stage.random) : Vehicle.car(stage.random);
            stage.actor(other, left[i], Route.from(26, 21).to(-26, 21, 9.5));
        }
        for (double green : new double[] {10.5, 34.5}) {
            for (int i = 0; i < 4; i++) {
                double from = i % 2 == 0 ? -20 : 20;
                double x = -2 + 1.3 * i;
                double speed = 1.25 + 0.08 * i;
                double before = Math.hypot(from - x, 1.2) / speed;
                stage.walker(
                        green - before + 0.4 * i,
                        Route.from(from, 26)
                                .to(x, 24.8, speed)
                                .to(x, 13.4, speed)
                                .to(-from / 2, 11.4, speed));
            }
            double back = Math.hypot(9.5, 1) / 1.3;
            stage.walker(
                    green - back,
                    Route.from(9.5, 11.8).to(0, 12.8, 1.3).to(0.5, 25, 1.35).to(19, 27, 1.35));
        }
        stage.actor(TwoWheeler.bicycle(stage.random), 21, Route.from(-20, 25.5).to(20, 25.5, 4.4));
        stage.lampPost(-6, 13.8).lampPost(8, 24).tree(12, 25.5, 5).tree(-13, 25, 5.5);
        return stage.open(48, light, backdrop);
    }

    static Scene marketStreet() {
        var stage = new Stage("market-street", 1202, new View(900, 180, 4.6));
        Light light = Light.overcast(2.5);
        var backdrop = new Backdrop(stage.view, light, Backdrop.PAVING, stage.seed)
                .area(new Color(124, 120, 116), -3, 2, 3, 80)
                .front(WALL, -12, 14, 46, 14, true)
                .speckle(2500);
        stage.prop(Prop.houses(stage.view, -7.5, 3, 29, 9, true, 21))
                .prop(Prop.houses(stage.view, -7.5, 34, 46, 9, true, 22))
                .prop(Prop.houses(stage.view, 7.5, 3, 27, 8, true, 23))
                .prop(Prop.houses(stage.view, 7.5, 32, 46, 11, true, 24));
        stage.prop(Prop.block(stage.view, -6, 12, 2.2, 1.0, 1.5, new Color(176, 84, 60)))
                .prop(Prop.block(stage.view, 6.2, 16, 2, 1.1, 1.4, new Color(70, 120, 150)))
                .prop(Prop.block(stage.view, -6, 20, 2.4, 1.0, 1.5, new Color(196, 160, 70)));
        stage.parked(Vehicle.truck(stage.random), 5.2, 23, 0, -1);
        for (int i = 0; i < 9; i++) {
            double lane = -4.2 + 8.4 * stage.random.nextDouble();
            double speed = 1.1 + 0.4 * stage.random.nextDouble();
            double startS = 5.4 * i + 2 * stage.random.nextDouble();
            double turn = 30 + stage.random.nextDouble();
            boolean away = i % 2 == 0;
            double side = i % 4 < 2 ? -11.5 : 10.5;
            Route route = away
                    ? Route.from(lane, 5.2).to(lane * 0.8, turn, speed).to(side, turn + 0.4, speed)
                    : Route.from(side, turn).to(lane * 0.8, turn - 1, speed).to(lane, 5.2, speed);
            stage.walker(startS, route);
        }
        stage.walker(
                9,
                Route.from(-9.5, 31)
                        .to(-3.5, 24, 1.2)
                        .to(-4.4, 13.6, 1.2)
                        .rest(8)
                        .to(-3.5, 5.2, 1.2));
        stage.actor(
                TwoWheeler.bicycle(stage.random),
                18,
                Route.from(0.6, 4).to(0.2, 30.5, 3.6).to(11, 30.5, 3.6));
        stage.actor(
                TwoWheeler.motorcycle(stage.random),
                38,
                Route.from(-12, 31.5).to(-1.2, 31, 5).to(-1.4, 3.5, 5.5));
        return stage.open(52, light, backdrop);
    }

    /** The loiterer: about 22 s around the bench. Nobody from 46 s to the end. */
    static Scene parkPath() {
        var stage = new Stage("park-path", 1303, new View(900, 150, 5));
        Light light = Light.day(-0.6, 0.3, 1.0);
        var backdrop = new Backdrop(stage.view, light, Backdrop.GRASS, stage.seed)
                .area(new Color(186, 168, 136), -60, 12.5, 60, 17)
                .area(new Color(178, 160, 130), -0.5, 17, 5.5, 19.5)
                .speckle(3000);
        stage.tree(-9, 21, 6)
                .tree(-3.5, 24, 7)
                .tree(9, 22, 6.5)
                .tree(14, 27, 7)
                .tree(-15, 28, 8)
                .tree(3, 30, 7);
        stage.prop(Prop.block(stage.view, 2.5, 18.6, 2.2, 0.5, 0.5, new Color(120, 84, 52)));
        stage.zone("bench", "산책로 벤치", "LOITERING", -0.5, 12.8, 5.8, 12.8, 5.8, 18.4, -0.5, 18.4);
        stage.walker(
                12,
                Route.from(-13.5, 15)
                        .to(1, 15, 1.3)
                        .rest(2.5)
                        .to(4.3, 16.6, 0.7)
                        .rest(3)
                        .to(1.2, 16.9, 0.7)
                        .rest(2)
                        .to(4, 14.6, 0.7)
                        .to(14, 14.2, 1.4));
        stage.walker(0, Route.from(13, 14).to(-13, 13.6, 1.45));
        stage.walker(22, Route.from(-13, 13.6).to(13, 13.8, 1.4));
        stage.actor(TwoWheeler.bicycle(stage.random), 5, Route.from(-15, 15.8).to(15, 15.8, 4.2));
        return stage.open(58, light, backdrop);
    }

    /** A near miss: a person rests for 6 s in the zone at the gate. */
    static Scene schoolRoad() {
        var stage = new Stage("school-road", 1404, new View(920, 140, 5.5));
        Light light = Light.day(0.5, -0.2, 2.0);
        var backdrop = new Backdrop(stage.view, light, Backdrop.PAVING, stage.seed)
                .area(new Color(196, 174, 132), -40, 27, 40, 70)
                .front(new Color(186, 120, 96), -18, 12, 48, 12, false)
                .speckle(2500)
                .roadAcross(14, 20.5)
                .area(new Color(176, 74, 60), -8, 14.1, 8, 20.4)
                .zebraOverRoadAcross(3, 7, 14, 20.5);
        stage.prop(Prop.fence(stage.view, -24, -5, 26.5, 1.6, FENCE))
                .prop(Prop.fence(stage.view, 1, 26, 26.5, 1.6, FENCE))
                .lampPost(-9, 22)
                .tree(14, 28, 6)
                .tree(-12, 29, 6);
        stage.zone("gate", "학교 정문 앞", "LOITERING", -5.2, 22, 1.2, 22, 1.2, 25.8, -5.2, 25.8);
        stage.walker(6, Route.from(-17, 24).to(-2.6, 24, 1.5).rest(1.4).to(17, 23.4, 1.5));
        for (int i = 0; i < 4; i++) {
            double x = 3.6 + 0.8 * i;
            double back = (19 - x) / 1.25;
            stage.actor(
                    Person.child(stage.random),
                    22 - back + 0.7 * i,
                    Route.from(19, 22 + 0.3 * i)
                            .to(x, 21.6, 1.25)
                            .to(x, 13, 1.25)
                            .to(-9.5, 11.2, 1.25));
        }
        stage.actor(Vehicle.bus(stage.random), 1, Route.from(-26, 15.7).to(26, 15.7, 7));
        stage.actor(Vehicle.car(stage.random), 9, Route.from(24, 18.8).to(-24, 18.8, 7.5));
        stage.actor(Vehicle.car(stage.random), 13, Route.from(-24, 15.7).to(24, 15.7, 7.5));
        stage.actor(Vehicle.car(stage.random), 38, Route.from(24, 18.8).to(-24, 18.8, 7));
        stage.actor(TwoWheeler.motorcycle(stage.random), 41, Route.from(-24, 16).to(24, 16, 8));
        stage.actor(TwoWheeler.bicycle(stage.random), 32, Route.from(17, 22.6).to(-18, 22.6, 4));
        return stage.open(48, light, backdrop);
    }

    /** Parked cars; one car passes, one person walks to the exit. Nothing moves from 27 s to the end. */
    static Scene carPark() {
        var stage = new Stage("car-park", 1505, new View(930, 120, 6.5));
        Light light = Light.overcast(0.9);
        var backdrop = new Backdrop(stage.view, light, new Color(118, 118, 120), stage.seed)
                .front(new Color(164, 166, 170), -40, 40, 44, 9, false)
                .speckle(2500)
                .bays(-12.5, 10, 19, 24)
                .bays(-15, 12, 30, 35);
        boolean[] near = {true, false, true, true, false, false, true, false, true, true};
        boolean[] far = {true, true, false, true, false, true, true, false, true, false, true, true};
        for (int i = 0; i < near.length; i++)
            if (near[i]) stage.parked(Vehicle.car(stage.random), -11.25 + 2.5 * i, 21.6, 0, i % 3 == 0 ? 1 : -1);
        for (int i = 0; i < far.length; i++)
            if (far[i]) stage.parked(Vehicle.car(stage.random), -13.75 + 2.5 * i, 32.6, 0, i % 2 == 0 ? 1 : -1);
        stage.actor(
                Vehicle.car(stage.random),
                1,
                Route.from(19, 15).to(2, 15, 5).rest(2.5).to(-19, 15, 5));
        stage.actor(Vehicle.car(stage.random), 9, Route.from(-24, 27.4).to(24, 27.4, 5.5));
        stage.walker(4, Route.from(15, 17.6).to(-3, 17.5, 1.4).to(-7.5, 11, 1.4).to(-12, 9.5, 1.4));
        stage.lampPost(-14, 27).lampPost(6, 29);
        return stage.open(44, light, backdrop);
    }

    /** Six lanes out of and into an underpass. */
    static Scene arterialRoad() {
        var stage = new Stage("arterial-road", 1606, new View(1000, 100, 8));
        Light light = Light.day(0.5, 0.4, 2.4);
        var backdrop = new Backdrop(stage.view, light, Backdrop.GRASS, stage.seed)
                .area(Backdrop.PAVING, -14, 2, 14, 60)
                .roadAway(-9.5, 9.5, 6)
                .speckle(2500);
        Color concrete = new Color(146, 146, 142);
        stage.prop(Prop.houseFront(stage.view, -45, 45, 50, 8, concrete, 61))
                .prop(Prop.mouth(stage.view, -9.8, -0.3, 50, 5))
                .prop(Prop.mouth(stage.view, 0.3, 9.8, 50, 5))
                .tree(-14, 30, 7)
                .tree(14.5, 34, 7)
                .lampPost(-11, 22)
                .lampPost(11, 28);
        double[] lanes = {-7.9, -4.75, -1.6, 1.6, 4.75, 7.9};
        double[] speeds = {8, 9.5, 11, 11, 9.5, 8};
        for (int lane = 0; lane < lanes.length; lane++) {
            for (int k = 0; k < 4; k++) {
                double startS = 1.7 * lane + 10 * k + 3 * stage.random.nextDouble();
                int kind = stage.random.nextInt(8);
                Figure vehicle = switch (kind) {
                    case 0, 1 -> lane == 0 || lane == 5 ? Vehicle.bus(stage.random) : Vehicle.car(stage.random);
                    case 2 -> Vehicle.truck(stage.random);
                    case 3 -> TwoWheeler.motorcycle(stage.random);
                    default -> Vehicle.car(stage.random);
                };
                double x = lanes[lane];
                Route route = lane < 3
                        ? Route.from(x, 56).to(x, 1, speeds[lane])
                        : Route.from(x, 1).to(x, 56, speeds[lane]);
                stage.actor(vehicle, startS, route);
            }
        }
        stage.walker(3, Route.from(-11.8, 49).to(-11.8, 20, 1.4).to(-18, 17, 1.4));
        stage.walker(20, Route.from(14, 14).to(11.8, 18, 1.3).to(12, 40, 1.3).to(25, 42, 1.3));
        return stage.open(44, light, backdrop);
    }

    /** Someone leaves the path and goes down the closed bank for about 14 s. Nobody from 44 s to the end. */
    static Scene riverBank() {
        var stage = new Stage("river-bank", 1707, new View(900, 140, 6));
        Light light = Light.overcast(1.0);
        var backdrop = new Backdrop(stage.view, light, Backdrop.GRASS, stage.seed)
                .area(new Color(170, 164, 150), -60, 10.5, 60, 15)
                .area(new Color(132, 124, 104), -60, 22.5, 60, 25)
                .area(Backdrop.WATER, -200, 25, 200, 110)
                .area(new Color(96, 128, 144), -60, 33, 40, 34)
                .area(new Color(90, 122, 140), -30, 45, 90, 47)
                .speckle(2200);
        stage.prop(Prop.fence(stage.view, -22, -3, 16, 1.0, new Color(150, 130, 80)))
                .prop(Prop.fence(stage.view, 0.5, 22, 16, 1.0, new Color(150, 130, 80)))
                .tree(-10, 19, 5)
                .tree(13, 20, 5.5);
        stage.zone("bank", "출입 금지 하천변", "INTRUSION", -13, 17, 13, 17, 16.5, 24.8, -16.5, 24.8);
        stage.walker(
                8,
                Route.from(-11, 13.5)
                        .to(-1.4, 13.5, 1.4)
                        .to(-1.2, 18, 1.2)
                        .to(2.5, 21.5, 1.2)
                        .rest(4)
                        .to(-1, 18.5, 1.3)
                        .to(-1.2, 14, 1.3)
                        .to(11.5, 13, 1.4));
        stage.walker(0, Route.from(11, 12).to(-11, 12.3, 1.4));
        stage.walker(21, Route.from(11.5, 14.2).to(-11.5, 14.4, 1.35));
        stage.actor(TwoWheeler.bicycle(stage.random), 4, Route.from(13, 13.8).to(-13, 13.8, 4.6));
        return stage.open(56, light, backdrop);
    }

    static Scene busStop() {
        var stage = new Stage("bus-stop", 1808, new View(900, 150, 5));
        Light light = Light.day(0.4, 0.5, 2.2);
        var backdrop = new Backdrop(stage.view, light, Backdrop.PAVING, stage.seed)
                .front(new Color(170, 172, 176), -34, -4, 30, 15, true)
                .front(WALL, -2, 34, 32, 11, true)
                .speckle(2500)
                .roadAcross(15.5, 22.5);
        stage.prop(Prop.block(stage.view, -5.5, 24.2, 4.5, 2.4, 1.2, new Color(104, 124, 136)));
        stage.tree(11, 24, 5).lampPost(3.5, 23.4);
        stage.actor(
                Vehicle.bus(stage.random),
                6,
                Route.from(-28, 20.7).to(-3, 20.7, 7).rest(7).to(28, 20.7, 6));
        stage.actor(Vehicle.car(stage.random), 3, Route.from(24, 17.3).to(-24, 17.3, 9));
        stage.actor(Vehicle.car(stage.random), 20, Route.from(24, 17.3).to(-24, 17.3, 8.5));
        stage.actor(Vehicle.truck(stage.random), 30, Route.from(-24, 20.7).to(24, 20.7, 8));
        stage.actor(Vehicle.car(stage.random), 36, Route.from(24, 17.3).to(-24, 17.3, 9.5));
        stage.actor(TwoWheeler.motorcycle(stage.random), 40, Route.from(-24, 20).to(24, 20, 9));
        stage.parked(Person.random(stage.random), -1.6, 23.4, 0.2, -1);
        stage.parked(Person.random(stage.random), 0.4, 23.8, -1, -0.3);
        stage.walker(1, Route.from(-9.5, 13).to(9.5, 13.4, 1.35));
        stage.walker(12, Route.from(9.5, 11.8).to(-9.5, 12, 1.25));
        stage.walker(24, Route.from(17, 26).to(1.6, 24.4, 1.3).rest(9).to(-18, 26, 1.4));
        stage.actor(Person.child(stage.random), 25, Route.from(-9.5, 12.4).to(9.5, 12.6, 1.2));
        return stage.open(46, light, backdrop);
    }
}
