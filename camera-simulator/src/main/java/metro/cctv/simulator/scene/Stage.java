package metro.cctv.simulator.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Collects the parts of a scene; positions on the ground in metres. */
final class Stage {
    final String name;
    final long seed;
    final View view;
    final Random random;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Prop> props = new ArrayList<>();
    private final List<SceneZone> zones = new ArrayList<>();

    Stage(String name, long seed, View view) {
        this.name = name;
        this.seed = seed;
        this.view = view;
        this.random = new Random(seed);
    }

    Stage actor(Figure figure, double startS, Route route) {
        actors.add(new Actor(actors.size() + 1, figure, route, startS));
        return this;
    }

    Stage walker(double startS, Route route) {
        return actor(Person.random(random), startS, route);
    }

    /** Stands there through the whole loop. */
    Stage parked(Figure figure, double x, double z, double towardsX, double towardsZ) {
        return actor(figure, 0, Route.from(x, z).facing(towardsX, towardsZ).rest(3600));
    }

    Stage prop(Prop prop) {
        props.add(prop);
        return this;
    }

    Stage tree(double x, double z, double heightM) {
        return prop(Prop.tree(view, x, z, heightM, random.nextLong()));
    }

    Stage lampPost(double x, double z) {
        return prop(Prop.lampPost(view, x, z, 5));
    }

    /** A polygon of pairs x, z on the ground. */
    Stage zone(String zoneId, String title, String kind, double... xz) {
        List<double[]> polygon = new ArrayList<>();
        for (int i = 0; i < xz.length; i += 2) {
            polygon.add(new double[] {
                Math.clamp(view.px(xz[i], xz[i + 1]) / View.WIDTH, 0, 1),
                Math.clamp(view.py(0, xz[i + 1]) / View.HEIGHT, 0, 1)
            });
        }
        zones.add(new SceneZone(zoneId, title, kind, polygon));
        return this;
    }

    CityScene open(double loopS, Light light, Backdrop backdrop) {
        return new CityScene(name, seed, loopS, view, light, backdrop, props, actors, zones);
    }
}
