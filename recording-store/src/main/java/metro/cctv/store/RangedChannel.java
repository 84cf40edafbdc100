package metro.cctv.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads something far away in blocks, of which the last few are kept. By one thread. */
final class RangedChannel implements SeekableByteChannel {
    private static final int BLOCK_BYTES = 512 * 1024;
    private static final int KEPT_BLOCKS = 4;

    private final long size;
    private final Source source;
    private final Map<Long, byte[]> blocks = new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > KEPT_BLOCKS;
        }
    };
    private long position;
    private boolean closed;

    @FunctionalInterface
    interface Source {
        byte[] read(long from, int length) throws IOException;
    }

    RangedChannel(long size, Source source) {
        this.size = size;
        this.source = source;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (closed) throw new ClosedChannelException();
        if (position >= size) return -1;
        int total = 0;
        while (into.hasRemaining() && position < size) {
            byte[] block = block(position / BLOCK_BYTES);
            int from = (int) (position % BLOCK_BYTES);
            int step = Math.min(into.remaining(), block.length - from);
            into.put(block, from, step);
            position += step;
            total += step;
        }
        return total;
    }

    private byte[] block(long number) throws IOException {
        byte[] known = blocks.get(number);
        if (known != null) return known;
        long from = number * BLOCK_BYTES;
        int length = (int) Math.min(BLOCK_BYTES, size - from);
        byte[] block = source.read(from, length);
        if (block.length != length) throw new IOException("the recording was changed while it was read");
        blocks.put(number, block);
        return block;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        if (to < 0) throw new IllegalArgumentException("position: not below 0");
        position = to;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        blocks.clear();
    }
}
