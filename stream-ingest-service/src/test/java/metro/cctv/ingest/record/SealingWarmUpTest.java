package metro.cctv.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SealingWarmUpTest {
    @Test
    void sealsWithoutAKeyOfAnybodyOncePerProcess() throws Exception {
        assertThat(SealingWarmUp.begun().get(1, TimeUnit.MINUTES)).isNull();
        assertThat(SealingWarmUp.begun()).isSameAs(SealingWarmUp.begun());
    }

    @Test
    void recordingBeginsThoughItIsNotDoneOrFailed() {
        SealingWarmUp.await(new CompletableFuture<>(), Duration.ZERO);
        SealingWarmUp.await(CompletableFuture.failedFuture(new IllegalStateException("no such cipher")), Duration.ZERO);
    }
}
