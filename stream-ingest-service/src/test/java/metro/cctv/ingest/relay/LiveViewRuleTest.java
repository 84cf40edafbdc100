package metro.cctv.ingest.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.ingest.relay.LiveViewRule.Decision;
import metro.cctv.ingest.relay.LiveViewRule.Person;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveViewRuleTest {
    @ParameterizedTest(name = "{0} of {1}/{2}, grant for {3}, ticket {4}: {5}")
    @CsvSource(textBlock = """
            OPERATOR,   DJ-SEO, ,    ,       ,      ALLOWED
            OPERATOR,   DJ-YUS, ,    ,       ,      CASE_NEEDED
            OPERATOR,   DJ-YUS, ,    CENTRE, ,      ALLOWED
            OPERATOR,   DJ-YUS, ,    112,    ,      CASE_NEEDED
            LEAD,       DJ-YUS, ,    ,       ,      CASE_NEEDED
            LEAD,       DJ-YUS, ,    CENTRE, ,      ALLOWED
            MANAGER,    *,      DAEJEON, ,   ,      ALLOWED
            POLICE_112, *,      112, ,       ,      CASE_NEEDED
            POLICE_112, *,      112, 112,    ,      ALLOWED
            FIRE_119,   *,      119, 112,    ,      CASE_NEEDED
            AUDITOR,    *,      ,    CENTRE, ,      FORBIDDEN
            RESEARCHER, *,      ,    ,       ,      FORBIDDEN
            SERVICE,    *,      ,    CENTRE, ,      FORBIDDEN
            ,           ,       ,    112,    ,      NOT_AUTHENTICATED
            ,           ,       ,    112,    right, ALLOWED
            ,           ,       ,    112,    wrong, TICKET_REFUSED
            ,           ,       ,    ,       right, TICKET_REFUSED
            OPERATOR,   DJ-SEO, ,    ,       wrong, TICKET_REFUSED
            """)
    void decides(Role role, String districts, String agency, String grantFor, String ticket, String expected) {
        Person person = role == null ? null : new Person("x", role, Set.of(districts), agency);
        List<GrantChanged> grants = grantFor == null ? List.of() : List.of(grant(grantFor));
        Decision decision = LiveViewRule.decide(LiveViewRule.hash(ticket), person, "DJ-SEO", grants);
        if (expected.equals("ALLOWED")) assertThat(decision).isInstanceOf(Decision.Allowed.class);
        else assertThat(decision).isEqualTo(new Decision.Refused(ProblemType.valueOf(expected)));
    }

    /** @param unit whom the grant of 112 names */
    @ParameterizedTest(name = "{0} {1}, grant for unit {2}, ticket {3}: {4}")
    @CsvSource(textBlock = """
            FIELD_UNIT, car-7, car-7, ,      ALLOWED
            FIELD_UNIT, car-8, car-7, ,      CASE_NEEDED
            FIELD_UNIT, car-7, ,      ,      CASE_NEEDED
            POLICE_112, 112,   car-7, ,      CASE_NEEDED
            POLICE_112, 112,   ,      ,      ALLOWED
            ,           ,      car-7, right, TICKET_REFUSED
            FIELD_UNIT, car-7, car-7, right, TICKET_REFUSED
            """)
    void aUnitsGrantOpensForThatUnitOnly(Role role, String subject, String unit, String ticket, String expected) {
        Person person = role == null ? null : new Person(subject, role, Set.of("*"), "112");
        Decision decision =
                LiveViewRule.decide(LiveViewRule.hash(ticket), person, "DJ-SEO", List.of(forUnit(grant("112"), unit)));
        if (expected.equals("ALLOWED")) assertThat(decision).isInstanceOf(Decision.Allowed.class);
        else assertThat(decision).isEqualTo(new Decision.Refused(ProblemType.valueOf(expected)));
    }

    private static GrantChanged forUnit(GrantChanged g, String unit) {
        return new GrantChanged(
                g.eventId(),
                g.grantId(),
                g.incidentId(),
                g.caseNo(),
                g.agency(),
                g.role(),
                g.cameraId(),
                g.districtCode(),
                g.purpose(),
                g.ticketSha256(),
                g.validFrom(),
                g.expiresAt(),
                g.state(),
                g.at(),
                unit);
    }

    @ParameterizedTest
    @CsvSource({"10, true", "-10, false"})
    void onlyOpenGrantsCount(long secondsLeft, boolean opens) {
        var book = new GrantBook(java.time.Clock.systemUTC());
        GrantChanged grant = grant("112");
        book.apply(with(grant, GrantChanged.State.ACTIVE, Instant.now().plusSeconds(secondsLeft), Instant.now()));
        assertThat(book.open("DJ-SEO-001")).hasSize(opens ? 1 : 0);
        assertThat(book.open("DJ-SEO-002")).isEmpty();
        book.apply(with(
                grant,
                GrantChanged.State.REVOKED,
                grant.expiresAt(),
                Instant.now().plusSeconds(1)));
        assertThat(book.open("DJ-SEO-001")).isEmpty();
        book.apply(with(
                grant,
                GrantChanged.State.ACTIVE,
                Instant.now().plusSeconds(60),
                Instant.now().minusSeconds(60)));
    }

    private static GrantChanged grant(String agency) {
        Instant now = Instant.now();
        return new GrantChanged(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "2026-1",
                agency,
                Role.POLICE_112,
                "DJ-SEO-001",
                "DJ-SEO",
                "CRIME",
                hash(),
                now.minusSeconds(1),
                now.plusSeconds(60),
                GrantChanged.State.ACTIVE,
                now);
    }

    private static GrantChanged with(GrantChanged g, GrantChanged.State state, Instant expiresAt, Instant at) {
        return new GrantChanged(
                UUID.randomUUID(),
                g.grantId(),
                g.incidentId(),
                g.caseNo(),
                g.agency(),
                g.role(),
                g.cameraId(),
                g.districtCode(),
                g.purpose(),
                g.ticketSha256(),
                g.validFrom(),
                expiresAt,
                state,
                at);
    }

    private static String hash() {
        return Arrays.asList(LiveViewRule.hash("right")).getFirst();
    }
}
