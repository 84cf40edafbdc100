package metro.cctv.contracts.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A sealed file, for reading. What comes out was checked against its tag first. */
public final class SealedSegment {
    private final SeekableByteChannel file;
    private final byte[] header;
    private final String keyId;
    private final byte[] encapsulation;
    private final byte[] wrapped;
    private final List<SegmentScan.Chunk> chunks;

    private SealedSegment(SeekableByteChannel file, byte[] header) throws IOException {
        this.file = file;
        this.header = header;
        ByteBuffer in = ByteBuffer.wrap(header).position(SegmentFormat.MAGIC.length + 2);
        this.keyId = new String(part(in), StandardCharsets.UTF_8);
        this.encapsulation = part(in);
        this.wrapped = part(in);
        if (in.remaining() != SegmentFormat.SALT_BYTES)
            throw new DamagedRecordingException("a damaged recording header");
        this.chunks = SegmentScan.chunks(file);
    }

    /** @throws DamagedRecordingException when it is none */
    public static SealedSegment read(SeekableByteChannel file) throws IOException {
        int length = SegmentScan.headerLength(file);
        if (length == 0) throw new DamagedRecordingException("not a sealed recording");
        ByteBuffer header = ByteBuffer.allocate(length);
        SegmentScan.read(file, header, 0);
        return new SealedSegment(file, header.array());
    }

    /** {@code DJ-SEO/2026-11-22/DJ-SEO-001} */
    public String keyId() {
        return keyId;
    }

    public int chunks() {
        return chunks.size();
    }

    public int plainBytes(int chunk) {
        return chunks.get(chunk).plainBytes();
    }

    public long plainBytes() {
        return chunks.stream().mapToLong(SegmentScan.Chunk::plainBytes).sum();
    }

    /** @throws DamagedRecordingException when this is not the private half of the key that the file was sealed for */
    public Opened open(PrivateKey ofDistrictDay) throws IOException {
        try {
            SecretKey sent =
                    KEM.getInstance("DHKEM").newDecapsulator(ofDistrictDay).decapsulate(encapsulation, 0, 32, "AES");
            byte[] cameraDay = SegmentFormat.wrap(Cipher.DECRYPT_MODE, sent, keyId, wrapped);
            return new Opened(SegmentFormat.fileKey(new SecretKeySpec(cameraDay, "HmacSHA256"), header));
        } catch (GeneralSecurityException e) {
            throw new DamagedRecordingException("recording " + keyId + " cannot be opened with this key", e);
        }
    }

    private static byte[] part(ByteBuffer in) throws IOException {
        int length = in.hasRemaining() ? Byte.toUnsignedInt(in.get()) : -1;
        if (length < 0 || length > in.remaining()) throw new DamagedRecordingException("a damaged recording header");
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    /** With its key. Not for several threads at once. */
    public final class Opened {
        private final SecretKey key;

        private Opened(SecretKey key) {
            this.key = key;
        }

        /** @throws DamagedRecordingException when somebody changed it */
        public byte[] chunk(int number) throws IOException {
            SegmentScan.Chunk chunk = chunks.get(number);
            ByteBuffer sealed = ByteBuffer.allocate((int) (chunk.end() - chunk.at()));
            SegmentScan.read(file, sealed, chunk.at());
            try {
                Cipher cipher = SegmentFormat.cipher();
                SegmentFormat.begin(cipher, Cipher.DECRYPT_MODE, key, number, sealed.array(), 0);
                return cipher.doFinal(
                        sealed.array(), SegmentFormat.CHUNK_HEADER, sealed.limit() - SegmentFormat.CHUNK_HEADER);
            } catch (GeneralSecurityException e) {
                throw new DamagedRecordingException(
                        "recording " + keyId + ", chunk " + number + ": changed since it was sealed", e);
            }
        }
    }
}
