package metro.cctv.ingest.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.contracts.incident.GrantChanged.State;
import org.junit.jupiter.api.Test;

class GrantBookTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final UUID GRANT = UUID.randomUUID();

    private final GrantBook book = new GrantBook(Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void aPlayerThatIsFasterThanItsGrantIsLetInWhenItComes() {
        CompletableFuture<Boolean> player = CompletableFuture.supplyAsync(
                () -> book.await(() -> !book.open("DJ-SEO-001").isEmpty(), Duration.ofSeconds(30)));
        book.apply(grant(State.ACTIVE, NOON));
        assertThat(player.join()).isTrue();
    }

    @Test
    void aGrantThatNeverComesIsNotWaitedForLonger() {
        assertThat(book.await(() -> !book.open("DJ-SEO-001").isEmpty(), Duration.ofMillis(1)))
                .isFalse();
    }

    @Test
    void aRevokedGrantStaysRevokedWhenItsOldEventComesAgain() {
        book.apply(grant(State.ACTIVE, NOON));
        book.apply(grant(State.REVOKED, NOON.plusSeconds(1)));
        assertThat(book.open("DJ-SEO-001")).isEmpty();
        book.apply(grant(State.ACTIVE, NOON));
        assertThat(book.open("DJ-SEO-001")).isEmpty();
    }

    @Test
    void anEndCountsAlthoughTheRenewalBeforeItLookedAtTheClockLater() {
        book.apply(grant(State.ACTIVE, NOON));
        book.apply(grant(State.ACTIVE, NOON.plusMillis(1_002)));
        book.apply(grant(State.REVOKED, NOON.plusMillis(1_000)));
        assertThat(book.open("DJ-SEO-001")).isEmpty();
    }

    private static GrantChanged grant(State state, Instant at) {
        return new GrantChanged(
                UUID.randomUUID(),
                GRANT,
                UUID.randomUUID(),
                "2026-1",
                "112",
                Role.POLICE_112,
                "DJ-SEO-001",
                "DJ-SEO",
                "112 emergency video",
                "a".repeat(64),
                NOON,
                NOON.plusSeconds(600),
                state,
                at);
    }
}
