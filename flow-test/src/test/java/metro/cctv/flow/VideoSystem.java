package metro.cctv.flow;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import metro.cctv.testkit.RawRtspClient;

/** An agency's own video system that has one address open over the end of a case. */
final class VideoSystem implements AutoCloseable {
    private final RawRtspClient client;
    private final AtomicLong packets = new AtomicLong();
    private final Thread reading;

    private VideoSystem(RawRtspClient client) {
        this.client = client;
        this.reading = Thread.ofPlatform().daemon().name("video-system").start(this::read);
    }

    /** @param address {@code rtsp://ticket:SECRET@host:port/path} */
    static VideoSystem open(String address) {
        URI uri = URI.create(address);
        String plain = address.replaceFirst("//[^@]*@", "//");
        String login = "Authorization: Basic "
                + Base64.getEncoder().encodeToString(uri.getUserInfo().getBytes(StandardCharsets.UTF_8));
        try {
            var client = new RawRtspClient(new Socket(uri.getHost(), uri.getPort())).patience(30_000);
            var set = client.ask("SETUP", plain + "/trackID=0", login, "Transport: RTP/AVP/TCP;interleaved=0-1");
            if (set.status() != 200) throw new AssertionError("SETUP: " + set);
            var played = client.ask("PLAY", plain + "/", login, "Session: " + set.session());
            if (played.status() != 200) throw new AssertionError("PLAY: " + played);
            return new VideoSystem(client);
        } catch (IOException e) {
            throw new AssertionError("the address cannot be opened", e);
        }
    }

    long packets() {
        return packets.get();
    }

    boolean isClosed() {
        return !reading.isAlive();
    }

    private void read() {
        try {
            while (true) if (client.frame().channel() == 0) packets.incrementAndGet();
        } catch (IOException e) {
            // Closed: what the test waits for.
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
