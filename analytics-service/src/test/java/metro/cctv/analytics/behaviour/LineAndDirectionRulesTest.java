package metro.cctv.analytics.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import metro.cctv.contracts.camera.WatchHours;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.camera.Zone.Crossing;
import metro.cctv.contracts.camera.Zone.Kind;
import metro.cctv.contracts.camera.Zone.Vertex;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineAndDirectionRulesTest {
    /** A Saturday, 18:00 in Seoul. */
    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final double ASPECT = 16 / 9.0;
    private static final long FRAME_MS = 200;

    /**
     * The line runs up through the middle of the picture (0.5 0.8 to 0.5 0.2), so left is left. Feet of a box 0.2 high, one
     * position a frame; clear of the line is 0.02 of the frame's height, that is 0.01125 of its width.
     */
    @ParameterizedTest(name = "{0}, {1}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            straight over               | BOTH          | 0.40 0.5, 0.48 0.5, 0.52 0.5, 0.60 0.5              | LR
            straight back               | BOTH          | 0.60 0.5, 0.52 0.5, 0.48 0.5, 0.40 0.5              | RL
            counted way                 | LEFT_TO_RIGHT | 0.40 0.5, 0.60 0.5                                  | LR
            other way                   | LEFT_TO_RIGHT | 0.60 0.5, 0.40 0.5                                  |
            other way counted           | RIGHT_TO_LEFT | 0.60 0.5, 0.40 0.5                                  | RL
            counted way not             | RIGHT_TO_LEFT | 0.40 0.5, 0.60 0.5                                  |
            up to it and back           | BOTH          | 0.40 0.5, 0.49 0.5, 0.40 0.5                        |
            a toe over it and back      | BOTH          | 0.40 0.5, 0.505 0.5, 0.40 0.5                       |
            trembling on it             | BOTH          | 0.40 0.5, 0.495 0.5, 0.505 0.5, 0.495 0.5, 0.505 0.5, 0.495 0.5, 0.40 0.5 |
            trembling, then over        | BOTH          | 0.40 0.5, 0.495 0.5, 0.505 0.5, 0.495 0.5, 0.505 0.5, 0.60 0.5            | LR
            over and back               | BOTH          | 0.40 0.5, 0.60 0.5, 0.40 0.5                        | LR RL
            over and back, one counts   | LEFT_TO_RIGHT | 0.40 0.5, 0.60 0.5, 0.40 0.5                        | LR
            round its end               | BOTH          | 0.40 0.5, 0.40 0.9, 0.60 0.9, 0.60 0.5              |
            just past its end           | BOTH          | 0.40 0.81, 0.60 0.81                                |
            just within its end         | BOTH          | 0.40 0.79, 0.60 0.79                                | LR
            along it                    | BOTH          | 0.45 0.9, 0.45 0.5, 0.45 0.1                        |
            begins on it, leaves right  | BOTH          | 0.50 0.5, 0.60 0.5                                  |
            begins on it, leaves left   | BOTH          | 0.50 0.5, 0.40 0.5                                  | RL
            stops on it                 | BOTH          | 0.40 0.5, 0.50 0.5, 0.50 0.5                        |
            over it and stays near      | BOTH          | 0.40 0.5, 0.505 0.5, 0.508 0.5                      |
            over, back round, over      | BOTH          | 0.40 0.5, 0.60 0.5, 0.60 0.9, 0.40 0.9, 0.40 0.5, 0.60 0.5 | LR LR
            """)
    void lineCrossing(String story, Crossing counted, String feet, @Nullable String expected) {
        var rule = new LineCrossingRule(line("0.5 0.8, 0.5 0.2", counted));

        assertThat(crossings(rule, feet)).isEqualTo(expected == null ? "" : expected);
    }

    /** A bent fence round a nook (below left of its corner). */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            in through the corner    | 0.6 0.4, 0.4 0.6                     | 1
            out through the corner   | 0.4 0.6, 0.6 0.4                     | 1
            past the corner          | 0.4 0.4, 0.6 0.6                     | 0
            through the first leg    | 0.2 0.4, 0.2 0.6                     | 1
            in by one, out by other  | 0.4 0.45, 0.45 0.55, 0.55 0.55       | 2
            over both in one step    | 0.45 0.4, 0.55 0.7                   | 0
            all round the corner     | 0.6 0.45, 0.44 0.45, 0.44 0.55, 0.6 0.55, 0.6 0.45 | 2
            touches the corner       | 0.4 0.4, 0.5 0.5, 0.4 0.4            | 0
            touches it from inside   | 0.4 0.6, 0.5 0.5, 0.4 0.6            | 0
            """)
    void bentLines(String story, String feet, int expected) {
        var rule = new LineCrossingRule(line("0.1 0.5, 0.5 0.5, 0.5 0.9", Crossing.BOTH));

        assertThat(play(rule, feet, ObjectClass.PERSON, 0.02)).hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource({"PERSON, 1", "CAR, 1", "BICYCLE, 1", "BAG, 0", "ANIMAL, 0"})
    void peopleAndVehiclesCrossLines(ObjectClass label, int expected) {
        var rule = new LineCrossingRule(line("0.5 0.8, 0.5 0.2", Crossing.BOTH));

        assertThat(play(rule, "0.4 0.5, 0.6 0.5", label, 0.2)).hasSize(expected);
    }

    @Test
    void aCrossingBeginsWhereTheLineWasPassedAndIsToldWhenClearOfIt() {
        var rule = new LineCrossingRule(line("0.5 0.8, 0.5 0.2", Crossing.BOTH));

        BehaviourSeen seen = play(rule, "0.40 0.5, 0.505 0.5, 0.506 0.5, 0.55 0.5", ObjectClass.PERSON, 0.2)
                .getFirst();

        assertThat(seen.startedAt()).isEqualTo(START.plusMillis(FRAME_MS));
        assertThat(seen.at()).isEqualTo(START.plusMillis(3 * FRAME_MS));
        assertThat(seen.thresholds()).containsEntry("clearOfHeight", 0.1);
    }

    @Test
    void whoComesBackAfterAMinuteHasCrossedNothing() {
        var rule = new LineCrossingRule(line("0.5 0.8, 0.5 0.2", Crossing.BOTH));
        rule.see(START, ASPECT, List.of(object(1, ObjectClass.PERSON, 0.4, 0.5, 0.2)));

        assertThat(rule.see(START.plusSeconds(61), ASPECT, List.of(object(1, ObjectClass.PERSON, 0.6, 0.5, 0.2))))
                .isEmpty();
    }

    @Test
    void twoTracksDoNotMix() {
        var rule = new LineCrossingRule(line("0.5 0.8, 0.5 0.2", Crossing.BOTH));
        rule.see(START, ASPECT, List.of(object(1, ObjectClass.PERSON, 0.4, 0.5, 0.2)));

        assertThat(rule.see(START.plusMillis(200), ASPECT, List.of(object(2, ObjectClass.PERSON, 0.6, 0.5, 0.2))))
                .isEmpty();
    }

    /**
     * The street allows up (0). Feet from one place to another in so many seconds, evenly; a person 0.1 high is 1.7 m, so 3 m
     * are 0.176 of the frame's height.
     */
    @ParameterizedTest(name = "{0}: {6}")
    @CsvSource(delimiter = '|', textBlock = """
            against it               | PERSON | 0   | 0.5 0.3 | 0.5 0.6   | 3   | 1
            along it                 | PERSON | 0   | 0.5 0.6 | 0.5 0.3   | 3   | 0
            across it                | PERSON | 0   | 0.3 0.5 | 0.7 0.5   | 3   | 0
            askew by 45 degrees      | PERSON | 0   | 0.4 0.3 | 0.5125 0.5| 3   | 1
            askew by 70 degrees      | PERSON | 0   | 0.3 0.3 | 0.61 0.5  | 3   | 0
            too short                | PERSON | 0   | 0.5 0.4 | 0.5 0.57  | 3   | 0
            just long enough         | PERSON | 0   | 0.5 0.4 | 0.5 0.58  | 3   | 1
            too sudden               | PERSON | 0   | 0.5 0.3 | 0.5 0.6   | 0.8 | 0
            just slow enough         | PERSON | 0   | 0.5 0.3 | 0.5 0.6   | 1.2 | 1
            a car backs into a space | CAR    | 0   | 0.5 0.4 | 0.5 0.59  | 3   | 0
            a car the wrong way      | CAR    | 0   | 0.5 0.4 | 0.5 0.61  | 3   | 1
            a bag on the wind        | BAG    | 0   | 0.5 0.2 | 0.5 0.8   | 3   | 0
            outside the zone         | PERSON | 0   | 0.1 0.3 | 0.1 0.6   | 3   | 0
            to the right allowed     | PERSON | 90  | 0.6 0.5 | 0.4 0.5   | 3   | 1
            to the right, along      | PERSON | 90  | 0.4 0.5 | 0.6 0.5   | 3   | 0
            downwards allowed        | PERSON | 180 | 0.5 0.6 | 0.5 0.3   | 3   | 1
            """)
    void wrongWay(String story, ObjectClass label, double heading, String from, String to, double seconds, int alarms) {
        var rule = new WrongWayRule(street(heading));
        Vertex a = vertices(from).getFirst();
        Vertex b = vertices(to).getFirst();
        int count = 0;
        long frames = Math.round(seconds * 1000 / FRAME_MS);
        for (long i = 0; i <= frames; i++) {
            double share = i / (double) frames;
            count += rule.see(
                            START.plusMillis(i * FRAME_MS),
                            ASPECT,
                            List.of(object(
                                    1, label, a.x() + share * (b.x() - a.x()), a.y() + share * (b.y() - a.y()), 0.1)))
                    .size();
        }
        assertThat(count).isEqualTo(alarms);
    }

    @Test
    void waitingAndTremblingIsNoWrongWay() {
        var rule = new WrongWayRule(street(0));
        List<BehaviourSeen> seen = new ArrayList<>();
        for (int i = 0; i < 300; i++)
            seen.addAll(rule.see(
                    START.plusMillis(i * FRAME_MS),
                    ASPECT,
                    List.of(object(1, ObjectClass.PERSON, 0.5, 0.5 + 0.02 * Math.sin(i), 0.1))));
        assertThat(seen).isEmpty();
    }

    /** First along the street, then back: measured from where he turned, told once. */
    @Test
    void whoTurnsRoundIsMeasuredFromThereAndToldOnce() {
        var rule = new WrongWayRule(street(0));
        String feet = "0.5 0.7, 0.5 0.6, 0.5 0.5, 0.5 0.4, 0.5 0.42, 0.5 0.44, 0.5 0.46, 0.5 0.48, 0.5 0.50, 0.5 0.52, "
                + "0.5 0.54, 0.5 0.56, 0.5 0.58, 0.5 0.60, 0.5 0.62";

        List<BehaviourSeen> seen = play(rule, feet, ObjectClass.PERSON, 0.1);

        assertThat(seen).singleElement().satisfies(s -> {
            assertThat(s.startedAt()).isEqualTo(START.plusMillis(3 * FRAME_MS));
            assertThat(s.at()).isEqualTo(START.plusMillis(12 * FRAME_MS));
            assertThat(s.thresholds()).containsEntry("minMetres", 3.0).containsEntry("minSeconds", 1.0);
        });
    }

    @ParameterizedTest(name = "{0} {1}-{2} at {3}: {4}")
    @CsvSource(textBlock = """
            SATURDAY, 17:00, 19:00, 2026-11-21T09:00:00Z, true
            SATURDAY, 18:00, 19:00, 2026-11-21T09:00:00Z, true
            SATURDAY, 17:00, 18:00, 2026-11-21T09:00:00Z, false
            SATURDAY, 09:00, 10:00, 2026-11-21T09:00:00Z, false
            FRIDAY,   22:00, 06:00, 2026-11-20T20:59:00Z, true
            FRIDAY,   22:00, 06:00, 2026-11-20T21:00:00Z, false
            FRIDAY,   22:00, 06:00, 2026-11-20T12:59:59Z, false
            FRIDAY,   22:00, 06:00, 2026-11-20T13:00:00Z, true
            SUNDAY,   00:00, 00:00, 2026-11-21T15:00:00Z, true
            SUNDAY,   00:00, 00:00, 2026-11-22T14:59:59Z, true
            SUNDAY,   00:00, 00:00, 2026-11-22T15:00:00Z, false
            """)
    void hoursAreTheCitys(String day, String from, String to, Instant at, boolean watched) {
        assertThat(ScheduleRule.isWatched(List.of(hours(day, from, to)), at, SEOUL))
                .isEqualTo(watched);
        assertThat(ScheduleRule.isWatched(List.of(), at, SEOUL)).isTrue();
    }

    /** Watched from 18:00:05: whoever stands there already has stood there since then, and at 18:00:20 it ends. */
    @ParameterizedTest
    @CsvSource({"LOITERING, 15", "INTRUSION, 5.6", "WRONG_WAY, 0", "LINE_CROSSING, 0"})
    void everyKindKeepsItsHours(Kind kind, double firstAlarmSeconds) {
        var watch = new CameraWatch(Duration.ofSeconds(10), Duration.ZERO, SEOUL);
        Zone zone = zone(kind, List.of(hours("SATURDAY", "18:00:05", "18:00:20")));
        watch.configure(List.of(zone));
        List<BehaviourSeen> seen = new ArrayList<>();
        for (long ms = 0; ms <= 40_000; ms += FRAME_MS)
            seen.addAll(watch.see(START.plusMillis(ms), ASPECT, List.of(object(1, ObjectClass.PERSON, 0.5, 0.5, 0.1)))
                    .alerts());

        if (firstAlarmSeconds == 0) assertThat(seen).isEmpty();
        else
            assertThat(seen)
                    .singleElement()
                    .satisfies(
                            s -> assertThat(s.at()).isEqualTo(START.plusMillis(Math.round(firstAlarmSeconds * 1000))));
    }

    @ParameterizedTest(name = "a line in hours {0}-{1}: {2}")
    @CsvSource({"18:00, 18:30, 1", "18:30, 19:00, 0", "17:00, 18:00, 0"})
    void linesAndDirectionsKeepTheirHoursToo(String from, String to, int alerts) {
        var watch = new CameraWatch(Duration.ofSeconds(10), Duration.ZERO, SEOUL);
        watch.configure(List.of(
                zone(Kind.LINE_CROSSING, List.of(hours("SATURDAY", from, to))),
                zone(Kind.WRONG_WAY, List.of(hours("SATURDAY", from, to)))));
        List<BehaviourSeen> seen = new ArrayList<>();
        for (int i = 0; i <= 10; i++)
            seen.addAll(watch.see(
                            START.plusMillis(i * FRAME_MS),
                            ASPECT,
                            List.of(object(1, ObjectClass.PERSON, 0.3 + 0.03 * i, 0.25 + 0.04 * i, 0.1)))
                    .alerts());
        assertThat(seen.stream().map(BehaviourSeen::behaviour).distinct()).hasSize(2 * alerts);
    }

    /** The known gap: a river was taken for a bus, and the pause after that alert hid the person eleven seconds later. */
    @Test
    void aFalseVehicleDoesNotHideAPerson() {
        var watch = new CameraWatch(Duration.ofSeconds(10), Duration.ofSeconds(30), SEOUL);
        watch.configure(List.of(zone(Kind.INTRUSION, List.of())));
        List<String> alerts = new ArrayList<>();
        List<String> merged = new ArrayList<>();
        for (long ms = 0; ms <= 20_000; ms += FRAME_MS) {
            List<TrackedObject> objects = new ArrayList<>();
            objects.add(object(1, ObjectClass.BUS, 0.5, 0.5, 0.3));
            if (ms >= 5_000) objects.add(object(2, ObjectClass.TRUCK, 0.6, 0.5, 0.3));
            if (ms >= 11_000) objects.add(object(3, ObjectClass.PERSON, 0.4, 0.5, 0.1));
            if (ms >= 15_000) objects.add(object(4, ObjectClass.PERSON, 0.3, 0.5, 0.1));
            var verdict = watch.see(START.plusMillis(ms), ASPECT, objects);
            verdict.alerts()
                    .forEach(s -> alerts.add(s.doer().label() + " " + s.doer().trackId()));
            verdict.suppressed()
                    .forEach(s -> merged.add(s.doer().label() + " " + s.doer().trackId()));
        }
        assertThat(alerts).containsExactly("BUS 1", "PERSON 3");
        assertThat(merged).containsExactly("TRUCK 2", "PERSON 4");
    }

    @Test
    void aChangedLineStartsAnewAndTheOtherGoesOn() {
        var watch = new CameraWatch(Duration.ofSeconds(10), Duration.ZERO, SEOUL);
        Zone kept = line("0.5 0.8, 0.5 0.2", Crossing.BOTH);
        watch.configure(List.of(kept, street(0)));
        watch.see(START, ASPECT, List.of(object(1, ObjectClass.PERSON, 0.4, 0.5, 0.1)));
        watch.configure(List.of(kept, street(180)));

        assertThat(watch.see(START.plusMillis(200), ASPECT, List.of(object(1, ObjectClass.PERSON, 0.6, 0.5, 0.1)))
                        .alerts())
                .hasSize(1);
    }

    private static String crossings(LineCrossingRule rule, String feet) {
        List<String> all = new ArrayList<>();
        List<Vertex> steps = vertices(feet);
        for (int i = 0; i < steps.size(); i++) {
            Vertex foot = steps.get(i);
            for (BehaviourSeen ignored : rule.see(
                    START.plusMillis(i * FRAME_MS),
                    ASPECT,
                    List.of(object(1, ObjectClass.PERSON, foot.x(), foot.y(), 0.2))))
                all.add(foot.x() > 0.5 ? "LR" : "RL");
        }
        return String.join(" ", all);
    }

    private static List<BehaviourSeen> play(ZoneRule rule, String feet, ObjectClass label, double height) {
        List<BehaviourSeen> all = new ArrayList<>();
        List<Vertex> steps = vertices(feet);
        for (int i = 0; i < steps.size(); i++)
            all.addAll(rule.see(
                    START.plusMillis(i * FRAME_MS),
                    ASPECT,
                    List.of(object(1, label, steps.get(i).x(), steps.get(i).y(), height))));
        return all;
    }

    private static TrackedObject object(long track, ObjectClass label, double footX, double footY, double height) {
        double width = height / 4;
        return new TrackedObject(track, label, 0.9, new Box(footX - width / 2, footY - height, width, height));
    }

    private static Zone line(String vertices, Crossing counted) {
        return new Zone(
                "l1", "fence", Kind.LINE_CROSSING, List.of(), null, vertices(vertices), counted, null, List.of());
    }

    private static Zone street(double heading) {
        return new Zone("s1", "street", Kind.WRONG_WAY, AREA, null, List.of(), null, heading, List.of());
    }

    private static final List<Vertex> AREA = vertices("0.2 0.1, 0.8 0.1, 0.8 0.9, 0.2 0.9");

    private static Zone zone(Kind kind, List<WatchHours> schedule) {
        return new Zone(
                kind.name(),
                "watched",
                kind,
                kind.isLine() ? List.of() : AREA,
                null,
                kind.isLine() ? vertices("0.5 0.8, 0.5 0.2") : List.of(),
                null,
                kind == Kind.WRONG_WAY ? 0.0 : null,
                schedule);
    }

    private static WatchHours hours(String day, String from, String to) {
        return new WatchHours(
                java.util.Set.of(java.time.DayOfWeek.valueOf(day)),
                java.time.LocalTime.parse(from),
                java.time.LocalTime.parse(to));
    }

    private static List<Vertex> vertices(String text) {
        return Stream.of(text.split(",\\s*"))
                .map(v -> v.trim().split(" "))
                .map(v -> new Vertex(Double.parseDouble(v[0]), Double.parseDouble(v[1])))
                .toList();
    }
}
