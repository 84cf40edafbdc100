package metro.cctv.simulator.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A scene put together of backdrop, props and actors; painted from far to near. */
final class CityScene implements Scene {
    static final double FPS = 10;
    /** Pictures of the backdrop kept: main stream, sub-stream, snapshot. */
    private static final int SIZES_KEPT = 4;
    /** Things smaller than this in either direction are no truth: units of picture. */
    private static final double SMALLEST = 6;

    private final String name;
    private final long seed;
    private final int frames;
    private final View view;
    private final Light light;
    private final Backdrop backdrop;
    private final List<Prop> props;
    private final List<Actor> actors;
    private final List<SceneZone> zones;
    private final Map<Size, Layers> layers = new ConcurrentHashMap<>();
    private volatile @Nullable List<TrueEvent> events;
    /** By pixels a unit: main stream and sub-stream. */
    private final Map<Double, Surroundings> surroundings = new ConcurrentHashMap<>();

    private record Size(int width, int height) {}

    private record Layers(BufferedImage backdrop, @Nullable BufferedImage night, BufferedImage grain) {}

    /** An actor in one frame. */
    private record Shown(Actor actor, Pose pose, Sketch sketch) {}

    CityScene(
            String name,
            long seed,
            double loopS,
            View view,
            Light light,
            Backdrop backdrop,
            List<Prop> props,
            List<Actor> actors,
            List<SceneZone> zones) {
        this.name = name;
        this.seed = seed;
        this.frames = (int) Math.round(loopS * FPS);
        this.view = view;
        this.light = light;
        this.backdrop = backdrop;
        this.props = props.stream()
                .sorted(Comparator.comparingDouble(Prop::z).reversed())
                .toList();
        this.actors = List.copyOf(actors);
        this.zones = List.copyOf(zones);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int width() {
        return View.WIDTH;
    }

    @Override
    public int height() {
        return View.HEIGHT;
    }

    @Override
    public double fps() {
        return FPS;
    }

    @Override
    public int frames() {
        return frames;
    }

    @Override
    public List<SceneZone> zones() {
        return zones;
    }

    @Override
    public List<TrueEvent> events() {
        List<TrueEvent> known = events;
        if (known == null) {
            known = TruthRule.events(this);
            events = known;
        }
        return known;
    }

    private List<Shown> shown(int frame) {
        double seconds = Math.floorMod(frame, frames) / FPS;
        List<Shown> shown = new ArrayList<>();
        for (Actor actor : actors) {
            Pose pose = actor.at(seconds, frames / FPS);
            if (pose != null) shown.add(new Shown(actor, pose, actor.figure().sketch(view, pose)));
        }
        shown.sort(Comparator.comparingDouble((Shown s) -> s.pose.z()).reversed());
        return shown;
    }

    @Override
    public void render(int frame, Graphics2D g) {
        AffineTransform scaled = g.getTransform();
        int width = (int) Math.round(View.WIDTH * scaled.getScaleX());
        int height = (int) Math.round(View.HEIGHT * scaled.getScaleY());
        Layers still = layers(width, height);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        inDevice(g, scaled, () -> g.drawImage(still.backdrop, 0, 0, null));
        List<Shown> shown = shown(frame);
        g.setColor(new Color(0, 0, 0, (int) (255 * light.shadow())));
        for (Shown s : shown) s.actor.figure().shadow(g, view, s.pose, light.sunX(), light.sunZ());
        paintByDepth(g, shown, sway(frame));
        BufferedImage night = still.night;
        if (night != null) {
            inDevice(g, scaled, () -> g.drawImage(night, 0, 0, null));
            for (Shown s : shown) s.actor.figure().lamps(g, view, s.pose);
        }
        light.weather().fall(g, seed, Math.floorMod(frame, frames));
        if (light.grain() > 0) {
            inDevice(
                    g,
                    scaled,
                    () -> Overlay.layGrain(g, still.grain, width, height, seed, Math.floorMod(frame, frames)));
        }
    }

    /** Two mirrored copies of the surroundings make the whole turn; a picture touches two of them at most. */
    @Override
    public void render(int frame, Graphics2D g, Framing framing) {
        if (framing.equals(Framing.AHEAD)) {
            render(frame, g);
            return;
        }
        AffineTransform scaled = g.getTransform();
        Surroundings around = surroundings(scaled.getScaleX());
        List<Shown> shown = shown(frame);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        int first = (int) Math.floor((framing.left() - Surroundings.LEFT) / Surroundings.WIDTH);
        int last = (int) Math.floor((framing.right() - Surroundings.LEFT) / Surroundings.WIDTH);
        for (int copy = first; copy <= last; copy++) {
            Graphics2D part = (Graphics2D) g.create();
            part.scale(framing.zoom(), framing.zoom());
            part.translate(-framing.left() + (double) copy * Surroundings.WIDTH, -framing.top());
            if (Math.floorMod(copy, 2) == 1) {
                // Around the middle of the copy.
                part.translate(2 * Surroundings.LEFT + Surroundings.WIDTH, 0);
                part.scale(-1, 1);
            }
            part.clip(Surroundings.AREA);
            around.paint(part);
            part.setColor(new Color(0, 0, 0, (int) (255 * light.shadow())));
            for (Shown s : shown) s.actor.figure().shadow(part, view, s.pose, light.sunX(), light.sunZ());
            paintByDepth(part, shown, sway(frame));
            if (light.darkness() > 0) {
                around.darken(part);
                for (Shown s : shown) s.actor.figure().lamps(part, view, s.pose);
            }
            part.dispose();
        }
        if (light.grain() > 0) {
            int width = (int) Math.round(View.WIDTH * scaled.getScaleX());
            int height = (int) Math.round(View.HEIGHT * scaled.getScaleY());
            BufferedImage grain = layers(width, height).grain;
            inDevice(g, scaled, () -> Overlay.layGrain(g, grain, width, height, seed, Math.floorMod(frame, frames)));
        }
    }

    private Surroundings surroundings(double pixelsPerUnit) {
        if (surroundings.size() >= SIZES_KEPT && !surroundings.containsKey(pixelsPerUnit)) surroundings.clear();
        return surroundings.computeIfAbsent(pixelsPerUnit, size -> Surroundings.of(backdrop, view, light, size));
    }

    private static void inDevice(Graphics2D g, AffineTransform scaled, Runnable drawing) {
        g.setTransform(AffineTransform.getTranslateInstance(scaled.getTranslateX(), scaled.getTranslateY()));
        drawing.run();
        g.setTransform(scaled);
    }

    /** Props, figures and sheets of fog, from far to near. */
    private void paintByDepth(Graphics2D g, List<Shown> farFirst, double sway) {
        int next = 0;
        int sheet = 0;
        for (Shown s : farFirst) {
            while (next < props.size() && props.get(next).z() > s.pose.z()) {
                sheet = fogBefore(g, props.get(next).z(), sheet);
                props.get(next++).painter().paint(g, sway);
            }
            sheet = fogBefore(g, s.pose.z(), sheet);
            s.sketch.paint(g);
        }
        while (next < props.size()) {
            sheet = fogBefore(g, props.get(next).z(), sheet);
            props.get(next++).painter().paint(g, sway);
        }
        fogBefore(g, 0, sheet);
    }

    /** Lays the sheets that are further than {@code z}; the first that is not yet laid. */
    private int fogBefore(Graphics2D g, double z, int from) {
        int sheet = from;
        while (light.weather().isFoggy() && sheet < Weather.sheets() && Weather.sheetM(sheet) > z)
            light.weather().laySheet(g, view, light, sheet++);
        return sheet;
    }

    /** Gusts that end where the loop begins. */
    private double sway(int frame) {
        double turns = 2 * Math.PI * Math.floorMod(frame, frames) / frames;
        double loopS = frames / FPS;
        return light.weather().wind()
                * (0.6 * Math.sin(turns * Math.round(loopS / 3.1)) + 0.4 * Math.sin(turns * Math.round(loopS / 1.3)));
    }

    private Layers layers(int width, int height) {
        var size = new Size(width, height);
        Layers known = layers.get(size);
        if (known != null) return known;
        if (layers.size() >= SIZES_KEPT) layers.clear();
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.scale((double) width / View.WIDTH, (double) height / View.HEIGHT);
        backdrop.paint(g);
        g.dispose();
        BufferedImage night = light.darkness() > 0 ? Overlay.night(view, light, width, height) : null;
        var made = new Layers(image, night, Overlay.grain(light.grain(), seed));
        layers.put(size, made);
        return made;
    }

    @Override
    public List<TrueObject> objects(int frame) {
        List<Shown> farFirst = shown(frame);
        List<TrueObject> truth = new ArrayList<>();
        for (int i = 0; i < farFirst.size(); i++) {
            Shown shown = farFirst.get(i);
            Rectangle2D whole = shown.sketch.bounds();
            Rectangle2D seen = whole.createIntersection(new Rectangle2D.Double(0, 0, View.WIDTH, View.HEIGHT));
            if (seen.getWidth() < SMALLEST || seen.getHeight() < SMALLEST) continue;
            double clear = light.weather().clearness(shown.pose.z());
            double visible = clear * visible(whole, shown.pose.z(), farFirst.subList(i + 1, farFirst.size()));
            if (visible < 0.02) continue;
            truth.add(new TrueObject(
                    shown.actor.id(),
                    shown.actor.figure().label(),
                    seen.getX() / View.WIDTH,
                    seen.getY() / View.HEIGHT,
                    seen.getWidth() / View.WIDTH,
                    seen.getHeight() / View.HEIGHT,
                    visible));
        }
        return truth;
    }

    /** Share of a grid of points over the box that is in the picture and behind nothing nearer. */
    private double visible(Rectangle2D whole, double z, List<Shown> nearer) {
        List<Rectangle2D> covers = new ArrayList<>();
        for (Shown s : nearer) covers.add(core(s));
        for (Prop prop : props) if (prop.z() < z && !prop.cover().isEmpty()) covers.add(prop.cover());
        int free = 0;
        int side = 12;
        for (int i = 0; i < side * side; i++) {
            double x = whole.getX() + whole.getWidth() * (i % side + 0.5) / side;
            double y = whole.getY() + whole.getHeight() * (i / side + 0.5) / side;
            boolean seen = x >= 0 && x < View.WIDTH && y >= 0 && y < View.HEIGHT;
            for (int c = 0; seen && c < covers.size(); c++)
                seen = !covers.get(c).contains(x, y);
            if (seen) free++;
        }
        return free / (double) (side * side);
    }

    /** The part of a figure's box that it really fills: people leave room left and right. */
    private static Rectangle2D core(Shown s) {
        Rectangle2D b = s.sketch.bounds();
        double trim = s.actor.figure() instanceof Vehicle ? 0.02 : 0.2;
        return new Rectangle2D.Double(
                b.getX() + trim * b.getWidth(), b.getY(), b.getWidth() * (1 - 2 * trim), b.getHeight());
    }
}
