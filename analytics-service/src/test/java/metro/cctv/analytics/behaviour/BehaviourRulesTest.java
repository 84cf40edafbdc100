package metro.cctv.analytics.behaviour;

import static metro.cctv.analytics.behaviour.Clip.bag;
import static metro.cctv.analytics.behaviour.Clip.car;
import static metro.cctv.analytics.behaviour.Clip.during;
import static metro.cctv.analytics.behaviour.Clip.going;
import static metro.cctv.analytics.behaviour.Clip.lies;
import static metro.cctv.analytics.behaviour.Clip.parks;
import static metro.cctv.analytics.behaviour.Clip.person;
import static metro.cctv.analytics.behaviour.Clip.standing;
import static metro.cctv.analytics.behaviour.Clip.stands;
import static metro.cctv.analytics.behaviour.Clip.walks;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import metro.cctv.analytics.behaviour.Clip.Actor;
import metro.cctv.analytics.behaviour.Clip.Noise;
import metro.cctv.analytics.behaviour.Clip.Pose;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.camera.Zone.Kind;
import metro.cctv.contracts.camera.Zone.Vertex;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where each definition begins, without any noise; what noise does to it is ScenePackTest's. Frames every 200 ms. */
class BehaviourRulesTest {
    private static final double METRE = 0.12;

    @ParameterizedTest(name = "{0} m/s, rides {1}: {2}")
    @CsvSource({"2.8, false, 0", "3.2, false, 1", "5, false, 1", "5, true, 0"})
    void running(double speed, boolean rides, int alarms) {
        List<Actor> actors = new ArrayList<>(List.of(person(1, walks(0.5, 6, 14, 6, speed))));
        if (rides) actors.add(new Actor(2, ObjectClass.BICYCLE, 0.6, going(0.5, 6.2, 14, 6.2, speed, 1.7, 1.0)));
        assertThat(play(zone(Kind.RUNNING, Map.of()), 3, actors)).hasSize(alarms);
    }

    /** As few as a camera is left with when everything is far behind (SheddingPolicy). */
    @Test
    void runningIsToldAtFiveFramesInFourSeconds() {
        Clip clip = new Clip(6, METRE, List.of(person(1, walks(0.5, 6, 14, 6, 3.5))));
        assertThat(clip.play(
                        ZoneRule.of(zone(Kind.RUNNING, Map.of()), Duration.ofSeconds(10)),
                        new Noise(1.25, 0, 0),
                        new Random(1)))
                .hasSize(1);
    }

    @ParameterizedTest(name = "{0} people for {1} s: {2}")
    @CsvSource({"4, 20, 0", "5, 4.7, 0", "5, 5.3, 1", "9, 30, 1"})
    void crowding(int people, double seconds, int alarms) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < people; i++) actors.add(person(i + 1, during(1, 1 + seconds, stands(1.5 + i, 6))));
        List<BehaviourSeen> seen = play(zone(Kind.CROWDING, Map.of()), seconds + 3, actors);
        assertThat(seen).hasSize(alarms);
        assertThat(seen).allSatisfy(one -> {
            assertThat(one.startedAt()).isEqualTo(Clip.START.plusSeconds(1));
            assertThat(one.thresholds()).containsEntry("minPeople", 5.0);
        });
    }

    @Test
    void whatTheZoneSaysCounts() {
        List<Actor> three = List.of(person(1, stands(3, 6)), person(2, stands(4, 6)), person(3, stands(5, 6)));
        assertThat(play(zone(Kind.CROWDING, Map.of("minPeople", 3.0, "heldSeconds", 2.0)), 4, three))
                .singleElement()
                .satisfies(one -> assertThat(one.at()).isEqualTo(Clip.START.plusSeconds(2)));
    }

    @ParameterizedTest(name = "{0} for {1} s: {2}")
    @CsvSource({"PERSON, 0.8, 0", "PERSON, 1.2, 1", "PERSON, 20, 1", "CAR, 20, 0", "BICYCLE, 20, 0"})
    void personOnRoadway(ObjectClass label, double seconds, int alarms) {
        Actor one = new Actor(1, label, 0.8, during(1, 1.05 + seconds, stands(6, 6)));
        assertThat(play(zone(Kind.PERSON_ON_ROADWAY, Map.of()), seconds + 4, List.of(one)))
                .hasSize(alarms);
    }

    /** The machine is found in every other frame only. */
    @Test
    void aRiderStaysOne() {
        Actor rider = person(1, walks(0, 6, 15, 6, 3));
        Actor machine = new Actor(
                2,
                ObjectClass.MOTORCYCLE,
                0.6,
                at -> Math.round(at * 5) % 2 == 0 ? new Pose(at * 3, 6.2, 2, 1.1) : null);
        assertThat(play(zone(Kind.PERSON_ON_ROADWAY, Map.of()), 5, List.of(rider, machine)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} for {1} s: {2}")
    @CsvSource({"CAR, 2.8, 0", "CAR, 3.2, 1", "TRUCK, 5, 1", "MOTORCYCLE, 5, 1", "BICYCLE, 30, 0", "PERSON, 30, 0"})
    void vehicleOnPavement(ObjectClass label, double seconds, int alarms) {
        Actor one = new Actor(1, label, 0.8, during(1, 1.05 + seconds, parks(6, 6)));
        assertThat(play(zone(Kind.VEHICLE_ON_PAVEMENT, Map.of()), seconds + 4, List.of(one)))
                .hasSize(alarms);
    }

    @ParameterizedTest(name = "{0} standing for {1} s: {2}")
    @CsvSource({"1, 19.5, 0", "1, 20.5, 1", "2, 25, 2", "3, 60, 0"})
    void stoppedVehicle(int vehicles, double seconds, int alarms) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < vehicles; i++) actors.add(car(i + 1, during(1, 1 + seconds, parks(2.5 + 4.6 * i, 6))));
        assertThat(play(zone(Kind.STOPPED_VEHICLE, Map.of()), seconds + 4, actors))
                .hasSize(alarms);
    }

    /** Three wait for 40 s; then they drive off one after another, and perhaps the last one does not. */
    @ParameterizedTest(name = "the last one stays {0} s more: {1}")
    @CsvSource({"5, 0", "19, 0", "23, 1"})
    void whoStaysBehindAQueueHasStopped(double seconds, int alarms) {
        List<Actor> actors = List.of(
                car(1, during(0, 40, parks(2.5, 6))),
                car(2, during(0, 42, parks(7.2, 6))),
                car(3, during(0, 40 + seconds, parks(12, 6))));
        assertThat(play(zone(Kind.STOPPED_VEHICLE, Map.of()), 45 + seconds, actors))
                .hasSize(alarms);
    }

    @ParameterizedTest(name = "{0} for {1} s: {2}")
    @CsvSource({"CAR, 59.5, 0", "CAR, 60.5, 1", "TRUCK, 200, 1", "BICYCLE, 200, 0"})
    void illegalParking(ObjectClass label, double seconds, int alarms) {
        Actor one = new Actor(1, label, 0.8, during(1, 1 + seconds, parks(6, 6)));
        assertThat(play(zone(Kind.ILLEGAL_PARKING, Map.of()), seconds + 4, List.of(one)))
                .hasSize(alarms);
    }

    /** Hidden for so long behind a bus, and another track afterwards. */
    @ParameterizedTest(name = "hidden for {0} s: {1}")
    @CsvSource({"1, 1", "15, 1", "25, 0"})
    void aParkedCarIsItsPlace(double hidden, int alarms) {
        List<Actor> actors =
                List.of(car(1, during(1, 40, parks(6, 6))), car(2, during(40 + hidden, 75, parks(6.1, 6))));
        assertThat(play(zone(Kind.ILLEGAL_PARKING, Map.of()), 80, actors)).hasSize(alarms);
    }

    /** Its last metre takes a second, so the box where it came to rest is not the one that was seen first. */
    @Test
    void aCarThatBrakesStandsWhereItCameToRest() {
        Actor car = car(1, at -> new Pose(at < 3 ? 7 - 0.34 * (3 - at) : 7, 6, 4.4, 1.5));
        Actor trembling = car(1, at -> {
            Pose rests = car.path().at(at);
            return rests == null || at < 10 ? rests : new Pose(7 + 0.25 * Math.sin(at * 7), 6, 4.4, 1.5);
        });
        assertThat(play(zone(Kind.ILLEGAL_PARKING, Map.of()), 66, List.of(trembling)))
                .hasSize(1);
    }

    /** Another one that passes behind it is one box with it for so long; then its own box is back where it stood. */
    @ParameterizedTest(name = "away for {0} s: {1}")
    @CsvSource({"0.6, 1", "0.9, 1", "2, 0"})
    void whatPassesBehindTakesTheBoxAlong(double away, int alarms) {
        Actor car = car(1, at -> new Pose(at >= 40 && at < 40 + away ? 8.5 : 6, 6, 4.4, 1.5));
        assertThat(play(zone(Kind.ILLEGAL_PARKING, Map.of()), 66, List.of(car))).hasSize(alarms);
    }

    /** The first is seen elsewhere for so long, then never again; the second stands there from 5 s later on for so long. */
    @ParameterizedTest(name = "goes for {0} s, the next one stands for {1} s: {2}")
    @CsvSource({"0.4, 40, 0", "0.8, 40, 0", "0.4, 63, 1", "0, 40, 1"})
    void whoDrivesOffLeavesNothingToTheNext(double goes, double seconds, int alarms) {
        List<Actor> actors = List.of(
                car(1, during(0, 40 + goes, at -> new Pose(at < 40 ? 6 : 9, 6, 4.4, 1.5))),
                car(2, during(45, 45 + seconds, parks(6, 6))));
        assertThat(play(zone(Kind.ILLEGAL_PARKING, Map.of()), 120, actors)).hasSize(alarms);
    }

    /** Hidden between two moments at which what passes took its box along. */
    @Test
    void momentsAwayDoNotAddUp() {
        Actor car = car(1, at -> {
            boolean passed = at >= 40 && at < 40.4 || at >= 41.2 && at < 41.6;
            if (at >= 40.4 && at < 41.2) return null;
            return new Pose(passed ? 8.5 : 6, 6, 4.4, 1.5);
        });
        assertThat(play(zone(Kind.ILLEGAL_PARKING, Map.of()), 66, List.of(car))).hasSize(1);
    }

    /** The first is seen to drive off; the second stands where it stood. */
    @Test
    void twoCarsInOnePlaceAreTwo() {
        List<Actor> actors = List.of(
                car(1, at -> new Pose(at < 40 ? 6 : 6 + (at - 40) * 5, 6, 4.4, 1.5)),
                car(2, during(43, 85, parks(6, 6))));
        assertThat(play(zone(Kind.ILLEGAL_PARKING, Map.of()), 90, actors)).isEmpty();
    }

    @ParameterizedTest(name = "{0} at {1} m/s for {2} s: {3}")
    @CsvSource({"4, 0, 61, 0", "4, 0, 64, 1", "3, 0, 100, 0", "4, 0.2, 70, 1", "6, 3, 100, 0"})
    void congestion(int vehicles, double speed, double seconds, int alarms) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < vehicles; i++) {
            double y = 3 + i;
            actors.add(car(i + 1, during(0, seconds, at -> new Pose((at * speed) % 12 + 1, y, 4.4, 1.5))));
        }
        assertThat(play(zone(Kind.CONGESTION, Map.of()), seconds + 4, actors)).hasSize(alarms);
    }

    /** The bag stands from the first second on; its owner goes so far away for so long. */
    @ParameterizedTest(name = "{0} m away for {1} s: {2}")
    @CsvSource({"2.5, 60, 0", "4, 29, 0", "4, 33, 1", "0, 60, 0"})
    void abandonedObject(double metres, double seconds, int alarms) {
        List<Actor> actors = List.of(
                bag(1, lies(8, 6)),
                person(2, at -> new Pose(at > 5 && at < 5 + seconds ? 8 - metres : 7.5, 6, 0.65, 1.7)));
        assertThat(play(zone(Kind.ABANDONED_OBJECT, Map.of()), seconds + 10, actors))
                .hasSize(alarms);
    }

    @Test
    void whoWalksPastABagDoesNotLookAfterIt() {
        List<Actor> actors = new ArrayList<>(List.of(bag(1, lies(8, 6))));
        for (int i = 0; i < 10; i++) {
            int at = 4 * i + 3;
            actors.add(person(2 + i, during(at, at + 12, Clip.later(at, walks(0, 6.2, 15, 6.2, 1.4)))));
        }
        assertThat(play(zone(Kind.ABANDONED_OBJECT, Map.of()), 40, actors)).hasSize(1);
    }

    @ParameterizedTest(name = "stood {0} s, gone {1} s, hidden {2}: {3}")
    @CsvSource({"55, 30, false, 0", "65, 9, false, 0", "65, 12, false, 1", "65, 60, true, 0"})
    void removedObject(double stood, double gone, boolean hidden, int alarms) {
        List<Actor> actors = new ArrayList<>(List.of(
                bag(1, at -> at < stood || at > stood + gone ? new Pose(8, 6, 0.6, 0.5) : null)));
        if (hidden) actors.add(person(2, during(stood - 1, stood + gone + 1, standing(8, 6.2, 0.9, 1.7))));
        assertThat(play(zone(Kind.REMOVED_OBJECT, Map.of()), stood + gone + 5, actors))
                .hasSize(alarms);
    }

    @ParameterizedTest(name = "box {0} m wide, {1} m high for {2} s: {3}")
    @CsvSource({
        "1.6, 0.5, 9.5,  0",
        "1.6, 0.5, 10.5, 1",
        "1.6, 0.5, 60,   1",
        "0.8, 0.9, 60,   0",
        "0.9, 1.2, 60,   0",
        "1.8, 1.5, 60,   0"
    })
    void fall(double width, double height, double seconds, int alarms) {
        Actor one =
                person(1, at -> at > 2 && at < 2 + seconds ? new Pose(7, 6, width, height) : new Pose(7, 6, 0.65, 1.7));
        assertThat(play(zone(Kind.FALL, Map.of()), seconds + 5, List.of(one))).hasSize(alarms);
    }

    @Test
    void whoLayThereFromTheStartOrIsCutByTheEdgeHasNotFallen() {
        assertThat(play(zone(Kind.FALL, Map.of()), 40, List.of(person(1, standing(7, 6, 1.6, 0.5)))))
                .isEmpty();
        Actor cut = person(1, at -> new Pose(7, at < 3 ? 8 : 9.4, 0.65, 1.7)); // only head and shoulders are left
        assertThat(play(zone(Kind.FALL, Map.of()), 40, List.of(cut))).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} s at {2} m/s, {3}: {4}")
    @CsvSource({
        "FIRE,  2.7, 0, 0.8, 0",
        "FIRE,  3.3, 0, 0.8, 1",
        "FIRE,  30,  0, 0.4, 0",
        "FIRE,  3.3, 3, 0.8, 0",
        "SMOKE, 30,  0, 0.8, 0"
    })
    void fire(ObjectClass label, double seconds, double speed, double confidence, int alarms) {
        var one = new Actor(1, label, confidence, during(1, 1 + seconds, at -> new Pose(2 + at * speed, 6, 0.8, 0.9)));
        assertThat(play(zone(Kind.FIRE, Map.of()), seconds + 4, List.of(one))).hasSize(alarms);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothingIsToldOfAnEmptyStreetOrAfterAMinuteOfSilence(Kind kind) {
        ZoneRule rule = ZoneRule.of(zone(kind, Map.of()), Duration.ofSeconds(10));
        List<TrackedObject> one = List.of(new TrackedObject(1, ObjectClass.PERSON, 0.9, new Box(0.4, 0.4, 0.1, 0.3)));
        assertThat(rule.see(Clip.START, Clip.ASPECT, one)).isEmpty();
        assertThat(rule.see(Clip.START.plusSeconds(90), Clip.ASPECT, one)).isEmpty();
        for (int second = 91; second < 300; second++)
            assertThat(rule.see(Clip.START.plusSeconds(second), Clip.ASPECT, List.of()))
                    .isEmpty();
    }

    /** A city has thousands of quiet cameras. A line has no outside, so its rule follows whoever is there. */
    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "LINE_CROSSING")
    void nothingIsAllocatedWhereNothingHappens(Kind kind) {
        Zone corner = new Zone(
                "z",
                "z",
                kind,
                List.of(new Vertex(0, 0), new Vertex(0.1, 0), new Vertex(0.1, 0.1)),
                null,
                List.of(),
                null,
                kind == Kind.WRONG_WAY ? 0.0 : null,
                List.of());
        ZoneRule rule = ZoneRule.of(corner, Duration.ofSeconds(10));
        List<TrackedObject> elsewhere = new ArrayList<>();
        for (ObjectClass label : ObjectClass.values())
            elsewhere.add(new TrackedObject(label.ordinal(), label, 0.9, new Box(0.6, 0.6, 0.1, 0.2)));
        Instant[] frames = new Instant[2000];
        for (int i = 0; i < frames.length; i++) frames[i] = Clip.START.plusMillis(200L * i);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 1000; i++) rule.see(frames[i], Clip.ASPECT, elsewhere);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 1000; i < 2000; i++) rule.see(frames[i], Clip.ASPECT, elsewhere);
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 1000)
                .as("bytes a frame")
                .isLessThan(8);
    }

    @Test
    void aZonesOwnCoolDownCounts() {
        var watch = new CameraWatch(Duration.ofSeconds(10), Duration.ofSeconds(30), ZoneId.of("Asia/Seoul"));
        watch.configure(List.of(zone(Kind.INTRUSION, Map.of(Kind.COOL_DOWN, 5.0))));
        int alerts = 0;
        int suppressed = 0;
        for (int ms = 0; ms <= 20_000; ms += 200) {
            // Somebody new every two seconds.
            var one = new TrackedObject(ms / 2000, ObjectClass.PERSON, 0.9, new Box(0.4, 0.4, 0.1, 0.3));
            Instant at = Clip.START.plusMillis(ms);
            CameraWatch.Verdict verdict = watch.see(at, Clip.ASPECT, List.of(one));
            alerts += verdict.alerts().size();
            suppressed += verdict.suppressed().size();
        }
        assertThat(alerts).isEqualTo(4);
        assertThat(suppressed).isEqualTo(6);
    }

    private static List<BehaviourSeen> play(Zone zone, double seconds, List<Actor> actors) {
        return new Clip(seconds, METRE, actors)
                .play(ZoneRule.of(zone, Duration.ofSeconds(10)), Noise.NONE, new Random(1));
    }

    private static Zone zone(Kind kind, Map<String, Double> parameters) {
        List<Vertex> corners = kind.isLine()
                ? List.of()
                : List.of(new Vertex(0, 0), new Vertex(1, 0), new Vertex(1, 1), new Vertex(0, 1));
        List<Vertex> line = kind.isLine() ? List.of(new Vertex(0.5, 0), new Vertex(0.5, 1)) : List.of();
        return new Zone(
                "z", "z", kind, corners, null, line, null, kind == Kind.WRONG_WAY ? 0.0 : null, List.of(), parameters);
    }
}
