package metro.cctv.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordRuleTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
        kim, short,                  shorter than 12 characters
        kim, elevenchars,            shorter than 12 characters
        kim, aaaaaaaaaaaaaaaa,       fewer than 5 different characters
        kim, kim-KIM-kim-123,        too short without the account's name
        112, Zx112-qpWm7_112aJ4Lk,
        kim, twelve-chars,
        kim, 정말로아주긴비밀번호입니다,
        """)
    void fault(String name, String secret, String fault) {
        assertThat(PasswordRule.fault(name, secret).orElse(null)).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"72, false", "73, true"})
    void whatBcryptWouldNotReadIsRefused(int length, boolean refused) {
        String secret = "abcdefgh".repeat(10).substring(0, length);
        assertThat(PasswordRule.fault("kim", secret).isPresent()).isEqualTo(refused);
    }
}
