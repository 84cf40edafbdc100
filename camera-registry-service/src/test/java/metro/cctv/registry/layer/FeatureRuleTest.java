package metro.cctv.registry.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class FeatureRuleTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void keepsSevenPropertiesAndNothingElse() {
        Feature feature = read(
                "\"name\": \"시청 주차장\", \"capacity\": 120, \"free\": 7, \"phone\": \"042-270-2114\", \"owner\": \"홍길동\"");
        assertThat(feature.name()).isEqualTo("시청 주차장");
        assertThat(feature.free()).isEqualTo(7);
        assertThat(feature.featureId()).isEqualTo("3");
        assertThat(feature.toString()).doesNotContain("홍길동");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "phone": "010-1234-5678"      | phone: a person's mobile number
            "phone": "+82 10 1234 5678"   | phone: a person's mobile number
            "phone": "01012345678"        | phone: a person's mobile number
            "phone": "call me"            | phone: digits
            "capacity": -1                | capacity: a whole number
            "capacity": "many"            | capacity: a whole number
            "free": 1.5                   | free: a whole number
            "heightM": 1e9                | heightM: a number from 0 to 1000
            "heightM": "tall"             | heightM: a number from 0 to 1000
            "name": ["a"]                 | name: a text
            "note": "a\\u0007b"           | note: no control characters
            """)
    void refuses(String property, String words) {
        assertThatThrownBy(() -> read(property)).hasMessageContaining(words);
    }

    private static Feature read(String properties) {
        return FeatureRule.read(
                JSON.readTree(
                        "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [127.3, 36.3]},"
                                + " \"properties\": {" + properties + "}}"),
                3);
    }
}
