package metro.cctv.registry.onvif;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.registry.address.PinnedAddress;
import org.jspecify.annotations.Nullable;

/** One RTSP connection over TCP or TLS: bounded heads and bodies, and one end for everything. */
final class RtspWire implements AutoCloseable {
    private static final int MAX_HEAD_BYTES = 16 * 1024;
    private static final int MAX_HEADERS = 100;

    private final Socket socket;
    private final InputStream in;
    private final long endNanos;
    private final @Nullable ServerCertificate certificate;
    private int lastSeq;

    private RtspWire(Socket socket, long endNanos, @Nullable ServerCertificate certificate) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.endNanos = endNanos;
        this.certificate = certificate;
    }

    static RtspWire open(PinnedAddress address, @Nullable String certificateSha256, Duration connect, Duration whole)
            throws IOException {
        long end = System.nanoTime() + whole.toNanos();
        Socket plain = new Socket();
        try {
            plain.connect(address.socketAddress(), (int) connect.toMillis());
            plain.setTcpNoDelay(true);
            if (!address.isTls()) return new RtspWire(plain, end, null);
            var tls = PinningTls.handshake(plain, address.host(), address.port(), certificateSha256, connect);
            return new RtspWire(tls, end, PinningTls.certificate(tls.getSession()));
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    @Nullable
    ServerCertificate certificate() {
        return certificate;
    }

    InetSocketAddress peer() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    /** @param authorization null: none */
    Answer ask(String method, String url, @Nullable String authorization) throws IOException {
        StringBuilder request = new StringBuilder()
                .append(method)
                .append(' ')
                .append(url)
                .append(" RTSP/1.0\r\nCSeq: ")
                .append(++lastSeq)
                .append("\r\nUser-Agent: metro-cctv\r\n");
        if (method.equals("DESCRIBE")) request.append("Accept: application/sdp\r\n");
        if (authorization != null)
            request.append("Authorization: ").append(authorization).append("\r\n");
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return read();
    }

    private Answer read() throws IOException {
        String[] head = head().split("\r?\n", -1);
        if (head.length > MAX_HEADERS) throw refused("it has more than " + MAX_HEADERS + " header lines");
        if (!head[0].matches("RTSP/\\d\\.\\d \\d{3}( .*)?")) throw refused("it is no RTSP answer");
        int status = Integer.parseInt(head[0].substring(9, 12));
        List<String> challenges = new ArrayList<>();
        String seq = "";
        String length = "0";
        for (String line : head) {
            int colon = line.indexOf(':');
            String value = colon < 0 ? "" : line.substring(colon + 1).strip();
            switch (colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
                case "cseq" -> seq = value;
                case "content-length" -> length = value;
                case "www-authenticate" -> challenges.add(value);
                default -> {}
            }
        }
        if (!seq.isEmpty() && !seq.equals(Integer.toString(lastSeq))) throw refused("it answers another question");
        if (!length.matches("\\d{1,9}") || Integer.parseInt(length) > SdpRule.MAX_BYTES)
            throw refused("it announces a body of " + Words.line(length) + " bytes; 64 KiB at most");
        return new Answer(status, challenges, body(Integer.parseInt(length)));
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int newlines = 0;
        while (newlines < 2) {
            int b = next();
            if (b == '\n') newlines++;
            else if (b != '\r') newlines = 0;
            head.write(b);
            if (head.size() > MAX_HEAD_BYTES) throw refused("its head is larger than 16 KiB");
        }
        return head.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private byte[] body(int length) throws IOException {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) body[i] = (byte) next();
        return body;
    }

    private final byte[] buffer = new byte[8192];
    private int at;
    private int filled;

    /** Whatever the pace of the bytes, the end stays where it is. */
    private int next() throws IOException {
        if (at == filled) {
            long leftMs = (endNanos - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) throw new SocketTimeoutException("no whole answer in time");
            socket.setSoTimeout((int) Math.max(1, leftMs));
            filled = in.read(buffer);
            at = 0;
            if (filled < 0) throw new IOException("the device hung up");
        }
        return buffer[at++] & 0xff;
    }

    private static ProblemException refused(String words) {
        return SoapEnvelope.unusable("The RTSP answer cannot be used: " + words + ".");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    record Answer(int status, List<String> challenges, byte[] body) {}
}
