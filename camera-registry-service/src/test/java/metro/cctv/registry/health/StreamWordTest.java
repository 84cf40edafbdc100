package metro.cctv.registry.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import org.junit.jupiter.api.Test;

class StreamWordTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void anOlderWordChangesNothing() {
        StreamWord last = StreamWord.first(said(State.ONLINE, 0, 0), NOW);

        assertThat(last.then(said(State.OFFLINE, 30, 30), NOW)).isEmpty();
    }

    @Test
    void theSameWordTwiceIsOneWord() {
        StreamHealthChanged off = said(State.OFFLINE, 10, 5);
        StreamWord once =
                StreamWord.first(said(State.ONLINE, 90, 60), NOW).then(off, NOW).orElseThrow();

        assertThat(once.then(off, NOW)).contains(once);
        assertThat(once.changes()).containsExactly(NOW.minusSeconds(10));
    }

    @Test
    void anotherReasonForNoPicturesIsNoChange() {
        StreamWord off = StreamWord.first(said(State.OFFLINE, 90, 60), NOW);

        assertThat(off.then(said(State.CONNECTING, 10, 5), NOW).orElseThrow().changes())
                .isEmpty();
    }

    @Test
    void aClockAheadOfOursIsCutToOurs() {
        StreamWord word = StreamWord.first(said(State.ONLINE, -7200, -3600), NOW);

        assertThat(word.at()).isEqualTo(NOW);
        assertThat(word.since()).isEqualTo(NOW);
    }

    @Test
    void onlySoManyChangesAreKept() {
        StreamWord word = StreamWord.first(said(State.ONLINE, 900, 900), NOW);
        for (int i = 0; i < 100; i++)
            word = word.then(said(i % 2 == 0 ? State.OFFLINE : State.ONLINE, 800 - i, 800 - i), NOW)
                    .orElseThrow();

        assertThat(word.changes()).hasSize(StreamWord.MAX_CHANGES).last().isEqualTo(NOW.minusSeconds(701));
    }

    private static StreamHealthChanged said(State state, long sinceS, long atS) {
        return new StreamHealthChanged(
                UUID.randomUUID(),
                "DJ-SEO-001",
                "DJ-SEO",
                Stream.MAIN,
                state,
                Cause.NONE,
                "line one\nline two",
                NOW.minusSeconds(sinceS),
                NOW.minusSeconds(atS));
    }
}
