package metro.cctv.simulator.loop;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.simulator.video.AccessUnit;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;

/**
 * An encoded loop on disk: a header, then each frame as flag, NAL count, NAL lengths and NAL bytes; big-endian. Reading maps
 * the file, so a loop costs page cache instead of heap.
 */
final class LoopFile {
    private static final int MAGIC = 0x4D43564C;
    private static final int VERSION = 1;
    private static final int MAX_FRAMES = 100_000;
    private static final int MAX_NALS_PER_FRAME = 256;

    private LoopFile() {}

    /** Appears whole or not at all. */
    static void write(Path file, EncodedLoop loop) throws IOException {
        Path partial = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + "-", ".part");
        try {
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16))) {
                out.writeInt(MAGIC);
                out.writeInt(VERSION);
                out.writeInt(loop.width());
                out.writeInt(loop.height());
                out.writeInt(loop.rate().frames());
                out.writeInt(loop.rate().seconds());
                out.writeInt(loop.frames().size());
                writeNal(out, loop.sps());
                writeNal(out, loop.pps());
                for (AccessUnit frame : loop.frames()) {
                    out.writeByte(frame.keyFrame() ? 1 : 0);
                    out.writeShort(frame.nalUnits().size());
                    for (ByteBuffer nal : frame.nalUnits()) writeNal(out, nal);
                }
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** @throws IOException also where the file is not a whole loop of this version */
    static EncodedLoop read(Path file) throws IOException {
        MappedByteBuffer in;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            in = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
        try {
            if (in.getInt() != MAGIC || in.getInt() != VERSION) throw new IOException("not a loop of this version");
            int width = in.getInt();
            int height = in.getInt();
            FrameRate rate = new FrameRate(in.getInt(), in.getInt());
            int frames = in.getInt();
            if (frames < 1 || frames > MAX_FRAMES) throw new IOException("frames: " + frames);
            ByteBuffer sps = readNal(in);
            ByteBuffer pps = readNal(in);
            List<AccessUnit> units = new ArrayList<>(frames);
            for (int i = 0; i < frames; i++) units.add(readFrame(in));
            if (in.hasRemaining()) throw new IOException("bytes behind the last frame");
            return new EncodedLoop(width, height, rate, sps, pps, units);
        } catch (RuntimeException e) {
            throw new IOException("damaged loop: " + file.getFileName(), e);
        }
    }

    private static AccessUnit readFrame(ByteBuffer in) throws IOException {
        boolean key = in.get() == 1;
        int count = in.getShort();
        if (count < 1 || count > MAX_NALS_PER_FRAME) throw new IOException("NAL units: " + count);
        List<ByteBuffer> nals = new ArrayList<>(count);
        for (int i = 0; i < count; i++) nals.add(readNal(in));
        return new AccessUnit(key, nals);
    }

    private static ByteBuffer readNal(ByteBuffer in) {
        int length = in.getInt();
        ByteBuffer nal = in.slice(in.position(), length);
        in.position(in.position() + length);
        return nal;
    }

    private static void writeNal(DataOutputStream out, ByteBuffer nal) throws IOException {
        byte[] bytes = new byte[nal.remaining()];
        nal.get(nal.position(), bytes);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
