package metro.cctv.simulator.scene;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A street or a square in one of six conditions, for one clip to be played on. Nothing wraps around its end. */
final class PackStage {
    static final String ZONE = "watched";
    /** Of the road across: near kerb, middle, far kerb. */
    static final double KERB = 14;

    static final double MIDDLE = 17.5;
    static final double FAR_KERB = 21;
    private static final double LOOP_S = 3000;
    private static final String[] CONDITIONS = {"day", "overcast", "night", "rain", "fog", "low sun and wind"};

    final Random random;
    final Stage stage;
    private final String behaviour;
    private final boolean positive;
    private final long seed;
    private final int condition;
    private final boolean road;
    private int actors;

    PackStage(String behaviour, boolean positive, long seed, boolean road) {
        this.behaviour = behaviour;
        this.positive = positive;
        this.seed = seed;
        this.road = road;
        this.random = new Random(31 * (seed * 0x9E3779B97F4A7C15L + behaviour.hashCode()) + (positive ? 1 : 2));
        this.condition = Math.floorMod((int) seed, CONDITIONS.length);
        var view = new View(between(880, 1000), between(110, 170), between(5, 7));
        String light = condition == 2 ? "night-" : "day-";
        this.stage =
                new Stage(light + behaviour.toLowerCase(java.util.Locale.ROOT) + "-" + seed, random.nextLong(), view);
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** The object's id in the truth. */
    int add(Figure figure, double startS, Route route) {
        stage.actor(figure, startS, route);
        return ++actors;
    }

    int person(double startS, Route route) {
        return add(Person.random(random), startS, route);
    }

    private Light light() {
        double grain = between(0.5, 2.5);
        return switch (condition) {
            case 0 -> Light.day(between(-0.7, 0.7), between(-0.3, 0.4), grain);
            case 2 ->
                Light.night(
                        between(0.42, 0.6),
                        between(1, 4),
                        List.of(
                                new Light.Lamp(between(-7, -4), 5, between(13, 17), between(8, 11)),
                                new Light.Lamp(between(3, 7), 5, between(14, 20), between(8, 12)),
                                new Light.Lamp(between(-2, 2), 5, between(24, 30), between(8, 11))));
            case 3 -> Light.overcast(grain).in(new Weather(between(0.4, 1), between(120, 400), random.nextDouble()));
            case 4 -> Light.overcast(grain).in(new Weather(0, between(60, 140), 0));
            case 5 ->
                Light.day(between(0.5, 0.9), between(-0.3, 0.3), grain)
                        .withShadows(between(1.4, 2.4))
                        .in(new Weather(0, Weather.FAR_M, 1));
            default -> Light.overcast(grain);
        };
    }

    private Backdrop backdrop(Light light) {
        Color ground = random.nextBoolean() ? Backdrop.PAVING : new Color(122, 120, 118);
        var backdrop = new Backdrop(stage.view, light, ground, stage.seed)
                .front(Palette.wall(random), -40, between(-12, 0), between(30, 40), between(7, 15), chance(0.5))
                .front(Palette.wall(random), between(2, 8), 40, between(30, 40), between(7, 15), chance(0.5))
                .speckle(1500);
        if (road) backdrop.roadAcross(KERB, FAR_KERB);
        double behind = road ? FAR_KERB + 1.5 : 22;
        for (int i = random.nextInt(3); i >= 0; i--)
            stage.tree(between(-13, 13), behind + between(1, 5), between(4, 7));
        if (chance(0.5)) stage.lampPost(between(-9, 9), behind);
        if (chance(0.25)) stage.lampPost(between(-6, 6), 9.5); // in front of it all
        return backdrop;
    }

    /** Who passes by beyond what is watched, from either side. */
    private void passers(double seconds) {
        for (int i = random.nextInt(3); i > 0; i--) {
            double side = chance(0.5) ? 1 : -1;
            double z = between(23.5, 27);
            stage.walker(
                    seconds * random.nextDouble(), Route.from(-side * 18, z).to(side * 18, z, between(1.1, 1.5)));
        }
        if (chance(0.3)) {
            double z = between(22.5, 25);
            stage.actor(
                    Animal.random(random),
                    seconds * random.nextDouble(),
                    Route.from(15, z).to(-15, z, between(1, 2.5)));
        }
    }

    SceneZone area(double... xz) {
        return new SceneZone(ZONE, ZONE, behaviour, inPicture(xz));
    }

    private List<double[]> inPicture(double... xz) {
        List<double[]> vertices = new ArrayList<>();
        for (int i = 0; i < xz.length; i += 2)
            vertices.add(new double[] {
                Math.clamp(stage.view.px(xz[i], xz[i + 1]) / View.WIDTH, 0, 1),
                Math.clamp(stage.view.py(0, xz[i + 1]) / View.HEIGHT, 0, 1)
            });
        return vertices;
    }

    /** A rectangle on the ground. */
    SceneZone rectangle(double x0, double z0, double x1, double z1) {
        return area(x0, z0, x1, z0, x1, z1, x0, z1);
    }

    /** What the clip is about, when it is due and how long it lasts. */
    record Told(int objectId, double startS, double dueS, double endS) {}

    PackClip clip(
            String variant,
            double seconds,
            SceneZone zone,
            @Nullable Double headingDeg,
            Map<String, Double> parameters,
            @Nullable Told told) {
        Light light = light();
        Backdrop backdrop = backdrop(light);
        passers(seconds);
        Scene scene = stage.open(LOOP_S, light, backdrop);
        int frames = (int) Math.round(seconds * CityScene.FPS);
        List<TrueEvent> events = told == null
                ? List.of()
                : List.of(new TrueEvent(
                        behaviour, ZONE, told.objectId, frame(told.startS), frame(told.dueS), frame(told.endS)));
        return new PackClip(
                behaviour,
                positive,
                seed,
                variant,
                CONDITIONS[condition],
                scene,
                frames,
                zone,
                headingDeg,
                parameters,
                events);
    }

    private static int frame(double seconds) {
        return (int) Math.round(seconds * CityScene.FPS);
    }
}
