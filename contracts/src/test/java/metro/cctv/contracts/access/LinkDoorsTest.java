package metro.cctv.contracts.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import metro.cctv.contracts.access.LinkDoors.Asker;
import metro.cctv.contracts.access.LinkDoors.Door;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkDoorsTest {
    @ParameterizedTest(name = "{0} of {1}, {2} at {3} {4}: {5}")
    @CsvSource(textBlock = """
            OPERATOR,        ,         DJ-SEO, POST, /api/incidents/{id}/close,            ALLOWED
            OPERATOR,        ,         DJ-YUS, POST, /api/incidents/{id}/close,            NOT_FOUND
            OPERATOR,        ,         DJ-YUS, POST, /api/incidents,                       FORBIDDEN
            MANAGER,         ,         DJ-SEO, POST, /api/incidents/{id}/close,            FORBIDDEN
            MANAGER,         ,         DJ-SEO, GET,  /api/incidents/{id},                  ALLOWED
            AUDITOR,         ,         DJ-SEO, GET,  /api/incidents/{id},                  FORBIDDEN
            AUDITOR,         ,         *,      GET,  /api/events,                          ALLOWED
            RESEARCHER,      ,         *,      GET,  /api/events,                          FORBIDDEN
            POLICE_112,      112,      ,       POST, /api/link/112/cases,                  ALLOWED
            POLICE_112,      119,      ,       POST, /api/link/112/cases,                  FORBIDDEN
            POLICE_112,      ,         *,      POST, /api/link/112/cases,                  FORBIDDEN
            FIRE_119,        112,      ,       POST, /api/link/112/cases,                  FORBIDDEN
            LEAD,            112,      *,      POST, /api/link/112/cases,                  FORBIDDEN
            FIELD_UNIT,      112,      ,       POST, /api/link/112/dispatches,             FORBIDDEN
            FIELD_UNIT,      112,      ,       GET,  /api/link/112/dispatches/{caseNo},    ALLOWED
            FIELD_UNIT,      112,      ,       GET,  /api/link/112/cases/{caseNo},         NOT_FOUND
            FIELD_UNIT,      119,      ,       GET,  /api/link/112/dispatches/{caseNo},    FORBIDDEN
            DISASTER_ROOM,   DISASTER, ,       PATCH,/api/link/disasters/{caseNo},         ALLOWED
            POLICE_112,      JUSTICE,  ,       GET,  /api/link/feed,                       ALLOWED
            FIELD_UNIT,      112,      ,       GET,  /api/link/feed,                       FORBIDDEN
            ALARM_SOURCE,    TELCO,    ,       POST, /api/link/vulnerable,                 ALLOWED
            ALARM_SOURCE,    IOT_FIRE, ,       POST, /api/link/vulnerable,                 FORBIDDEN
            POLICE_112,      112,      ,       GET,  /api/link/vulnerable/{alarmId}/photo.jpg, ALLOWED
            FIRE_119,        119,      ,       GET,  /api/link/vulnerable/{alarmId}/photo.jpg, NOT_FOUND
            POLICE_112,      ,         *,      GET,  /api/link/vulnerable/{alarmId}/photo.jpg, NOT_FOUND
            MANAGER,         ,         *,      GET,  /api/link/vulnerable/{alarmId}/photo.jpg, FORBIDDEN
            PRIVACY_OFFICER, ,         *,      POST, /api/link/emergencies/{emergencyId}/review, ALLOWED
            OPERATOR,        ,         *,      POST, /api/link/emergencies/{emergencyId}/review, FORBIDDEN
            MANAGER,         ,         *,      POST, /api/agencies/{agency}/webhooks,      ALLOWED
            MANAGER,         ,         DJ-SEO, POST, /api/agencies/{agency}/webhooks,      FORBIDDEN
            """)
    void decides(
            Role role,
            @Nullable String agency,
            @Nullable String district,
            String method,
            String path,
            DoorDecision expected) {
        Door door = LinkDoors.all().stream()
                .filter(one -> DoorLine.key(one.method(), one.path()).equals(DoorLine.key(method, path)))
                .findFirst()
                .orElseThrow();
        var asker = new Asker(role, agency, district == null ? Set.of() : Set.of(district));

        assertThat(door.decide(asker, "DJ-SEO")).isEqualTo(expected);
    }

    @Test
    void eachDoorIsThereOnce() {
        assertThat(LinkDoors.all().stream().map(door -> DoorLine.key(door.method(), door.path())))
                .doesNotHaveDuplicates();
    }
}
