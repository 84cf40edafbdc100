package metro.cctv.registry.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteIdRuleTest {
    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource({
        "3000000, 202630000000800463, 3000000-202630000000800463",
        "3000000, CCTV-0012, 3000000-CCTV-0012",
        "DJ-SEO, 17, DJ-SEO-17",
        "3000000, 방범-1, 3000000-HJNXLU3EKGYZT",
        "3000000, cctv-0012, 3000000-HMRC5EMVZOGSA",
        "3000000, A_1, 3000000-HI6ZUV5M3K3SV",
        "3000000, -1, 3000000-HDOWWXDHZOEY7",
    })
    void idsAreTheSameForEver(String publisher, String number, String siteId) {
        assertThat(SiteIdRule.ofNumber(publisher, number)).isEqualTo(siteId);
    }

    @Test
    void aNumberThatLooksLikeAHashIsHashed() {
        String hashed = SiteIdRule.ofNumber("3000000", "방범-1").substring("3000000-".length());

        assertThat(SiteIdRule.ofNumber("3000000", hashed)).isNotEqualTo("3000000-" + hashed);
    }

    @Test
    void aSiteWithoutANumberComesBackFromOurExportOfItsPublisherOnly() {
        String site = SiteIdRule.ofPlace("3000000", "somewhere", 1);

        assertThat(SiteIdRule.ofNumber("3000000", site)).isEqualTo(site);
        assertThat(SiteIdRule.ofNumber("3010000", site)).startsWith("3010000-H");
        assertThat(SiteIdRule.ofNumber("300", site)).startsWith("300-H");
        String other = SiteIdRule.ofPlace("3000000-P", "somewhere", 1);
        assertThat(SiteIdRule.ofNumber("3000000", other)).startsWith("3000000-H");
    }

    @Test
    void everyIdFitsACameraAndNoTwoMeet() {
        Random random = new Random(7);
        String letters = "ABZ019-_가힣 a";
        Set<String> numbers = new HashSet<>();
        Set<String> cameras = new HashSet<>();
        int made = 0;
        while (numbers.size() < 20_000) {
            StringBuilder number = new StringBuilder();
            int length = 1 + random.nextInt(24);
            for (int i = 0; i < length; i++) number.append(letters.charAt(random.nextInt(letters.length())));
            if (!numbers.add(number.toString())) continue;
            String siteId = SiteIdRule.ofNumber("3000000", number.toString());
            for (int n : new int[] {1, 10, 200}) {
                String cameraId = SiteIdRule.camera(siteId, n);
                assertThat(cameraId).matches("[A-Z0-9][A-Z0-9-]{2,31}");
                cameras.add(cameraId);
                made++;
            }
        }
        assertThat(cameras).hasSize(made);
    }

    @Test
    void fingerprintsAreASet() {
        Fingerprints set = new Fingerprints();
        for (int i = 0; i < 100_000; i++)
            assertThat(set.add(SiteIdRule.fingerprint("site-" + i))).isTrue();
        for (int i = 0; i < 100_000; i++)
            assertThat(set.contains(SiteIdRule.fingerprint("site-" + i))).isTrue();
        assertThat(set.add(SiteIdRule.fingerprint("site-77"))).isFalse();
        assertThat(set.contains(SiteIdRule.fingerprint("another"))).isFalse();
        assertThat(set.add(0)).isTrue();
        assertThat(set.contains(0)).isTrue();
    }
}
