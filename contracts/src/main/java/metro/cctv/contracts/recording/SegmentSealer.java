package metro.cctv.contracts.recording;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Seals one file, chunk after chunk: {@link #begin}, {@link #add} until the promised bytes are in, {@link #end}. */
public final class SegmentSealer {
    private final byte[] header;
    private final SecretKey key;
    private final Cipher cipher;
    private long chunks;

    SegmentSealer(byte[] header, SecretKey key) throws GeneralSecurityException {
        this.header = header;
        this.key = key;
        this.cipher = SegmentFormat.cipher();
    }

    /** First in the file. */
    public byte[] header() {
        return header.clone();
    }

    /** How large a chunk of so many plain bytes is in the file. */
    public static int sealedSize(int plainLength) {
        return SegmentFormat.CHUNK_HEADER + plainLength + SegmentFormat.TAG_BYTES;
    }

    /**
     * @param plainLength 1 to {@link SegmentFormat#MAX_CHUNK}
     * @param endMicros end of the pictures with this chunk; 0 when they go on in the next
     * @return the next free place in {@code out}
     */
    public int begin(int plainLength, long endMicros, byte[] out, int at) {
        if (plainLength < 1 || plainLength > SegmentFormat.MAX_CHUNK)
            throw new IllegalArgumentException("chunk of " + plainLength + " bytes");
        ByteBuffer.wrap(out, at, SegmentFormat.CHUNK_HEADER).putInt(plainLength).putLong(endMicros);
        try {
            SegmentFormat.begin(cipher, Cipher.ENCRYPT_MODE, key, chunks++, out, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return at + SegmentFormat.CHUNK_HEADER;
    }

    /** @return the next free place in {@code out}, which may lag behind by less than a cipher block */
    public int add(byte[] plain, int from, int length, byte[] out, int at) {
        try {
            return at + cipher.update(plain, from, length, out, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the next free place in {@code out} */
    public int end(byte[] out, int at) {
        try {
            return at + cipher.doFinal(out, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
