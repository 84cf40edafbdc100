package metro.cctv.ingest.session;

import io.netty.buffer.ByteBuf;
import metro.cctv.ingest.media.VideoCodec;

/**
 * RTP packets to complete pictures (RFC 3550; payloads by {@link PayloadReader}). What is lost damages every picture up to
 * the next key frame, and damaged pictures are not handed on. Bounded whatever a camera sends; nothing is thrown.
 */
final class RtpDepacketizer {
    private static final int RTP_HEADER = 12;

    /** Takes what is complete; times are RTP's. */
    interface Pictures {
        void onPicture(byte[] data, int length, boolean key, long rtpTimestamp);

        void onParameterSet(byte[] nal);
    }

    private final int payloadType;
    private final PayloadReader format;
    private final Pictures pictures;
    private final PictureAssembly picture;

    /** Nothing is handed on before a whole key frame. */
    private boolean waitingForKey = true;
    /** Packets were lost just before the next one: its picture may lack its beginning. */
    private boolean lossBefore;
    /** Began with a key frame that others were shown before: those cannot be decoded. */
    private boolean skipBeforeKey;

    private long timestamp = -1;
    private long completedTimestamp = -1;
    private boolean markersLie;
    private long source = -1;
    private int expected = -1;
    private int oldPackets;
    private long lost;
    private long rejected;

    RtpDepacketizer(VideoCodec codec, int payloadType, Pictures pictures) {
        this.payloadType = payloadType;
        this.format = PayloadReader.of(codec);
        this.pictures = pictures;
        this.picture = new PictureAssembly(codec, pictures::onParameterSet);
    }

    long lostPackets() {
        return lost;
    }

    /** Malformed, foreign or oversized: dropped. */
    long rejectedPackets() {
        return rejected + picture.rejected();
    }

    /** Packets are known to be missing. */
    void damage() {
        picture.spoil();
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
        format.read(packet, from, to, picture);
        if (marker && !markersLie && picture.hasSlices()) complete();
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
        if (ahead >= 0x8000 && ++oldPackets <= ReorderWindow.MAX_OLD_PACKETS) {
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
        if (lossBefore) {
            picture.spoil();
            waitingForKey = true;
        }
        lossBefore = false;
    }

    private void complete() {
        picture.abandonFragment();
        format.finish(picture);
        if (picture.isSpoilt()) waitingForKey = true;
        else if (picture.hasSlices()) whole();
        if (picture.hasSlices()) completedTimestamp = timestamp;
        timestamp = -1;
        picture.clear();
    }

    private void whole() {
        if (picture.isKey()) {
            skipBeforeKey = waitingForKey;
            waitingForKey = false;
        }
        if (waitingForKey || (skipBeforeKey && picture.needsPictureBeforeKey())) return;
        pictures.onPicture(picture.copy(), picture.size(), picture.isKey(), timestamp);
    }
}
