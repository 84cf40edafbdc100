package metro.cctv.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import metro.cctv.registry.RegistryTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchIT extends RegistryTest {
    @Autowired
    JdbcClient jdbc;

    @BeforeAll
    void register() {
        register("SRCH-0001", "DJ-SEO", "꿀벌나무역 3번 출구");
        register("SRCH-0002", "DJ-JUN", "꿀벌 나무 사거리");
        register("SRCH-0003", "DJ-JUN", "옛 꿀벌나무 주차장");
        register("SRCH-0004", "DJ-DON", "Honeybee Square 100%");
    }

    private void register(String code, String district, String name) {
        String body =
                camera(code, district, 127.4, 36.34).replaceFirst("\"name\": \"[^\"]*\"", "\"name\": \"" + name + "\"");
        assertThat(post("/api/cameras", MANAGER, body).status()).isEqualTo(201);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            꿀벌나무        | SRCH-0001 SRCH-0002 SRCH-0003 | NAME
            꿀벌 나무       | SRCH-0001 SRCH-0002 SRCH-0003 | NAME
            나무역          | SRCH-0001                     | NAME
            사거리 꿀벌     | SRCH-0002                     | NAME
            ㄲㅂㄴㅁ        | SRCH-0001 SRCH-0002 SRCH-0003 | INITIALS
            ㄲㅂㄴㅁㅇ      | SRCH-0001                     | INITIALS
            꿀ㅂ나ㅁ        | SRCH-0001 SRCH-0002 SRCH-0003 | INITIALS
            honeybee        | SRCH-0004                     | NAME
            BEE sq          | SRCH-0004                     | NAME
            srch-000        | SRCH-0001 SRCH-0002 SRCH-0003 SRCH-0004 | CODE
            srch 0003       | SRCH-0003                     | CODE
            중구 꿀벌       | SRCH-0002 SRCH-0003           | PLACE
            """)
    void finds(String q, String codes, String match) {
        JsonNode items = search(q);
        assertThat(items.valueStream().map(i -> i.get("cameraId").asString()).toList())
                .containsExactlyInAnyOrder(codes.split(" "));
        assertThat(items.valueStream().map(i -> i.get("match").asString())).containsOnly(match);
    }

    @Test
    void beginningsComeFirst() {
        assertThat(search("꿀벌나무").get(2).get("cameraId").asString()).isEqualTo("SRCH-0003");
    }

    @Test
    void decomposedInputFindsToo() {
        assertThat(search(Normalizer.normalize("꿀벌나무역", Normalizer.Form.NFD)).size())
                .isEqualTo(1);
    }

    @Test
    void aWholeDistrictAndASingleLetter() {
        assertThat(search("중구").valueStream().map(i -> i.get("match").asString()))
                .contains("PLACE");
        assertThat(search("꿀").size()).isEqualTo(3);
        assertThat(search("ㄲ").size()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void theListTakesInitialsToo() {
        JsonNode items =
                get("/api/cameras?q=" + encoded("ㄲㅂ ㄴㅁㅇ"), OPERATOR).json().get("items");
        assertThat(items.valueStream().map(i -> i.get("cameraId").asString())).containsExactly("SRCH-0001");
    }

    @Test
    void followsANewNameAndForgetsTheRetired() {
        register("SRCH-0009", "DJ-SEO", "옛이름달팽이");
        assertThat(call(
                                HttpMethod.PATCH,
                                "/api/cameras/SRCH-0009",
                                MANAGER,
                                "{\"name\": \"새이름지렁이\", \"version\": "
                                        + get("/api/cameras/SRCH-0009", MANAGER)
                                                .json()
                                                .get("version") + "}")
                        .status())
                .isEqualTo(200);
        assertThat(search("달팽이").size()).isZero();
        assertThat(search("새이름지렁이").size()).isEqualTo(1);
        call(HttpMethod.DELETE, "/api/cameras/SRCH-0009", MANAGER, null);
        assertThat(search("새이름지렁이").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"꿀%벌", "100%", "꿀_벌", "'; drop table camera; --꿀벌", "\\꿀벌", "꿀벌' or '1'='1", "[ㄲ-꿀]벌", "(꿀|벌)*나무"
            })
    void whatIsTypedIsTextAndNeverAPattern(String q) {
        assertThat(get("/api/cameras/search?q=" + encoded(q), OPERATOR).status())
                .isEqualTo(200);
    }

    /** What the service folds when it writes, and what the database folds of rows written by hand. */
    @Test
    void bothFoldAlike() {
        for (String name : List.of(
                "꿀벌나무역 3번 출구",
                "City-Hall (동문)",
                "A·B・C–D",
                Normalizer.normalize("한글 Ⅳ길", Normalizer.Form.NFD),
                "ÀÉ 12_34")) {
            String folded = jdbc.sql("select search_fold(?)")
                    .param(name)
                    .query(String.class)
                    .single();
            assertThat(folded).isEqualTo(SearchRule.fold(name).toLowerCase(Locale.ROOT));
            assertThat(jdbc.sql("select search_initials(?)")
                            .param(folded)
                            .query(String.class)
                            .single())
                    .isEqualTo(SearchRule.initialsOf(folded));
            assertThat(jdbc.sql("select array_to_string(search_pairs(?, ?), ' ')")
                            .params(folded, SearchRule.initialsOf(folded))
                            .query(String.class)
                            .single()
                            .split(" "))
                    .containsExactlyInAnyOrder(
                            SearchRule.pairs(List.of("^" + folded, "^" + SearchRule.initialsOf(folded))));
        }
    }

    private JsonNode search(String q) {
        return get("/api/cameras/search?limit=50&q=" + encoded(q), OPERATOR)
                .json()
                .get("items");
    }

    private static String encoded(String q) {
        return URLEncoder.encode(q, StandardCharsets.UTF_8);
    }
}
