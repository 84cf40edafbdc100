package metro.cctv.simulator.scene;

import java.awt.Color;
import java.util.List;
import metro.cctv.simulator.scene.Light.Lamp;

/** The catalogue's scenes by lamp light. */
final class NightScenes {
    private NightScenes() {}

    /** Someone stays about 14 s below the lamp. */
    static Scene nightAlley() {
        var stage = new Stage("night-alley", 2101, new View(900, 170, 4.4));
        Light light = Light.night(
                0.66, 4, List.of(new Lamp(-4.5, 5, 13, 7.5), new Lamp(4.6, 5, 20, 8.5), new Lamp(-4.5, 5, 30, 10)));
        var backdrop = new Backdrop(stage.view, light, new Color(112, 110, 108), stage.seed)
                .area(Backdrop.ASPHALT, -3.2, 2, 3.2, 80)
                .front(new Color(130, 112, 100), -12, 12, 44, 12, true)
                .speckle(2500);
        stage.prop(Prop.houses(stage.view, -5.6, 3, 26, 8, true, 31))
                .prop(Prop.houses(stage.view, -5.6, 31, 44, 9, false, 32))
                .prop(Prop.houses(stage.view, 5.6, 3, 27, 9, false, 33))
                .prop(Prop.houses(stage.view, 5.6, 32, 44, 7, true, 34))
                .lampPost(-4.7, 13)
                .lampPost(4.4, 20)
                .lampPost(-4.7, 30);
        stage.parked(Vehicle.car(stage.random), 4.2, 24, 0, 1);
        stage.zone("doorway", "상가 출입구", "LOITERING", -4.6, 11, -0.6, 11, -0.6, 16, -4.6, 16);
        stage.walker(
                6,
                Route.from(-8.5, 28.6)
                        .to(-2.6, 26, 1.3)
                        .to(-3, 14.6, 1.3)
                        .rest(3)
                        .to(-1.4, 13, 0.6)
                        .rest(2.5)
                        .to(-3.2, 12.2, 0.6)
                        .rest(1)
                        .to(-1.2, 14, 0.7)
                        .to(1.5, 5, 1.4));
        stage.walker(2, Route.from(1.8, 5).to(2, 28.6, 1.4).to(9, 29.4, 1.4));
        stage.walker(24, Route.from(8.5, 29).to(1.5, 27, 1.35).to(2.2, 5, 1.35));
        stage.actor(
                Vehicle.car(stage.random),
                44,
                Route.from(0.9, 2).to(0.9, 29.5, 6).to(12, 29.6, 6));
        stage.actor(
                TwoWheeler.bicycle(stage.random),
                37,
                Route.from(-10, 28.8).to(-0.2, 28.4, 4).to(0.2, 4, 4.2));
        return stage.open(54, light, backdrop);
    }

    /** A closed building yard: someone crosses it. A guard keeps to the path in front of it. */
    static Scene nightYard() {
        var stage = new Stage("night-yard", 2202, new View(930, 140, 6.2));
        Light light =
                Light.night(0.55, 3, List.of(new Lamp(-7, 5, 16, 9), new Lamp(7, 5, 21, 10), new Lamp(-2, 5, 30, 11)));
        var backdrop = new Backdrop(stage.view, light, new Color(128, 116, 100), stage.seed)
                .area(Backdrop.PAVING, -60, 9, 60, 13)
                .front(new Color(118, 120, 126), -40, 40, 40, 8, false)
                .speckle(3500);
        stage.prop(Prop.fence(stage.view, -14, -4.2, 13.6, 1.2, new Color(176, 140, 60)))
                .prop(Prop.fence(stage.view, -2.4, 14, 13.6, 1.2, new Color(176, 140, 60)))
                .prop(Prop.block(stage.view, 8.5, 26, 6, 2.5, 2.4, new Color(46, 84, 128)))
                .prop(Prop.block(stage.view, -11, 28, 5.5, 2.5, 2.4, new Color(146, 62, 44)))
                .lampPost(-7, 16)
                .lampPost(7, 21)
                .lampPost(-2, 30);
        stage.parked(Vehicle.truck(stage.random), -1.5, 33.5, 1, 0.1);
        stage.zone("yard", "출입 통제 야적장", "INTRUSION", -9, 14.6, 9, 14.6, 13, 25.4, -13, 25.4);
        stage.walker(
                10,
                Route.from(-10, 11.6)
                        .to(-3.3, 12.2, 1.4)
                        .to(-3.1, 16, 1.2)
                        .to(2, 21, 1.3)
                        .rest(3)
                        .to(9, 24.4, 1.4)
                        .to(9.5, 29.5, 1.5)
                        .to(25, 30.5, 1.5));
        stage.walker(0, Route.from(9.5, 11).to(-10, 11.2, 1.4));
        stage.walker(34, Route.from(-10, 11.4).to(9.5, 11.2, 1.4));
        return stage.open(50, light, backdrop);
    }
}
