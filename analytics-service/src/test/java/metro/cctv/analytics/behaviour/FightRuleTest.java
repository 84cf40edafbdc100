package metro.cctv.analytics.behaviour;

import static metro.cctv.analytics.behaviour.Clip.during;
import static metro.cctv.analytics.behaviour.Clip.person;
import static metro.cctv.analytics.behaviour.Clip.stands;
import static metro.cctv.analytics.behaviour.Clip.walks;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import metro.cctv.analytics.behaviour.Clip.Actor;
import metro.cctv.analytics.behaviour.Clip.Noise;
import metro.cctv.analytics.behaviour.Clip.Path;
import metro.cctv.analytics.behaviour.Clip.Pose;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.camera.Zone.Kind;
import metro.cctv.contracts.camera.Zone.Vertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames every 200 ms; a metre is 0.12 of the picture's height. */
class FightRuleTest {
    private static final double SECONDS = 16;

    @ParameterizedTest(name = "{0} m apart for {1} s: {2}")
    @CsvSource({"0.9, 3, 0", "0.9, 8, 1", "3, 20, 0"})
    void togetherFastAndForLong(double apart, double seconds, int alarms) {
        assertThat(play(Map.of(), scuffle(apart, 2, 2 + seconds, 0.5, 5))).hasSize(alarms);
    }

    /** The amplitude of half a metre at so many swings a second: 1.2 m/s are needed. */
    @ParameterizedTest(name = "{0} radians a second: {1}")
    @CsvSource({"2, 0", "3, 0", "4.5, 1", "6, 1"})
    void speed(double radians, int alarms) {
        assertThat(play(Map.of(), scuffle(0.9, 0, SECONDS, 0.5, radians))).hasSize(alarms);
    }

    @Test
    void whatTheZoneSaysCounts() {
        List<Actor> slow = scuffle(0.9, 0, SECONDS, 0.5, 3);
        assertThat(play(Map.of("minMetresPerSecond", 0.7), slow))
                .singleElement()
                .satisfies(one -> assertThat(one.thresholds())
                        .containsEntry("minMetresPerSecond", 0.7)
                        .containsEntry("reachMetres", 1.5));
    }

    /** One hides the other in every third frame, and nobody keeps his number for longer than so. */
    @ParameterizedTest(name = "tracks last {0} s: {1}")
    @CsvSource({"99, 1", "3, 1", "1.4, 1"})
    void tracksBreak(double lasts, int alarms) {
        List<Actor> pieces = new ArrayList<>();
        for (Actor fighter : scuffle(0.9, 0, SECONDS, 0.5, 5)) {
            Path path = at -> Math.round(at * 5) % 3 == fighter.trackId()
                    ? null
                    : fighter.path().at(at);
            for (int piece = 0; piece * lasts < SECONDS; piece++)
                pieces.add(
                        person(10 * fighter.trackId() + 100 * piece, during(piece * lasts, (piece + 1) * lasts, path)));
        }
        assertThat(play(Map.of(), pieces)).hasSize(alarms);
    }

    /** What two do that is no fight. */
    enum Company {
        TALK(stands(6, 6), stands(6.8, 6)),
        WALK_TOGETHER(walks(0, 6, 15, 6, 1.3), walks(0.8, 6.1, 15.8, 6.1, 1.3)),
        RUN_TOGETHER(walks(0, 6, 45, 6, 3), walks(0.8, 6.1, 45.8, 6.1, 3)),
        EMBRACE(meets(5.85, -9, 2.5), meets(6.15, 9, 2.5)),
        SHAKE_HANDS(meets(5.6, -9, 1.3), meets(6.4, 9, 1.3)),
        RUN_PAST_EACH_OTHER(walks(0, 6, 15, 6, 4), walks(15, 6.2, 0, 6.2, 4)),
        RUN_PAST_SOMEBODY(walks(0, 6, 15, 6, 4), stands(7, 6)),
        DANCE(sways(6, 0.3, 2.6), sways(6.7, 0.3, 2.6)),
        EXERCISE_BESIDE_SOMEBODY(sways(6, 0.5, 5), stands(7, 6)),
        EXERCISE_APART(sways(4, 0.5, 5), sways(7.5, 0.5, 5)),
        CHASE(rounds(0), rounds(0.8));

        private final Path one;
        private final Path other;

        Company(Path one, Path other) {
            this.one = one;
            this.other = other;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNoFight(Company company) {
        assertThat(play(Map.of(), List.of(person(1, company.one), person(2, company.other))))
                .isEmpty();
    }

    /** The detector misses every third box, so that each is often lost while the other stands within a step of him. */
    @ParameterizedTest(name = "the second one comes after {0} s")
    @ValueSource(doubles = {0, 3, 6})
    void whoTalksIsNotTheOther(double later) {
        List<Actor> talk = List.of(person(1, stands(6, 6)), person(2, during(later, SECONDS, stands(6.8, 6))));
        for (int seed = 1; seed <= 40; seed++)
            assertThat(play(Map.of(), talk, new Noise(5, 0.01, 0.35), seed))
                    .as("seed %d", seed)
                    .isEmpty();
    }

    /** Somebody exercises, and one after another stays beside him for less than the two seconds that speeds are taken over. */
    @Test
    void whoComesAndGoesTakesNoPart() {
        List<Actor> actors = new ArrayList<>(List.of(person(1, sways(6, 0.4, 5))));
        for (int i = 0; i < 9; i++)
            actors.add(person(2 + i, during(1.8 * i, 1.8 * (i + 1), stands(i % 2 == 0 ? 7 : 5, 6))));
        assertThat(play(Map.of(), actors)).isEmpty();
    }

    /** Both are hidden when it has lasted long enough. */
    @Test
    void whoeverIsToldIsSeen() {
        List<Actor> scuffle = scuffle(0.9, 0, SECONDS, 0.5, 5);
        Instant due = play(Map.of(), scuffle).getFirst().at();
        double from = Duration.between(Clip.START, due).toMillis() / 1000.0;
        List<Actor> hidden = scuffle.stream()
                .map(one -> person(
                        one.trackId(),
                        at -> at > from - 0.1 && at < from + 0.5
                                ? null
                                : one.path().at(at)))
                .toList();
        assertThat(play(Map.of(), hidden))
                .singleElement()
                .satisfies(one -> assertThat(one.at()).isEqualTo(due.plusMillis(600)));
    }

    /** Alone, even if his track breaks while he jumps about. */
    @Test
    void nobodyFightsAlone() {
        Path path = sways(6, 0.5, 5);
        assertThat(play(Map.of(), List.of(person(1, during(0, 6, path)), person(2, during(6, SECONDS, path)))))
                .isEmpty();
    }

    private static List<Actor> scuffle(double apart, double from, double until, double swing, double radians) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            double x = 6 + i * apart;
            Path path = sways(x, swing, radians);
            actors.add(
                    person(i + 1, at -> at < from || at > until ? stands(x, 6).at(at) : path.at(at)));
        }
        return actors;
    }

    private static Path sways(double x, double metres, double radians) {
        return at -> new Pose(x + metres * Math.sin(radians * at), 6, 0.65, 1.7);
    }

    /** Comes from so many metres away and stays. */
    private static Path meets(double x, double from, double speed) {
        return walks(x + from, 6, x, 6, speed);
    }

    /** Around a circle of two metres' radius at 2.2 m/s, so many seconds ahead. */
    private static Path rounds(double ahead) {
        return at -> {
            double angle = (at + ahead) * 1.1;
            return new Pose(6 + 2 * Math.cos(angle), 6 + 0.6 * Math.sin(angle), 0.5, 1.3);
        };
    }

    private static List<BehaviourSeen> play(Map<String, Double> parameters, List<Actor> actors) {
        return play(parameters, actors, Noise.NONE, 1);
    }

    private static List<BehaviourSeen> play(
            Map<String, Double> parameters, List<Actor> actors, Noise noise, long seed) {
        List<Vertex> all = List.of(new Vertex(0, 0), new Vertex(1, 0), new Vertex(1, 1), new Vertex(0, 1));
        Zone zone = new Zone("z", "z", Kind.FIGHT, all, null).withParameters(parameters);
        return new Clip(SECONDS, 0.12, actors).play(ZoneRule.of(zone, Duration.ofSeconds(10)), noise, new Random(seed));
    }
}
