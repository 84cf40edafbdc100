package metro.cctv.ingest.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.VideoFormat;
import metro.cctv.ingest.relay.LiveViewer.Message;
import metro.cctv.ingest.session.StreamStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
    private static final VideoFormat HD = format("67640028acd940780227e5c044000003000400000300783c60c658");
    private static final VideoFormat SMALL = format("674d400ceca0b04b60220000030002000003003c1e28532c");
    private static final RelaySettings SETTINGS = new RelaySettings(1 << 16, 10, 3, Duration.ofSeconds(30));

    private final LiveStream stream = new LiveStream(Runnable::run, SETTINGS);

    @Test
    void aViewerBeginsWithTheCachedKeyFrame() throws Exception {
        for (int i = 0; i < 15; i++) stream.accept(unit(i, HD, 100));
        var viewer = join();
        stream.accept(unit(15, HD, 100));
        List<Message> got = drain(viewer);
        assertThat(got.get(0)).isInstanceOfSatisfying(Message.Start.class, start -> {
            assertThat(start.codecs()).isEqualTo("avc1.640028");
            assertThat(start.width()).isEqualTo(1920);
        });
        assertThat(media(got.get(1)))
                .as("pictures 10 to 14 at once")
                .isGreaterThan(500)
                .isLessThan(1000);
        assertThat(media(got.get(2))).as("then one by one").isLessThan(300);
        assertThat(got).hasSize(3);
    }

    @Test
    void aCrowdThatJoinsSharesTheFragmentsOfTheCachedPictures() throws Exception {
        var wide = new RelaySettings(1 << 22, 10, 3, Duration.ofSeconds(30));
        var large = new LiveStream(Runnable::run, wide);
        for (int i = 10; i < 19; i++) large.accept(unit(i, HD, 50_000));
        List<List<Message>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            var viewer = new LiveViewer(LiveViewer.Form.FRAGMENTS, wide.viewerQueueBytes());
            large.join(viewer);
            both.add(drain(viewer));
        }
        List<Message> first = both.get(0);
        List<Message> second = both.get(1);
        assertThat(first).as("start, three pieces of three pictures").hasSize(4).hasSameSizeAs(second);
        for (int piece : new int[] {1, 2})
            assertThat(((Message.Media) second.get(piece)).fragment())
                    .as("piece %d is made once", piece)
                    .isSameAs(((Message.Media) first.get(piece)).fragment());
        assertThat(first.subList(1, 4))
                .allSatisfy(piece -> assertThat(media(piece)).isGreaterThan(150_000));
        large.accept(unit(19, HD, 50_000));
        var later = new LiveViewer(LiveViewer.Form.FRAGMENTS, wide.viewerQueueBytes());
        large.join(later);
        assertThat(drain(later))
                .as("the third piece is whole now, a fourth begins")
                .hasSize(5);
    }

    @Test
    void whoWantsPicturesGetsTheCachedOnesAndThenEach() throws Exception {
        for (int i = 0; i < 15; i++) stream.accept(unit(i, HD, 100));
        var viewer = join(LiveViewer.Form.PICTURES);
        stream.accept(unit(15, HD, 100));
        assertThat(drain(viewer))
                .extracting(message -> ((Message.Picture) message).unit().decodeTime90k() / 9000)
                .containsExactly(10L, 11L, 12L, 13L, 14L, 15L);
    }

    @Test
    void aSlowViewerOfPicturesGoesOnWithAKeyFrame() throws Exception {
        stream.accept(unit(0, HD, 100));
        var viewer = join(LiveViewer.Form.PICTURES);
        for (int i = 1; i < 31; i++) stream.accept(unit(i, HD, 10_000));
        assertThat(viewer.skips()).isPositive();
        assertThat(((Message.Picture) drain(viewer).getFirst()).unit().keyFrame())
                .isTrue();
    }

    @Test
    void whoGetsPicturesIsNotNudgedAndWhoGetsNoneIs() throws Exception {
        stream.accept(unit(0, HD, 100));
        var viewer = join();
        drain(viewer);
        viewer.nudgeAfter(Duration.ofHours(1));
        stream.accept(unit(1, HD, 100));
        assertThat(viewer.next()).isInstanceOf(Message.Media.class);
        viewer.nudgeAfter(Duration.ZERO);
        assertThat(viewer.next()).isNull();
    }

    @Test
    void theFormatIsToldWhenAPictureIsThere() {
        var asked = stream.format();
        assertThat(asked).isNotDone();
        stream.accept(unit(0, HD, 100));
        assertThat(asked.join()).isEqualTo(HD);
        assertThat(stream.format().join()).isEqualTo(HD);
    }

    @Test
    void anotherResolutionStartsAnewWithItsKeyFrame() throws Exception {
        for (int i = 0; i < 3; i++) stream.accept(unit(i, HD, 100));
        var viewer = join();
        drain(viewer);
        for (int i = 10; i < 12; i++) stream.accept(unit(i, SMALL, 100));
        List<Message> got = drain(viewer);
        assertThat(got.get(0))
                .isInstanceOfSatisfying(
                        Message.Start.class, s -> assertThat(s.width()).isEqualTo(352));
        assertThat(got).hasSize(3);
    }

    @Test
    void aSlowViewerGoesOnWithAKeyFrameAndItsQueueIsBounded() throws Exception {
        stream.accept(unit(0, HD, 100));
        var viewer = join();
        for (int i = 1; i < 30; i++) stream.accept(unit(i, HD, 10_000));
        assertThat(viewer.skips()).isPositive();
        List<Message> got = drain(viewer);
        long bytes = got.stream()
                .filter(Message.Media.class::isInstance)
                .mapToLong(LiveStreamTest::media)
                .sum();
        assertThat(bytes).isLessThanOrEqualTo(SETTINGS.viewerQueueBytes());
    }

    @Test
    void anOfflineStreamSaysWhyAlsoToWhoComesLater() throws Exception {
        stream.stateChanged(status(State.OFFLINE, Cause.STALLED));
        assertThat(drain(join())).containsExactly(new Message.Trouble(State.OFFLINE, Cause.STALLED, "why"));
        stream.stateChanged(status(State.ONLINE, Cause.NONE));
        assertThat(drain(join())).isEmpty();
    }

    @Test
    void hlsKeepsAWindowOnlyWhileAskedFor() {
        for (int i = 0; i < 101; i++) stream.accept(unit(i, HD, 100));
        assertThat(stream.hls().join().gops()).hasSize(1);
        for (int i = 101; i < 171; i++) stream.accept(unit(i, HD, 100));
        List<Gop> gops = stream.hls().join().gops();
        assertThat(gops).hasSize(3);
        assertThat(gops.getLast().number()).isEqualTo(gops.getFirst().number() + 2);
        assertThat(HlsPlaylist.of(gops, "sub", "a b&c"))
                .contains("#EXT-X-TARGETDURATION:1\n")
                .contains("gop-" + gops.getLast().number() + ".m4s?stream=sub&ticket=a+b%26c\n")
                .contains("#EXTINF:1.000,\n");
        assertThat(stream.gop(gops.getFirst().number()).join()).isPresent();
        assertThat(stream.gop(1).join()).isEmpty();
    }

    @Test
    void playersShareTheBytesOfASegment() {
        for (int i = 0; i < 21; i++) stream.accept(unit(i, HD, 100));
        long number = stream.hls().join().gops().getFirst().number();
        byte[] first = stream.gop(number).join().orElseThrow().fragment();
        assertThat(first).hasSizeGreaterThan(1000);
        assertThat(stream.gop(number).join().orElseThrow().fragment()).isSameAs(first);
    }

    @Test
    void aStreamWithoutKeyFramesIsNotHoarded() {
        stream.accept(unit(0, HD, 100));
        for (int i = 1; i < 40; i++)
            stream.accept(new AccessUnit(new byte[1 << 20], 1 << 20, false, i * 9000L, 0, 0, 0, HD));
        stream.accept(unit(40, HD, 100));
        assertThat(stream.hls()).isNotDone();
    }

    private LiveViewer join() {
        return join(LiveViewer.Form.FRAGMENTS);
    }

    private LiveViewer join(LiveViewer.Form form) {
        var viewer = new LiveViewer(form, SETTINGS.viewerQueueBytes());
        stream.join(viewer);
        return viewer;
    }

    private static List<Message> drain(LiveViewer viewer) throws InterruptedException {
        List<Message> all = new ArrayList<>();
        for (Message m = nextOf(viewer); m != null; m = nextOf(viewer)) all.add(m);
        return all;
    }

    /** Without waiting. */
    private static @Nullable Message nextOf(LiveViewer viewer) throws InterruptedException {
        viewer.nudgeAfter(Duration.ZERO);
        return viewer.next();
    }

    private static long media(Message message) {
        return ((Message.Media) message).fragment().length;
    }

    private static AccessUnit unit(int i, VideoFormat format, int bytes) {
        return new AccessUnit(new byte[bytes], bytes, i % 10 == 0, i * 9000L, 0, i * 100_000L, i * 100_000L, format);
    }

    private static VideoFormat format(String sps) {
        return VideoFormat.of(HexFormat.of().parseHex(sps), List.of(new byte[] {0x68, 1}))
                .orElseThrow();
    }

    private static StreamStatus status(State state, Cause cause) {
        return new StreamStatus(
                "DJ-SEO-001",
                StreamHealthChanged.Stream.SUB,
                state,
                cause,
                "why",
                Instant.EPOCH,
                0,
                0,
                0,
                null,
                0,
                0,
                0,
                Transport.TCP,
                0,
                0);
    }
}
