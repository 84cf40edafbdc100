package metro.cctv.testkit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Writes exactly what a test wants, and reads answers and interleaved frames. */
public final class RawRtspClient implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private int sequence;

    public record Answer(int status, Map<String, String> headers, String body) {
        public String session() {
            return Objects.requireNonNull(headers.get("session"), "no Session").split(";")[0];
        }
    }

    public record Frame(int channel, ByteBuffer bytes) {}

    public RawRtspClient(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    /** @param socket connected */
    public RawRtspClient(Socket socket) throws IOException {
        this.socket = socket;
        patience(5_000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** How long a read waits; 5 s unless told. */
    public RawRtspClient patience(int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
        return this;
    }

    public Answer ask(String method, String url, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + url + " RTSP/1.0\r\nCSeq: " + ++sequence + "\r\n");
        for (String header : headers) request.append(header).append("\r\n");
        send(request.append("\r\n").toString());
        Answer answer = answer();
        if (answer.status() == 200
                && !String.valueOf(sequence).equals(answer.headers().get("cseq")))
            throw new IOException("CSeq " + answer.headers().get("cseq") + " instead of " + sequence);
        return answer;
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next answer; frames before it are kept for {@link #frame}. */
    public Answer answer() throws IOException {
        while (true) {
            in.mark(1);
            int first = in.read();
            if (first < 0) throw new EOFException();
            if (first != '$') break;
            frames.add(readFrame());
        }
        in.reset();
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = new byte[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
        in.readFully(body);
        return new Answer(status, headers, new String(body, StandardCharsets.US_ASCII));
    }

    public Frame frame() throws IOException {
        if (!frames.isEmpty()) return frames.remove();
        int first = in.read();
        if (first < 0) throw new EOFException();
        if (first != '$') throw new IOException("not a frame: " + first);
        return readFrame();
    }

    /** The next frame on that channel. */
    public ByteBuffer frameOn(int channel) throws IOException {
        Frame frame = frame();
        while (frame.channel() != channel) frame = frame();
        return frame.bytes();
    }

    /** Reads until the server closes; false where it stays open without a byte until the patience ends. */
    public boolean isClosedByServer() throws IOException {
        try {
            while (in.read() >= 0) {}
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private Frame readFrame() throws IOException {
        int channel = in.readUnsignedByte();
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return new Frame(channel, ByteBuffer.wrap(bytes));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new EOFException();
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
