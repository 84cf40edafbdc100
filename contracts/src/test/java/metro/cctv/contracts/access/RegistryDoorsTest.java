package metro.cctv.contracts.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import metro.cctv.contracts.access.RegistryDoors.Door;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryDoorsTest {
    @ParameterizedTest(name = "{0} of {1} at {2} {3}: {4}")
    @CsvSource(textBlock = """
            OPERATOR,  DJ-SEO, GET,   /api/cameras/{id},             ALLOWED
            RESEARCHER,DJ-YUS, GET,   /api/cameras/{id},             ALLOWED
            MANAGER,   DJ-SEO, PATCH, /api/cameras/{id},             ALLOWED
            MANAGER,   DJ-YUS, PATCH, /api/cameras/{id},             NOT_FOUND
            MANAGER,   DJ-YUS, POST,  /api/cameras,                  FORBIDDEN
            LEAD,      DJ-SEO, PATCH, /api/cameras/{id},             FORBIDDEN
            LEAD,      DJ-SEO, PUT,   /api/cameras/{id}/zones,       ALLOWED
            LEAD,      DJ-YUS, PUT,   /api/cameras/{id}/zones,       NOT_FOUND
            OPERATOR,  DJ-SEO, PUT,   /api/cameras/{id}/zones,       FORBIDDEN
            MANAGER,   DJ-SEO, POST,  /api/cameras/credentials/rewrap, FORBIDDEN
            MANAGER,   *,      POST,  /api/cameras/credentials/rewrap, ALLOWED
            SERVICE,   *,      POST,  /api/cameras/credentials/rewrap, FORBIDDEN
            AUDITOR,   DJ-YUS, GET,   /api/cameras/{id}/history,     ALLOWED
            LEAD,      DJ-YUS, GET,   /api/cameras/{id}/history,     NOT_FOUND
            OPERATOR,  DJ-SEO, GET,   /api/cameras/{id}/history,     FORBIDDEN
            MANAGER,   *,      GET,   /internal/cameras/{id}/credentials, FORBIDDEN
            SERVICE,   *,      GET,   /internal/cameras/{id}/credentials, ALLOWED
            """)
    void decides(Role role, String district, String method, String path, DoorDecision expected) {
        Door door = RegistryDoors.find(method, path).orElseThrow();

        assertThat(door.decide(role, Set.of(district), "DJ-SEO")).isEqualTo(expected);
    }

    @Test
    void eachDoorIsThereOnce() {
        assertThat(RegistryDoors.all().stream().map(door -> DoorLine.key(door.method(), door.path())))
                .doesNotHaveDuplicates();
    }
}
