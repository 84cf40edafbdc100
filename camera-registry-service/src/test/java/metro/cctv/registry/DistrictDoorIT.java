package metro.cctv.registry;

import static org.assertj.core.api.Assertions.assertThat;

import metro.cctv.contracts.access.Role;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

class DistrictDoorIT extends RegistryTest {
    private static final String SQUARE =
            "{\"type\": \"Polygon\", \"coordinates\": [[[120,30],[120.1,30],[120.1,30.1],[120,30.1],[120,30]]]}";

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void forget() {
        jdbc.sql("delete from district where code like 'ZZ-%'").update();
    }

    @Test
    void aDistrictIsEnteredChangedAndRead() {
        Answer entered = put("ZZ-AAA", MANAGER, district("9990001", SQUARE));
        assertThat(entered.status()).isEqualTo(201);
        assertThat(entered.json().get("geometry").get("type").asString()).isEqualTo("MultiPolygon");

        Answer changed = put(
                "ZZ-AAA",
                MANAGER,
                district(
                        "9990001",
                        "{\"type\": \"MultiPolygon\", \"coordinates\": [[[[120,30],[120.2,30],[120.2,30.2],[120,30]]]]}"));
        assertThat(changed.status()).isEqualTo(200);
        var listed = get("/api/districts", OPERATOR)
                .json()
                .get("features")
                .valueStream()
                .map(f -> f.get("properties"))
                .filter(p -> p.get("districtCode").asString().equals("ZZ-AAA"))
                .findFirst()
                .orElseThrow();
        assertThat(listed.get("standardCode").asString()).isEqualTo("9990001");
        assertThat(listed.get("cameras").asLong()).isZero();
    }

    @Test
    void aStandardCodeBelongsToOneDistrict() {
        put("ZZ-AAA", MANAGER, district("9990001", SQUARE));

        Answer second = put("ZZ-BBB", MANAGER, district("9990001", SQUARE));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().get("detail").asString())
                .isEqualTo("standardCode: 9990001 is that of ZZ-AAA already.");
    }

    @ParameterizedTest(name = "{0}, {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            zz-aaa | 9990001 | {"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}       | districtCode
            ZZ-A   | 9990001 | {"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}       | districtCode
            ZZ-AAA | 999     | {"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}       | standardCode
            ZZ-AAA | 9990001 | {"type": "Polygon", "coordinates": [[[0,0],[2,2],[2,0],[0,2],[0,0]]]} | Self-intersection
            ZZ-AAA | 9990001 | {"type": "Polygon", "coordinates": [[[0,0],[2,2],[1,1],[0,0]]]}       | outline: not a valid area
            ZZ-AAA | 9990001 | {"type": "Polygon", "coordinates": [[[0,0],[2,2],[1,1]]]}             | at least 4 positions
            """)
    void whatIsRefusedIsNamed(String code, String standardCode, String outline, String words) {
        Answer answer = put(code, MANAGER, district(standardCode, outline));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(new String(answer.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains(words);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyThoseWhoRunTheWholeCitysCamerasDrawDistricts(Role role) {
        assertThat(put("ZZ-AAA", TokenFixture.bearer(role, "*"), district("9990001", SQUARE))
                        .status())
                .isEqualTo(role == Role.MANAGER ? 201 : 403);
        assertThat(put("ZZ-AAA", TokenFixture.bearer(role, "DJ-SEO"), district("9990001", SQUARE))
                        .status())
                .isEqualTo(403);
    }

    private Answer put(String code, String token, String body) {
        return call(HttpMethod.PUT, "/api/districts/" + code, token, body);
    }

    private static String district(String standardCode, String outline) {
        return "{\"name\": \"시험구\", \"nameEn\": \"Test-gu\", \"standardCode\": \"%s\", \"outline\": %s}"
                .formatted(standardCode, outline);
    }
}
