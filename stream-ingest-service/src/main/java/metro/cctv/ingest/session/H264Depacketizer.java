package metro.cctv.ingest.session;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import metro.cctv.ingest.media.NalType;

/**
 * RTP packets to complete pictures (RFC 3550, RFC 6184: single NAL, STAP-A, FU-A). What is lost damages every picture up to
 * the next key frame, and damaged pictures are not handed on. Bounded whatever a camera sends; nothing is thrown.
 */
final class H264Depacketizer {
    static final int MAX_UNIT_BYTES = 4 * 1024 * 1024;

    private static final int RTP_HEADER = 12;
    private static final int MAX_NALS = 512;
    private static final int MAX_PARAMETER_SET = 1024;
    /** So many packets from the past: the camera started its count anew. */
    private static final int MAX_OLD_PACKETS = 50;

    /** Takes what is complete; times are RTP's. */
    interface Pictures {
        void onPicture(byte[] data, int length, boolean key, long rtpTimestamp);

        void onParameterSet(byte[] nal);
    }

    private final int payloadType;
    private final Pictures pictures;

    private static final byte[] NONE = {};

    /** From {@link Scratch} while a picture is arriving. */
    private byte[] buffer = NONE;

    private int size;
    private int nals;
    private int fragmentStart = -1;
    private boolean key;
    private boolean slices;
    /** Nothing is handed on before a whole key frame. */
    private boolean waitingForKey = true;
    /** The picture in the buffer lacks something. */
    private boolean incomplete;
    /** Packets were lost just before the next one: its picture may lack its beginning. */
    private boolean lossBefore;

    private long timestamp = -1;
    private long completedTimestamp = -1;
    private boolean markersLie;
    private long source = -1;
    private int expected = -1;
    private int oldPackets;
    private long lost;
    private long rejected;

    H264Depacketizer(int payloadType, Pictures pictures) {
        this.payloadType = payloadType;
        this.pictures = pictures;
    }

    long lostPackets() {
        return lost;
    }

    /** Malformed, foreign or oversized: dropped. */
    long rejectedPackets() {
        return rejected;
    }

    /** Packets are known to be missing. */
    void damage() {
        waitingForKey = true;
        incomplete = true;
        lossBefore = true;
    }

    void packet(ByteBuf packet) {
        int start = packet.readerIndex();
        int length = packet.readableBytes();
        if (length < RTP_HEADER || (packet.getUnsignedByte(start) >> 6) != 2) {
            rejected++;
            return;
        }
        int first = packet.getUnsignedByte(start);
        int second = packet.getUnsignedByte(start + 1);
        int from = payloadStart(packet, start, length, first);
        int to = start + length;
        if ((first & 0x20) != 0) to -= packet.getUnsignedByte(start + length - 1);
        if (from < 0 || from >= to || (second & 0x7F) != payloadType) {
            rejected++;
            return;
        }
        if (!inOrder(packet.getUnsignedInt(start + 8), packet.getUnsignedShort(start + 2))) return;
        boolean marker = (second & 0x80) != 0;
        belongTo(packet.getUnsignedInt(start + 4));
        payload(packet, from, to);
        if (marker && !markersLie && slices) complete();
    }

    /** @return −1 when the header says more than there is */
    private static int payloadStart(ByteBuf packet, int start, int length, int first) {
        int from = RTP_HEADER + 4 * (first & 0x0F);
        if ((first & 0x10) != 0) {
            if (from + 4 > length) return -1;
            from += 4 + 4 * packet.getUnsignedShort(start + from + 2);
        }
        return from > length ? -1 : start + from;
    }

    private boolean inOrder(long packetSource, int sequence) {
        if (packetSource != source) {
            if (source >= 0) damage();
            source = packetSource;
            expected = -1;
        }
        int ahead = expected < 0 ? 0 : (sequence - expected) & 0xFFFF;
        if (ahead >= 0x8000 && ++oldPackets <= MAX_OLD_PACKETS) {
            rejected++;
            return false;
        }
        if (ahead > 0) {
            lost += ahead < 0x8000 ? ahead : 0;
            damage();
        }
        oldPackets = 0;
        expected = (sequence + 1) & 0xFFFF;
        return true;
    }

    /** A new timestamp ends the picture before it, marker or not; one that goes on after its marker shows that markers lie. */
    private void belongTo(long packetTimestamp) {
        if (packetTimestamp != timestamp) {
            if (timestamp >= 0) complete();
            if (packetTimestamp == completedTimestamp && !markersLie) {
                markersLie = true;
                lossBefore = true;
            }
            timestamp = packetTimestamp;
        }
        if (lossBefore) spoil();
        lossBefore = false;
    }

    /** This picture cannot be used, and neither can what builds on it. */
    private void spoil() {
        incomplete = true;
        waitingForKey = true;
    }

    private void payload(ByteBuf packet, int from, int to) {
        int type = packet.getByte(from) & 0x1F;
        if (type != NalType.FU_A) endFragment();
        if (type >= 1 && type < NalType.STAP_A) nal(packet, from, to - from);
        else if (type == NalType.STAP_A) aggregate(packet, from + 1, to);
        else if (type == NalType.FU_A) fragment(packet, from, to);
        else rejected++;
    }

    private void aggregate(ByteBuf packet, int from, int to) {
        int at = from;
        while (at + 2 <= to) {
            int length = packet.getUnsignedShort(at);
            at += 2;
            if (length == 0 || at + length > to) {
                reject();
                return;
            }
            nal(packet, at, length);
            at += length;
        }
    }

    private void fragment(ByteBuf packet, int from, int to) {
        if (to - from < 3) {
            reject();
            return;
        }
        int header = packet.getUnsignedByte(from + 1);
        boolean begins = (header & 0x80) != 0;
        boolean ends = (header & 0x40) != 0;
        if (begins) {
            endFragment();
            if (!room(5)) return;
            fragmentStart = size;
            size += 4;
            buffer[size++] = (byte) (packet.getByte(from) & 0xE0 | header & 0x1F);
        } else if (fragmentStart < 0) {
            spoil();
            return;
        }
        int length = to - from - 2;
        if (!room(length)) return;
        packet.getBytes(from + 2, buffer, size, length);
        size += length;
        if (ends) {
            int begin = fragmentStart;
            fragmentStart = -1;
            finish(begin);
        }
    }

    /** A fragmented NAL unit that never ended: its picture is damaged. */
    private void endFragment() {
        if (fragmentStart < 0) return;
        size = fragmentStart;
        fragmentStart = -1;
        spoil();
    }

    private void nal(ByteBuf packet, int from, int length) {
        if (!room(4 + length)) return;
        int begin = size;
        packet.getBytes(from, buffer, begin + 4, length);
        size += 4 + length;
        finish(begin);
    }

    /** The NAL unit at {@code begin} is whole: write its length, or take it out of the picture. */
    private void finish(int begin) {
        int length = size - begin - 4;
        int type = buffer[begin + 4] & 0x1F;
        if (type == NalType.SPS || type == NalType.PPS) {
            if (length <= MAX_PARAMETER_SET) pictures.onParameterSet(Arrays.copyOfRange(buffer, begin + 4, size));
            size = begin;
            return;
        }
        if (type == NalType.DELIMITER || type == NalType.FILLER || ++nals > MAX_NALS) {
            if (nals > MAX_NALS) reject();
            size = begin;
            return;
        }
        slices |= NalType.isSlice(type);
        key |= type == NalType.KEY_SLICE;
        buffer[begin] = (byte) (length >> 24);
        buffer[begin + 1] = (byte) (length >> 16);
        buffer[begin + 2] = (byte) (length >> 8);
        buffer[begin + 3] = (byte) length;
    }

    private void complete() {
        endFragment();
        if (slices && !incomplete) {
            waitingForKey &= !key;
            if (!waitingForKey) hand();
        }
        completedTimestamp = slices ? timestamp : completedTimestamp;
        timestamp = -1;
        incomplete = false;
        discard();
    }

    private void hand() {
        pictures.onPicture(Arrays.copyOf(buffer, size), size, key, timestamp);
    }

    private void discard() {
        if (buffer.length > 0) Scratch.give(buffer);
        buffer = NONE;
        size = 0;
        nals = 0;
        fragmentStart = -1;
        key = false;
        slices = false;
    }

    private void reject() {
        rejected++;
        spoil();
    }

    private boolean room(int more) {
        if (size + more > MAX_UNIT_BYTES) {
            reject();
            discard();
            return false;
        }
        if (size + more > buffer.length) {
            byte[] larger = Scratch.take(size + more);
            System.arraycopy(buffer, 0, larger, 0, size);
            if (buffer.length > 0) Scratch.give(buffer);
            buffer = larger;
        }
        return true;
    }
}
