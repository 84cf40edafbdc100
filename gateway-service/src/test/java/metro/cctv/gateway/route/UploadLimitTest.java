package metro.cctv.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class UploadLimitTest {
    @Test
    void passesWhatFits() throws IOException {
        assertThat(new UploadLimit(new ByteArrayInputStream(new byte[100]), 100).readAllBytes())
                .hasSize(100);
    }

    @Test
    void breaksOffWhatDoesNot() {
        assertThatThrownBy(() -> new UploadLimit(new ByteArrayInputStream(new byte[101]), 100).readAllBytes())
                .isInstanceOfSatisfying(
                        IOException.class,
                        e -> assertThat(UploadLimit.isReached(new IOException("closed", e)))
                                .isTrue());
        assertThat(UploadLimit.isReached(new IOException("another"))).isFalse();
    }
}
