package metro.cctv.bench.relay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import metro.cctv.bench.Commands;
import org.jspecify.annotations.Nullable;

/** {@code URL FRAGMENTS FILE SIZES}: one viewer writes down what it gets after the cached pictures, for the anchor to send again. */
final class LiveCapture implements WebSocket.Listener {
    /** The init segment and what was cached come first. */
    private static final int BEFORE = 40;

    private final OutputStream out;
    private final int wanted;
    private final List<String> sizes = new ArrayList<>();
    private final CompletableFuture<Integer> done = new CompletableFuture<>();
    private int seen;
    private int length;

    private LiveCapture(OutputStream out, int wanted) {
        this.out = out;
        this.wanted = wanted;
    }

    public static void main(String[] args) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[2])))) {
            var capture = new LiveCapture(out, Integer.parseInt(args[1]));
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create(args[0]), capture)
                    .join();
            int fragments = capture.done.get(120, TimeUnit.SECONDS);
            socket.abort();
            Files.write(Path.of(args[3]), capture.sizes);
            Commands.say(Map.of("fragments", fragments));
        }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        if (seen >= BEFORE && sizes.size() < wanted) {
            var bytes = new byte[data.remaining()];
            data.get(bytes);
            length += bytes.length;
            try {
                out.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (last) {
                sizes.add(Integer.toString(length));
                length = 0;
                if (sizes.size() == wanted) done.complete(wanted);
            }
        }
        if (last) seen++;
        socket.request(1);
        return null;
    }
}
