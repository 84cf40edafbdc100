package metro.cctv.analytics.behaviour;

import static metro.cctv.analytics.behaviour.Clip.bag;
import static metro.cctv.analytics.behaviour.Clip.car;
import static metro.cctv.analytics.behaviour.Clip.drives;
import static metro.cctv.analytics.behaviour.Clip.during;
import static metro.cctv.analytics.behaviour.Clip.going;
import static metro.cctv.analytics.behaviour.Clip.later;
import static metro.cctv.analytics.behaviour.Clip.lies;
import static metro.cctv.analytics.behaviour.Clip.parks;
import static metro.cctv.analytics.behaviour.Clip.person;
import static metro.cctv.analytics.behaviour.Clip.standing;
import static metro.cctv.analytics.behaviour.Clip.stands;
import static metro.cctv.analytics.behaviour.Clip.walks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import metro.cctv.analytics.behaviour.Clip.Actor;
import metro.cctv.analytics.behaviour.Clip.Path;
import metro.cctv.analytics.behaviour.Clip.Pose;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.camera.Zone.Crossing;
import metro.cctv.contracts.camera.Zone.Kind;
import metro.cctv.contracts.camera.Zone.Vertex;
import metro.cctv.contracts.detection.ObjectClass;
import org.jspecify.annotations.Nullable;

/** Scenes at the level of tracks with exact truth: for each behaviour, those that show it and those that nearly do. */
final class ScenePack {
    /** Frame heights: the stage is 14.8 m wide and 8.3 m high. */
    private static final double NEAR = 0.12;
    /** 35 m wide and 20 m high. */
    private static final double FAR = 0.05;

    private final Random random;

    ScenePack(long seed) {
        this.random = new Random(seed);
    }

    /** @param dueS when the definition is fulfilled; null: never */
    record Scene(
            String name, Zone zone, Clip clip, @Nullable Double dueS) {}

    /** Which of its variants comes next is the number's; all else is chance. */
    Scene positive(Kind kind, int number) {
        return switch (kind) {
            case LOITERING -> loitering(between(11, 16));
            case INTRUSION -> intrusion(between(1, 5));
            case LINE_CROSSING -> crossing(true, number);
            case WRONG_WAY -> wrongWay(true, number);
            case RUNNING -> running(number);
            case CROWDING -> crowding(6 + number % 4, between(8, 20));
            case PERSON_ON_ROADWAY -> onRoadway(number);
            case VEHICLE_ON_PAVEMENT -> onPavement(number);
            case STOPPED_VEHICLE -> stopped(between(25, 45), 1 + number % 2);
            case ILLEGAL_PARKING -> parked(between(65, 110), number % 3 == 0);
            case CONGESTION -> congestion(5 + number % 3, between(0, 0.8), between(66, 100));
            case ABANDONED_OBJECT -> abandoned(between(34, 60), false);
            case REMOVED_OBJECT -> removed(between(64, 90), between(15, 30));
            case FALL -> fall(between(12, 25), number % 2 == 0);
            case FIGHT -> fight(between(0.6, 1.1), between(6, 12));
            case FIRE -> burning(Kind.FIRE, between(6, 20), 0);
            case SMOKE -> burning(Kind.SMOKE, between(9, 25), 0);
        };
    }

    Scene nearMiss(Kind kind, int number) {
        return switch (kind) {
            case LOITERING -> loitering(between(6, 9.2));
            case INTRUSION -> number % 2 == 0 ? intrusion(between(0.1, 0.35)) : pastTheZone(Kind.INTRUSION);
            case LINE_CROSSING -> crossing(false, number);
            case WRONG_WAY -> wrongWay(false, number);
            case RUNNING -> notRunning(number);
            case CROWDING ->
                number % 2 == 0
                        ? crowding(3 + number % 4 / 2, between(20, 30))
                        : crowding(5 + number % 3, between(2, 3.8));
            case PERSON_ON_ROADWAY -> notOnRoadway(number);
            case VEHICLE_ON_PAVEMENT -> notOnPavement(number);
            case STOPPED_VEHICLE -> number % 2 == 0 ? stopped(between(8, 16), 1) : queue(3 + number % 3);
            case ILLEGAL_PARKING -> notParked(number);
            case CONGESTION -> notCongested(number);
            case ABANDONED_OBJECT -> attended(number);
            case REMOVED_OBJECT -> notRemoved(number);
            case FALL -> notFallen(number);
            case FIGHT -> notFighting(number);
            case FIRE, SMOKE -> notBurning(kind, number);
        };
    }

    private Scene loitering(double dwell) {
        double enters = between(1, 4);
        Actor one =
                person(1, during(enters, enters + dwell, later(enters, strolls(between(4, 10), between(3, 7), 0.5))));
        return scene(area(Kind.LOITERING), NEAR, enters + dwell + 4, List.of(one), dwell >= 10 ? enters + 10 : null);
    }

    private Scene intrusion(double stays) {
        double enters = between(1, 4);
        Actor one = person(1, during(enters, enters + stays, stands(between(4, 10), between(3, 7))));
        return scene(area(Kind.INTRUSION), NEAR, enters + stays + 4, List.of(one), stays >= 0.5 ? enters + 0.5 : null);
    }

    /** Feet half a metre outside, heads in it. */
    private Scene pastTheZone(Kind kind) {
        Actor one = person(1, walks(-1, 8.1, 16, 8.1, between(0.9, 1.6)));
        return scene(roadway(kind, 0.5, 0.9), NEAR, 16, List.of(one), null);
    }

    private Scene crossing(boolean over, int number) {
        double starts = between(2, 4);
        Path path;
        if (over) path = walks(2, 5 + 0.1 * (number % 5), 12, 5, between(1, 1.8));
        else if (number % 3 == 0) path = walks(2, 8.2, 12, 8.2, between(1, 1.8)); // past its end
        else if (number % 3 == 1) path = backAndForth(5.6, 6.9, 5, between(1, 1.6)); // up to it and back
        else path = walks(12, 5, 2, 5, between(1, 1.8)); // the way that is allowed
        var line = new Zone(
                "z",
                "z",
                Kind.LINE_CROSSING,
                List.of(),
                null,
                List.of(new Vertex(0.5, 0.05), new Vertex(0.5, 0.9)),
                Crossing.RIGHT_TO_LEFT,
                null,
                List.of());
        return scene(
                line, NEAR, 16, List.of(person(1, during(starts, 99, later(starts, path)))), over ? starts + 5 : null);
    }

    private Scene wrongWay(boolean against, int number) {
        double starts = between(1, 3);
        double speed = between(4, 9);
        Path path;
        if (against) path = drives(30, 8 + number % 4, 4, 8 + number % 4, speed);
        else if (number % 3 == 0) path = drives(4, 8, 30, 8, speed);
        else if (number % 3 == 1) path = drives(20, 8, 18.2, 8, 1); // rolls back a little
        else path = going(15, 6, 15, 19, 3, 4.4, 1.5); // crosses the street
        Zone street = area(Kind.WRONG_WAY);
        var zone = new Zone("z", "z", Kind.WRONG_WAY, street.polygon(), null, List.of(), null, 90.0, List.of());
        double due = starts + Math.max(1, 3 / speed);
        return scene(zone, FAR, 12, List.of(car(1, during(starts, 99, later(starts, path)))), against ? due : null);
    }

    private Scene running(int number) {
        double starts = between(1, 4);
        double speed = between(4.2, 6.5);
        double y = between(3, 7);
        Path runs = number % 2 == 0 ? walks(0.5, y, 14, y, speed) : walks(14, y, 0.5, y + 0.5, speed);
        List<Actor> actors = new ArrayList<>(walkers(2));
        actors.add(person(1, during(starts, starts + 13.5 / speed, later(starts, runs))));
        return scene(area(Kind.RUNNING), NEAR, starts + 8, actors, starts + 1.2);
    }

    private Scene notRunning(int number) {
        double y = between(3, 7);
        List<Actor> actors = new ArrayList<>(walkers(2));
        switch (number % 4) {
            case 0 -> actors.add(person(1, walks(0.5, y, 14, y, between(1.6, 2.3))));
            case 1 -> {
                double speed = between(4, 6.5);
                actors.add(person(1, walks(0, y - 0.2, 16, y - 0.2, speed)));
                actors.add(new Actor(2, ObjectClass.BICYCLE, 0.6, going(0, y, 16, y, speed, 1.7, 1.0)));
            }
            case 2 -> { // the tracker jumps to somebody else
                double x = between(2, 6);
                double jumps = between(3, 6);
                double far = between(3.5, 6);
                actors.add(person(1, at -> new Pose(at < jumps ? x : x + far, y, 0.65, 1.7)));
            }
            default -> { // three quick steps
                double x = between(2, 6);
                double dash = between(3, 6);
                actors.add(person(1, at -> {
                    double gone = Math.clamp((at - dash) * 4, 0.0, 1.9);
                    return new Pose(x + gone, y, 0.65, 1.7);
                }));
            }
        }
        return scene(area(Kind.RUNNING), NEAR, 12, actors, null);
    }

    private Scene crowding(int people, double lasts) {
        double starts = between(1, 4);
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            Path path = strolls(1.5 + i * 1.3, between(3, 7), 0.3);
            actors.add(person(i + 1, during(starts, starts + lasts, path)));
        }
        boolean crowd = people >= 5 && lasts >= 5;
        return scene(area(Kind.CROWDING), NEAR, starts + lasts + 4, actors, crowd ? starts + 5 : null);
    }

    private Scene onRoadway(int number) {
        double speed = between(0.8, 1.6);
        // The pavement ends 4.2 m down.
        Path path = number % 2 == 0 ? walks(between(3, 12), 2.5, between(3, 12), 8, speed) : walks(0, 6, 15, 6, speed);
        double enters = number % 2 == 0 ? 1.7 / speed : 0.3 / speed;
        List<Actor> actors = List.of(person(1, path), car(2, drives(0, 7.9, 16, 7.9, 3)));
        return scene(roadway(Kind.PERSON_ON_ROADWAY, 0.5, 0.99), NEAR, 12, actors, enters + 1);
    }

    private Scene notOnRoadway(int number) {
        List<Actor> actors = new ArrayList<>(List.of(car(9, drives(0, 7.9, 16, 7.9, between(2, 5)))));
        double speed = between(0.9, 1.6);
        switch (number % 4) {
            case 0 -> actors.add(person(1, walks(0, 3.85, 15, 3.85, speed)));
            case 1 -> { // a step down and up
                double steps = between(3, 6);
                double down = between(0.2, 0.45);
                actors.add(person(1, at -> new Pose(6, at > steps && at < steps + down ? 4.5 : 3.8, 0.65, 1.7)));
            }
            case 2 -> {
                actors.add(person(1, walks(0, 5.8, 16, 5.8, 4)));
                actors.add(new Actor(2, ObjectClass.BICYCLE, 0.6, going(0, 6, 16, 6, 4, 1.7, 1.0)));
            }
            default -> {
                actors.add(person(1, walks(16, 6.7, 0, 6.7, 6)));
                actors.add(new Actor(2, ObjectClass.MOTORCYCLE, 0.7, going(16, 7, 0, 7, 6, 2.0, 1.1)));
            }
        }
        return scene(roadway(Kind.PERSON_ON_ROADWAY, 0.5, 0.99), NEAR, 14, actors, null);
    }

    private Scene onPavement(int number) {
        double starts = between(1, 4);
        Path path = number % 2 == 0 ? drives(2, 3.5, 13, 3.5, between(1, 2)) : parks(between(4, 10), 3.5);
        Actor one = number % 3 == 0
                ? new Actor(
                        1, ObjectClass.MOTORCYCLE, 0.7, during(starts, starts + 7, later(starts, sized(path, 2, 1.4))))
                : car(1, during(starts, starts + 7, later(starts, path)));
        return scene(
                roadway(Kind.VEHICLE_ON_PAVEMENT, 0.2, 0.5),
                NEAR,
                starts + 10,
                List.of(one, person(2, walks(0, 3, 15, 3, 1))),
                starts + 3);
    }

    private Scene notOnPavement(int number) {
        double starts = between(1, 4);
        Actor one = switch (number % 3) {
            // Over it into a yard: 2.5 m.
            case 0 -> car(1, during(starts, 99, later(starts, going(7, 7, 7, 0, between(1.3, 2.2), 3, 1.5))));
            case 1 -> car(1, drives(0, 4.6, 16, 4.6, between(1, 4)));
            default -> new Actor(1, ObjectClass.BICYCLE, 0.7, going(0, 3.5, 15, 3.5, 1.5, 1.7, 1.0));
        };
        return scene(
                roadway(Kind.VEHICLE_ON_PAVEMENT, 0.2, 0.5),
                NEAR,
                14,
                List.of(one, person(2, walks(0, 3, 15, 3, 1))),
                null);
    }

    private Scene stopped(double stands, int passing) {
        double arrives = between(2, 4);
        List<Actor> actors = new ArrayList<>();
        actors.add(car(1, stopsAt(14, 8, arrives, stands, 6)));
        for (int i = 0; i < passing; i++)
            actors.add(car(2 + i, during(5 + 6 * i, 99, later(5 + 6 * i, drives(-4, 12, 45, 12, 8)))));
        return scene(area(Kind.STOPPED_VEHICLE), FAR, arrives + stands + 8, actors, stands >= 20 ? arrives + 20 : null);
    }

    private Scene queue(int vehicles) {
        List<Actor> actors = new ArrayList<>();
        double waits = between(25, 45);
        for (int i = 0; i < vehicles; i++)
            actors.add(car(i + 1, stopsAt(30 - 6 * i, 8, 2 + 0.8 * i, waits - 0.5 * i, 6)));
        return scene(area(Kind.STOPPED_VEHICLE), FAR, waits + 12, actors, null);
    }

    private Scene parked(double stands, boolean hidden) {
        double arrives = between(2, 4);
        double bus = between(20, 50);
        double behind = between(2, 6);
        Path path = stopsAt(14, 8, arrives, stands, 5);
        List<Actor> actors = new ArrayList<>();
        if (hidden) { // a bus in front, and the tracker takes it for another car afterwards
            actors.add(car(1, during(0, bus, path)));
            actors.add(car(3, during(bus + behind, 999, path)));
        } else actors.add(car(1, path));
        actors.add(car(2, during(10, 99, later(10, drives(-4, 12, 45, 12, 8)))));
        return scene(area(Kind.ILLEGAL_PARKING), FAR, arrives + stands + 8, actors, arrives + 60);
    }

    private Scene notParked(int number) {
        List<Actor> actors = new ArrayList<>();
        switch (number % 4) {
            case 0 -> actors.add(car(1, stopsAt(14, 8, 3, between(40, 56), 5)));
            case 1 -> { // one leaves, another one takes the place
                double first = between(30, 40);
                actors.add(car(1, stopsAt(14, 8, 3, first, 5)));
                actors.add(car(2, during(first + 8, 999, later(first + 8, stopsAt(14, 8, 3, between(30, 45), 5)))));
            }
            case 2 -> actors.add(new Actor(1, ObjectClass.BICYCLE, 0.6, standing(14, 8, 1.7, 1.0)));
            default -> actors.add(car(1, going(6, 8, 30, 8, between(0.28, 0.4), 4.4, 1.5))); // crawls
        }
        return scene(area(Kind.ILLEGAL_PARKING), FAR, 95, actors, null);
    }

    private Scene congestion(int vehicles, double speed, double lasts) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < vehicles; i++) {
            double x = 3 + 5.5 * (i % 3);
            double y = 6 + 4 * (i / 3);
            actors.add(car(i + 1, during(1, 1 + lasts, drives(x, y, x + speed * 25, y, speed / 4))));
        }
        return scene(area(Kind.CONGESTION), FAR, lasts + 5, actors, 1.0 + 2 + 60);
    }

    private Scene notCongested(int number) {
        List<Actor> actors = new ArrayList<>();
        int vehicles = number % 3 == 1 ? 3 : 6;
        double lasts = number % 3 == 0 ? between(35, 54) : 100;
        for (int i = 0; i < vehicles; i++) {
            double x = 3 + 6 * (i % 3);
            double y = 6 + 4 * (i / 3);
            double speed = between(3, 7);
            int id = i + 1;
            Path path = number % 3 == 2
                    ? at -> new Pose(1 + (x + at * speed) % 33, y, 4.4, 1.5) // dense, but it flows
                    : during(1, 1 + lasts, parks(x, y));
            actors.add(car(id, path));
        }
        return scene(area(Kind.CONGESTION), FAR, 100, actors, null);
    }

    private Scene abandoned(double left, boolean back) {
        double down = between(3, 5);
        double goes = down + between(1, 4);
        double x = between(5, 8);
        double returns = goes + left;
        Path owner = at -> {
            if (at < down) return new Pose(x - 0.6 - (down - at) * 1.3, 6, 0.65, 1.7);
            double away = at < returns
                    ? Math.clamp((at - goes) * 1.3, 0.0, 6.0)
                    : Math.clamp(6 - (at - returns) * 1.3, 0.0, 6.0);
            return new Pose(x - 0.6 + (at < goes ? 0 : away + 1), 6, 0.65, 1.7);
        };
        List<Actor> actors = new ArrayList<>(walkers(1));
        actors.add(person(1, at -> at > returns && !back ? null : owner.at(at)));
        actors.add(bag(2, at -> new Pose(at < down ? x - (down - at) * 1.3 : x, 6, 0.6, 0.5)));
        double end = back ? returns + 20 : returns + 3;
        return scene(area(Kind.ABANDONED_OBJECT), NEAR, end, actors, back ? null : goes + 2 + 30);
    }

    private Scene attended(int number) {
        double x = between(5, 8);
        double down = between(3, 5);
        List<Actor> actors = new ArrayList<>();
        switch (number % 4) {
            case 0 -> { // sits beside it
                actors.add(person(1, standing(x - 1, 6, 0.8, 1.3)));
                actors.add(bag(2, during(down, 999, lies(x, 6))));
            }
            case 1 -> {
                return abandoned(between(12, 22), true);
            }
            case 2 -> { // the owner's track is lost and begins anew
                double lost = between(15, 30);
                actors.add(person(1, during(0, lost, stands(x - 1.2, 6))));
                actors.add(person(3, during(lost + 0.5, 999, stands(x - 1.2, 6))));
                actors.add(bag(2, during(down, 999, lies(x, 6))));
            }
            default -> { // carried about
                actors.add(person(1, strolls(x, 6, 0.8)));
                Path carried = strolls(x, 6, 0.8);
                actors.add(bag(2, at -> {
                    Pose pose = carried.at(at);
                    return pose == null ? null : new Pose(pose.x() + 0.4, 5.6, 0.6, 0.5);
                }));
            }
        }
        actors.addAll(walkers(1));
        return scene(area(Kind.ABANDONED_OBJECT), NEAR, 75, actors, null);
    }

    private Scene removed(double stood, double gone) {
        double x = between(5, 9);
        List<Actor> actors = new ArrayList<>();
        actors.add(bag(
                1, at -> at < stood ? new Pose(x, 6, 0.6, 0.5) : new Pose(x + (at - stood) * 1.3, 5.4, 0.6, 0.5)));
        actors.add(person(2, at -> {
            if (at < stood - 3) return null;
            return new Pose(at < stood ? x + 1.2 - (stood - at) * 1.3 : x + 0.4 + (at - stood) * 1.3, 6.1, 0.65, 1.7);
        }));
        return scene(area(Kind.REMOVED_OBJECT), NEAR, stood + gone, actors, stood + 1 + 10);
    }

    private Scene notRemoved(int number) {
        double x = between(5, 9);
        List<Actor> actors = new ArrayList<>();
        switch (number % 3) {
            case 0 -> { // somebody stands in front of it
                double from = between(65, 75);
                double to = from + between(15, 40);
                actors.add(bag(1, at -> at > from && at < to ? null : new Pose(x, 6, 0.6, 0.5)));
                actors.add(person(2, during(from - 0.3, to + 0.3, standing(x, 6.2, 0.9, 1.7))));
            }
            case 1 -> { // not there for long
                double stood = between(20, 50);
                actors.add(bag(1, during(5, 5 + stood, lies(x, 6))));
            }
            default -> { // the detector does not find it for a while
                double from = between(65, 75);
                double to = from + between(4, 8);
                actors.add(bag(1, at -> at > from && at < to ? null : new Pose(x, 6, 0.6, 0.5)));
            }
        }
        actors.addAll(walkers(1));
        return scene(area(Kind.REMOVED_OBJECT), NEAR, 125, actors, null);
    }

    private Scene fall(double lies, boolean newTrack) {
        double falls = between(3, 6);
        double x = between(4, 10);
        Path path = falling(x, 6, falls, lies, between(0.4, 0.6));
        List<Actor> actors = new ArrayList<>(walkers(1));
        if (newTrack) {
            actors.add(person(1, during(0, falls + 0.3, path)));
            actors.add(person(2, during(falls + 1, 999, path)));
        } else actors.add(person(1, path));
        return scene(area(Kind.FALL), NEAR, falls + lies + 4, actors, falls + 0.6 + 10);
    }

    private Scene notFallen(int number) {
        double x = between(4, 10);
        double when = between(3, 6);
        Path path = switch (number % 5) {
            case 0 -> squats(x, when, between(12, 20), 0.75, 0.9); // crouches
            case 1 -> falling(x, 6, when, between(3, 7.5), 0.5); // gets up again
            case 2 -> standing(x, 6, 1.65, 0.5); // lay there before
            case 3 ->
                at -> at < when // crawls on
                        ? new Pose(x, 6, 0.65, 1.7)
                        : new Pose(x - 3 + (at - when) * 0.35, 6, 1.4, 0.7);
            default -> squats(x, when, between(15, 25), 0.8, 1.25); // sits down on a bench
        };
        List<Actor> actors = new ArrayList<>(walkers(1));
        actors.add(person(1, path));
        return scene(area(Kind.FALL), NEAR, when + 26, actors, null);
    }

    private Scene fight(double apart, double lasts) {
        double starts = between(3, 6);
        double x = between(4, 10);
        List<Actor> actors = new ArrayList<>(walkers(1));
        actors.add(person(1, jerks(x, 6, starts, starts + lasts)));
        actors.add(person(2, jerks(x + apart, 6.1, starts, starts + lasts)));
        return scene(area(Kind.FIGHT), NEAR, starts + lasts + 5, actors, starts + 2 + 3);
    }

    private Scene notFighting(int number) {
        double x = between(4, 9);
        List<Actor> actors = new ArrayList<>();
        switch (number % 8) {
            case 0 -> { // talk
                actors.add(person(1, strolls(x, 6, 0.15)));
                actors.add(person(2, strolls(x + 0.8, 6, 0.15)));
            }
            case 1 -> { // walk together
                actors.add(person(1, walks(0, 6, 15, 6, 1.3)));
                actors.add(person(2, walks(0.8, 6.1, 15.8, 6.1, 1.3)));
            }
            case 2 -> { // one exercises, another one stands far off
                actors.add(person(1, jerks(x, 6, 2, 14)));
                actors.add(person(2, stands(x + 4, 6)));
            }
            case 3 -> { // run past each other
                actors.add(person(1, walks(0, 6, 15, 6, 4)));
                actors.add(person(2, walks(15, 6.2, 0, 6.2, 4)));
            }
            case 4 -> { // run up to each other and embrace
                actors.add(person(1, walks(x - 9, 6, x, 6, 2.5)));
                actors.add(person(2, walks(x + 9, 6.1, x + 0.35, 6.1, 2.5)));
            }
            case 5 -> { // dance
                double speed = between(0.5, 0.8);
                for (int i = 0; i < 2; i++) {
                    double side = x + 0.7 * i;
                    actors.add(person(i + 1, at -> new Pose(side + 0.3 * Math.sin(at * speed * 3), 6, 0.65, 1.7)));
                }
            }
            case 6 -> { // one exercises beside one who stands
                actors.add(person(1, jerks(x, 6, 2, 14)));
                actors.add(person(2, stands(x + 1.2, 6)));
            }
            default -> { // two exercise, well apart
                actors.add(person(1, jerks(x - 2, 6, 2, 14)));
                actors.add(person(2, jerks(x + 1.5, 6, 2, 14)));
            }
        }
        return scene(area(Kind.FIGHT), NEAR, 18, actors, null);
    }

    private Scene burning(Kind kind, double lasts, double speed) {
        double starts = between(2, 5);
        double x = between(3, 11);
        double grows = between(0, 0.06);
        double flickers = between(2, 5);
        ObjectClass label = ObjectClass.valueOf(kind.name());
        Path flame = at -> Math.sin(at * flickers * 2) < -0.8
                ? null
                : new Pose(x + speed * (at - starts), 6, 0.8 + grows * (at - starts), 0.9 + grows * (at - starts));
        var fire = new Actor(1, label, between(0.62, 0.9), during(starts, starts + lasts, flame));
        double due = starts + (kind == Kind.FIRE ? 3 : 5);
        return scene(area(kind), NEAR, starts + lasts + 5, List.of(fire), due);
    }

    private Scene notBurning(Kind kind, int number) {
        Scene flash = burning(kind, between(0.8, kind == Kind.FIRE ? 2 : 3.5), 0);
        Scene drives = burning(kind, 12, between(2, 5));
        Scene weak = burning(kind, 15, 0);
        return switch (number % 3) {
            case 0 -> new Scene(flash.name(), flash.zone(), flash.clip(), null);
            case 1 -> new Scene(drives.name(), drives.zone(), drives.clip(), null);
            default ->
                scene(
                        area(kind),
                        NEAR,
                        weak.clip().seconds(),
                        weak.clip().actors().stream()
                                .map(one -> new Actor(one.trackId(), one.label(), 0.35, one.path()))
                                .toList(),
                        null);
        };
    }

    /** Drives up, brakes, stands and drives on. */
    private static Path stopsAt(double x, double y, double arrives, double stands, double speed) {
        return at -> {
            double before = Math.max(0, arrives - at) * speed;
            double after = Math.max(0, at - arrives - stands) * speed;
            double where = x - before + after;
            return where < -3 || where > 40 ? null : new Pose(where, y, 4.4, 1.5);
        };
    }

    private static Path sized(Path path, double width, double height) {
        return at -> {
            Pose pose = path.at(at);
            return pose == null ? null : new Pose(pose.x(), pose.y(), width, height);
        };
    }

    /** Slowly round a place. */
    private Path strolls(double x, double y, double metres) {
        double phase = between(0, 6);
        double pace = between(0.3, 0.6);
        return at -> new Pose(
                x + metres * Math.sin(at * pace + phase), y + 0.3 * metres * Math.cos(at * pace * 0.7), 0.65, 1.7);
    }

    private static Path backAndForth(double from, double to, double y, double speed) {
        double way = to - from;
        return at -> {
            double gone = at * speed % (2 * way);
            return new Pose(gone < way ? from + gone : to - (gone - way), y, 0.65, 1.7);
        };
    }

    private static Path falling(double x, double y, double falls, double lies, double height) {
        return at -> {
            double down = Math.clamp((at - falls) / 0.6, 0.0, 1.0);
            double up = Math.clamp((at - falls - 0.6 - lies) / 1.2, 0.0, 1.0);
            double share = down - up;
            return new Pose(x + 0.4 * share, y, 0.65 + share * 1.0, 1.7 - share * (1.7 - height));
        };
    }

    private static Path squats(double x, double when, double lasts, double width, double height) {
        return at -> at < when || at > when + lasts ? new Pose(x, 6, 0.65, 1.7) : new Pose(x, 6, width, height);
    }

    /** To and fro at about 2 to 3 m/s between two times, else it stands. */
    private Path jerks(double x, double y, double from, double to) {
        double pace = between(5, 7);
        double width = between(0.45, 0.6);
        double phase = between(0, 6);
        return at -> at < from || at > to
                ? new Pose(x, y, 0.65, 1.7)
                : new Pose(
                        x + width * Math.sin(at * pace + phase),
                        y + 0.1 * Math.sin(at * pace * 1.7),
                        0.8 + 0.2 * Math.sin(at * pace * 1.3),
                        1.7 - 0.2 * Math.abs(Math.sin(at * pace)));
    }

    /** Who just passes by, from track 50 on. */
    private List<Actor> walkers(int count) {
        List<Actor> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double starts = between(0, 12);
            double y = between(2.5, 3.5);
            all.add(person(50 + i, during(starts, starts + 12, later(starts, walks(0, y, 15, y, between(1, 1.5))))));
        }
        return all;
    }

    private double between(double from, double to) {
        return from + random.nextDouble() * (to - from);
    }

    private static Zone area(Kind kind) {
        return new Zone(
                "z",
                "z",
                kind,
                List.of(new Vertex(0.01, 0.01), new Vertex(0.99, 0.01), new Vertex(0.99, 0.99), new Vertex(0.01, 0.99)),
                kind == Kind.LOITERING ? 10.0 : null,
                List.of(),
                null,
                kind == Kind.WRONG_WAY ? 90.0 : null,
                List.of());
    }

    /** A strip across the picture. */
    private static Zone roadway(Kind kind, double top, double bottom) {
        return new Zone(
                "z",
                "z",
                kind,
                List.of(new Vertex(0, top), new Vertex(1, top), new Vertex(1, bottom), new Vertex(0, bottom)),
                null);
    }

    private static Scene scene(Zone zone, double metre, double seconds, List<Actor> actors, @Nullable Double dueS) {
        return new Scene(
                zone.kind() + (dueS == null ? " near" : " positive"), zone, new Clip(seconds, metre, actors), dueS);
    }
}
