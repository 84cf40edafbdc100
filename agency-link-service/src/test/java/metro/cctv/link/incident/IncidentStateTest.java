package metro.cctv.link.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.incident.CloseReason;
import metro.cctv.contracts.incident.IncidentChanged.State;
import metro.cctv.link.incident.IncidentState.Closed;
import metro.cctv.link.incident.IncidentState.Confirmed;
import metro.cctv.link.incident.IncidentState.Reported;
import metro.cctv.link.incident.IncidentState.Responding;
import metro.cctv.link.incident.IncidentState.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentStateTest {
    private static final Instant T0 = Instant.parse("2026-11-22T05:00:00Z");
    private static final Instant T1 = T0.plusSeconds(60);
    private static final Closing SOLVED = new Closing(CloseReason.SOLVED, null);

    private static final Map<String, IncidentState> STATES = Map.of(
            "REPORTED", new Reported("kim", T0),
            "CONFIRMED", new Confirmed("kim", T0),
            "SHARED", new Shared("kim", T0),
            "RESPONDING", new Responding("kim", T0, null),
            "CLOSED", new Closed("kim", T0, SOLVED));

    private static final Map<String, UnaryOperator<IncidentState>> STEPS = Map.of(
            "confirm", s -> IncidentState.confirm(s, "lee", T1),
            "share", s -> IncidentState.share(s, "lee", T1),
            "unshareLast", s -> IncidentState.unshare(s, false, "lee", T1),
            "unshareOne", s -> IncidentState.unshare(s, true, "lee", T1),
            "respond", s -> IncidentState.respond(s, "lee", T1),
            "arrive", s -> IncidentState.arrive(s, "lee", T1),
            "transfer", s -> IncidentState.transfer(s, "lee", T1),
            "join", IncidentState::join,
            "change", IncidentState::change,
            "close", s -> IncidentState.close(s, SOLVED, "lee", T1));

    /** Rows: where it is. A name: where it then is; "=": nothing changes; early and closed: refused. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            STATE,      confirm,   share,  unshareLast, unshareOne, respond,    arrive,     transfer, join,  change, close
            REPORTED,   CONFIRMED, early,  early,       early,      early,      early,      early,    early, =,      CLOSED
            CONFIRMED,  =,         SHARED, early,       early,      early,      early,      SHARED,   early, =,      CLOSED
            SHARED,     =,         =,      CONFIRMED,   =,          RESPONDING, RESPONDING, =,        =,     =,      CLOSED
            RESPONDING, =,         =,      =,           =,          =,          RESPONDING, SHARED,   =,     =,      CLOSED
            CLOSED,     closed,    closed, closed,      closed,     closed,     closed,     closed,   closed, closed, closed
            """)
    void everyStepFromEveryState(
            String state,
            String confirm,
            String share,
            String unshareLast,
            String unshareOne,
            String respond,
            String arrive,
            String transfer,
            String join,
            String change,
            String close) {
        check(state, "confirm", confirm);
        check(state, "share", share);
        check(state, "unshareLast", unshareLast);
        check(state, "unshareOne", unshareOne);
        check(state, "respond", respond);
        check(state, "arrive", arrive);
        check(state, "transfer", transfer);
        check(state, "join", join);
        check(state, "change", change);
        check(state, "close", close);
    }

    private static void check(String state, String step, String expected) {
        IncidentState before = STATES.get(state);
        UnaryOperator<IncidentState> take = STEPS.get(step);
        assertThat(before).isNotNull();
        assertThat(take).isNotNull();
        String what = step + " from " + state;
        switch (expected) {
            case "=" -> assertThat(take.apply(before)).as(what).isSameAs(before);
            case "early", "closed" ->
                assertThatThrownBy(() -> take.apply(before))
                        .as(what)
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                e -> assertThat(e.type().slug())
                                        .isEqualTo(expected.equals("early") ? "incident-step-refused" : "case-closed"));
            default -> assertThat(take.apply(before).name()).as(what).isEqualTo(State.valueOf(expected));
        }
    }

    @Test
    void whoArrivesFirstCountsAndWhoSetOffStays() {
        IncidentState there = IncidentState.arrive(new Responding("kim", T0, null), "lee", T1);
        assertThat(there).isEqualTo(new Responding("kim", T0, T1));
        assertThat(IncidentState.arrive(there, "park", T1.plusSeconds(9))).isSameAs(there);
        assertThat(IncidentState.arrive(new Shared("kim", T0), "lee", T1)).isEqualTo(new Responding("lee", T1, T1));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            SOLVED,                SOLVED
            solved,                SOLVED
            해결,                  SOLVED
            상황 종료,             SOLVED
            withdrawn,             WITHDRAWN
            handed over,           HANDED_OVER
            기관에 인계,           HANDED_OVER
            false-or-other-agency, FALSE_OR_OTHER_AGENCY
            오인 신고,             FALSE_OR_OTHER_AGENCY
            Unverifiable,          UNVERIFIABLE
            지휘관 결정,           COMMANDER_DECISION
            """)
    void theSixReasons(String words, CloseReason reason) {
        assertThat(Closing.of(words, null).reason()).isEqualTo(reason);
    }

    @Test
    void anythingElseIsNoReasonAndRemarksLoseTheReporter() {
        assertThatThrownBy(() -> Closing.of("nothing found", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SOLVED, WITHDRAWN");
        assertThat(Closing.of("SOLVED", "called back 010-1234-5678").remark()).isEqualTo("called back [removed]");
    }
}
