package metro.cctv.ingest.session;

import io.netty.buffer.ByteBuf;

/** How NAL units travel in RTP payloads. */
enum PayloadFormat implements PayloadReader {
    /** RFC 6184: single NAL, STAP-A, FU-A; the interleaved types are rejected. */
    H264 {
        @Override
        public void read(ByteBuf packet, int from, int to, PictureAssembly picture) {
            int first = packet.getByte(from);
            int type = first & 0x1F;
            if (type != FU_A) picture.abandonFragment();
            if (type >= 1 && type < STAP_A) picture.nal(packet, from, to - from);
            else if (type == STAP_A) aggregate(packet, from + 1, to, picture);
            else if (type == FU_A && to - from >= 3) {
                int header = packet.getByte(from + 1);
                picture.fragment(header, (first & 0xE0 | header & 0x1F) << 8, packet, from + 2, to);
            } else if (type == FU_A) picture.reject();
            else picture.ignore();
        }
    },

    /** RFC 7798 without decoding order numbers: single NAL, aggregation, FU. Other layers than the base are left out. */
    H265 {
        @Override
        public void read(ByteBuf packet, int from, int to, PictureAssembly picture) {
            if (to - from < 2) {
                picture.reject();
                return;
            }
            int first = packet.getByte(from);
            int second = packet.getByte(from + 1);
            int type = first >> 1 & 0x3F;
            if (type != HEVC_FU) picture.abandonFragment();
            boolean otherLayer = (first & 1) != 0 || (second & 0xF8) != 0;
            if (otherLayer || type > HEVC_FU) picture.ignore();
            else if (type < HEVC_AP) picture.nal(packet, from, to - from);
            else if (type == HEVC_AP) aggregate(packet, from + 2, to, picture);
            else if (to - from >= 4) {
                int header = packet.getByte(from + 2);
                int nalHeader = (first & 0x81 | (header & 0x3F) << 1) << 8 | second & 0xFF;
                picture.fragment(header, nalHeader, packet, from + 3, to);
            } else picture.reject();
        }
    };

    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int HEVC_AP = 48;
    private static final int HEVC_FU = 49;

    /** NAL units with 16-bit lengths in front. */
    private static void aggregate(ByteBuf packet, int from, int to, PictureAssembly picture) {
        int at = from;
        while (at + 2 <= to) {
            int length = packet.getUnsignedShort(at);
            at += 2;
            if (length == 0 || at + length > to) {
                picture.reject();
                return;
            }
            picture.nal(packet, at, length);
            at += length;
        }
    }
}
