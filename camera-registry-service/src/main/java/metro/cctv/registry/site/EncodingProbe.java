package metro.cctv.registry.site;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Follows a file as it passes and knows at its end whether it is text of one encoding, and if not, where it stops being so. */
final class EncodingProbe {
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(20 * 1024);
    private final CharBuffer sink = CharBuffer.allocate(20 * 1024);
    private long passed;
    private long brokenAt = -1;

    EncodingProbe(TextEncoding encoding) {
        decoder = encoding.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** @param length at most 16 KiB */
    void pass(byte[] chunk, int length) {
        if (brokenAt >= 0) return;
        bytes.put(chunk, 0, length).flip();
        decode(false);
    }

    void end() {
        if (brokenAt >= 0) return;
        bytes.flip();
        decode(true);
    }

    private void decode(boolean last) {
        int before = bytes.remaining();
        CoderResult result;
        do {
            sink.clear();
            result = decoder.decode(bytes, sink, last);
        } while (result.isOverflow());
        passed += before - bytes.remaining();
        if (result.isError()) brokenAt = passed;
        bytes.compact();
    }

    boolean isSound() {
        return brokenAt < 0;
    }

    /** The byte, from 0, that is no text of this encoding. */
    long brokenAt() {
        return brokenAt;
    }
}
