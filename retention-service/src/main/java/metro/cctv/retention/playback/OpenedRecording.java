package metro.cctv.retention.playback;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.security.PrivateKey;
import metro.cctv.contracts.recording.SealedSegment;
import metro.cctv.retention.segment.RecordingFiles;
import org.springframework.core.io.AbstractResource;

/**
 * The MP4 in a sealed file. Opened chunk by chunk while it is sent; nothing of it is written anywhere. Skipping costs nothing, so
 * a range is answered from its own chunks.
 */
final class OpenedRecording extends AbstractResource {
    private final String name;
    private final RecordingFiles.Whole file;
    private final PrivateKey key;
    private final long length;

    /** @throws IOException when the key does not fit, or the file is damaged at its start */
    OpenedRecording(String name, RecordingFiles.Whole file, PrivateKey key) throws IOException {
        this.name = name;
        this.file = file;
        this.key = key;
        try (SeekableByteChannel channel = file.open()) {
            SealedSegment sealed = SealedSegment.read(channel);
            this.length = sealed.plainBytes();
            sealed.open(key).chunk(0);
        }
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public String getDescription() {
        return "opened " + name;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        SeekableByteChannel channel = file.open();
        try {
            SealedSegment sealed = SealedSegment.read(channel);
            return new Plain(channel, sealed, sealed.open(key));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static final class Plain extends InputStream {
        private final SeekableByteChannel channel;
        private final SealedSegment sealed;
        private final SealedSegment.Opened opened;
        private byte[] chunk = new byte[0];
        private int at;
        private int next;

        Plain(SeekableByteChannel channel, SealedSegment sealed, SealedSegment.Opened opened) {
            this.channel = channel;
            this.sealed = sealed;
            this.opened = opened;
        }

        @Override
        public int read() throws IOException {
            return isAtEnd() ? -1 : chunk[at++] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) return 0;
            if (isAtEnd()) return -1;
            int step = Math.min(length, chunk.length - at);
            System.arraycopy(chunk, at, into, from, step);
            at += step;
            return step;
        }

        @Override
        public long skip(long count) throws IOException {
            long left = Math.max(0, count);
            int inHand = (int) Math.min(left, chunk.length - at);
            at += inHand;
            left -= inHand;
            while (left > 0 && next < sealed.chunks() && sealed.plainBytes(next) <= left)
                left -= sealed.plainBytes(next++);
            if (left > 0 && next < sealed.chunks()) left = pass(left);
            return Math.max(0, count) - left;
        }

        /** Into the next chunk. @return how many bytes could not be passed over */
        private long pass(long bytes) throws IOException {
            if (isAtEnd()) return bytes;
            at += (int) bytes;
            return 0;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        private boolean isAtEnd() throws IOException {
            while (at == chunk.length) {
                if (next == sealed.chunks()) return true;
                chunk = opened.chunk(next++);
                at = 0;
            }
            return false;
        }
    }
}
