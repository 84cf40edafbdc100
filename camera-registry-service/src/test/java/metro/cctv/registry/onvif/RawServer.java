package metro.cctv.registry.onvif;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody on the other side who need not keep to any protocol. */
final class RawServer implements AutoCloseable {
    private final ServerSocket server;
    private final Talk talk;
    /** Heads of requests, in order. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    @FunctionalInterface
    interface Talk {
        /** Called for each request whose head was read. */
        void answer(String head, OutputStream out) throws IOException;
    }

    RawServer(Talk talk) {
        this.talk = talk;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    static RawServer always(String answer) {
        return new RawServer((head, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (true) {
                String head = head(in);
                if (head.isEmpty()) return;
                heard.add(head);
                int length = head.toLowerCase(java.util.Locale.ROOT).contains("content-length:")
                        ? Integer.parseInt(head.replaceAll("(?is).*content-length:\\s*(\\d+).*", "$1"))
                        : 0;
                in.readNBytes(length);
                talk.answer(head, socket.getOutputStream());
                socket.getOutputStream().flush();
                if (head.contains(" HTTP/1.")) return;
            }
        } catch (IOException e) {
            // the client went away, as it should
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 16_384) {
            int b = in.read();
            if (b < 0) return "";
            head.append((char) b);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) return head.toString();
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
