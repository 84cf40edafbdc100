package metro.cctv.registry.ptz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PtzRequestRuleTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                 | command: MOVE, STOP
            {"command":"TURN"}                                                 | command: MOVE, STOP
            {"command":"move","pan":1}                                         | command: MOVE, STOP
            {"command":"MOVE"}                                                 | MOVE: at least one
            {"command":"MOVE","pan":1.01}                                      | pan: -1 to 1
            {"command":"MOVE","pan":-2}                                        | pan: -1 to 1
            {"command":"MOVE","tilt":1e300}                                    | tilt: -1 to 1
            {"command":"MOVE","zoom":"NaN"}                                    | zoom: -1 to 1
            {"command":"MOVE","pan":"Infinity"}                                | pan: -1 to 1
            {"command":"MOVE","pan":1,"preset":"1"}                            | preset: is no part of MOVE
            {"command":"MOVE","pan":1,"panDeg":10}                             | panDeg: is no part of MOVE
            {"command":"STOP","pan":0}                                         | pan: is no part of STOP
            {"command":"HOME","preset":"1"}                                    | preset: is no part of HOME
            {"command":"GOTO_PRESET"}                                          | preset: a preset's token
            {"command":"GOTO_PRESET","preset":""}                              | preset: a preset's token
            {"command":"GOTO_PRESET","preset":"   "}                           | preset: a preset's token
            {"command":"GOTO_PRESET","preset":"a\\u0000b"}                     | preset: a preset's token
            {"command":"GOTO_PRESET","preset":"1","zoom":1}                    | zoom: is no part of GOTO_PRESET
            {"command":"GOTO","tiltDeg":0}                                     | panDeg: is missing
            {"command":"GOTO","panDeg":0}                                      | tiltDeg: is missing
            {"command":"GOTO","panDeg":361,"tiltDeg":0}                        | panDeg: -360 to 360
            {"command":"GOTO","panDeg":0,"tiltDeg":-91}                        | tiltDeg: -90 to 90
            {"command":"GOTO","panDeg":"NaN","tiltDeg":0}                      | panDeg: -360 to 360
            {"command":"GOTO","panDeg":0,"tiltDeg":0,"zoom":0.5}               | zoom: 1 to 100
            {"command":"GOTO","panDeg":0,"tiltDeg":0,"zoom":101}               | zoom: 1 to 100
            {"command":"GOTO","panDeg":0,"tiltDeg":0,"pan":1}                  | pan: is no part of GOTO
            {"command":"PATROL"}                                               | presets: 2 to 16
            {"command":"PATROL","presets":["1"],"dwellSeconds":10}             | presets: 2 to 16
            {"command":"PATROL","presets":["1","1"],"dwellSeconds":10}         | presets[1]: the same
            {"command":"PATROL","presets":["1",null],"dwellSeconds":10}        | presets[1]: a preset's token
            {"command":"PATROL","presets":["1","2"]}                           | dwellSeconds: 5 to 3600
            {"command":"PATROL","presets":["1","2"],"dwellSeconds":4}          | dwellSeconds: 5 to 3600
            {"command":"PATROL","presets":["1","2"],"dwellSeconds":3601}       | dwellSeconds: 5 to 3600
            {"command":"PATROL","presets":["1","2"],"dwellSeconds":9,"tilt":0} | tilt: is no part of PATROL
            """)
    void badCommands(String body, String words) {
        PtzRequest request = JSON.readValue(body, PtzRequest.class);
        assertThatThrownBy(() -> PtzRequestRule.command(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(words);
    }

    @Test
    void tokensAndCaseNumbersHaveAnEnd() {
        assertThatThrownBy(() -> PtzRequestRule.token("preset", "x".repeat(65))).hasMessageContaining("1 to 64");
        assertThat(PtzRequestRule.token("preset", "x".repeat(64))).hasSize(64);
        assertThatThrownBy(() -> PtzRequestRule.caseNo("x".repeat(65))).hasMessageStartingWith("caseNo");
        assertThatThrownBy(() -> PtzRequestRule.caseNo("a\nb")).hasMessageStartingWith("caseNo");
        assertThat(PtzRequestRule.caseNo("  ")).isNull();
        List<String> many =
                java.util.stream.IntStream.range(0, 17).mapToObj(i -> "p" + i).toList();
        assertThatThrownBy(() -> PtzRequestRule.command(new PtzRequest(
                        "PATROL", null, null, null, null, null, null, List.copyOf(many), 10, null, null)))
                .hasMessageStartingWith("presets: 2 to 16");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "a", "..", " - ", "---", "ab\u0007c", "x\ny"})
    void whatIsNoPurpose(@Nullable String given) {
        assertThat(PtzRequestRule.purpose(given)).isNull();
        assertThat(PtzRequestRule.purpose("가".repeat(201))).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"command":"MOVE","pan":-1,"tilt":1}                       | Move[pan=-1.0, tilt=1.0, zoom=0.0]
            {"command":"MOVE","pan":0,"tilt":0,"zoom":0}               | Stop[]
            {"command":"STOP"}                                         | Stop[]
            {"command":"GOTO","panDeg":-350,"tiltDeg":90}              | Goto[panDeg=-350.0, tiltDeg=90.0, zoom=null]
            {"command":"HOME","purpose":"x","caseNo":"y"}              | Home[]
            {"command":"PATROL","presets":["1","2","1"],"dwellSeconds":5} | Patrol[presets=[1, 2, 1], dwellSeconds=5]
            """)
    void goodCommands(String body, String expected) {
        assertThat(PtzRequestRule.command(JSON.readValue(body, PtzRequest.class)))
                .hasToString(expected);
        assertThat(PtzRequestRule.purpose(" 미아 수색 ")).isEqualTo("미아 수색");
    }
}
