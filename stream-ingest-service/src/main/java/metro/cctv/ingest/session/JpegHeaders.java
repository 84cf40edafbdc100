package metro.cctv.ingest.session;

import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** What RFC 2435 leaves out of a JPEG (ISO 10918-1), as its appendices A and B say. */
final class JpegHeaders {
    /** Bytes of one quantisation table of 8 bits, in zigzag order. */
    static final int TABLE = 64;

    static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

    private static final int DQT = 0xDB;
    private static final int SOF0 = 0xC0;
    private static final int DHT = 0xC4;
    private static final int DRI = 0xDD;
    private static final int SOS = 0xDA;

    /** Tables K.1 and K.2 in zigzag order. */
    private static final int[] LUMA = {
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51,
        61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77,
        113, 121, 112, 100, 120, 92, 101, 103, 99
    };

    private static final int[] CHROMA = {17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99};
    private static final int CHROMA_REST = 99;

    private JpegHeaders() {}

    /** Luma and chroma. @param quality 1 to 99; others count as the nearest */
    static byte[] tablesOf(int quality) {
        int factor = Math.clamp(quality, 1, 99);
        int scale = factor < 50 ? 5000 / factor : 200 - factor * 2;
        var tables = new byte[2 * TABLE];
        for (int i = 0; i < TABLE; i++) {
            tables[i] = scaled(LUMA[i], scale);
            tables[TABLE + i] = scaled(i < CHROMA.length ? CHROMA[i] : CHROMA_REST, scale);
        }
        return tables;
    }

    private static byte scaled(int step, int scale) {
        return (byte) Math.clamp((step * scale + 50) / 100, 1, 255);
    }

    /**
     * Everything in front of the scan.
     *
     * @param sampling 0: 4:2:2; 1: 4:2:0
     * @param tables luma, then chroma
     * @param restartInterval in MCUs; 0: none
     */
    static byte[] of(int width, int height, int sampling, byte[] tables, int restartInterval) {
        var out = new ByteArrayOutputStream(640);
        bytes(out, 0xFF, 0xD8);
        for (int table = 0; table < 2; table++) {
            segment(out, DQT, 1 + TABLE);
            out.write(table);
            out.write(tables, table * TABLE, TABLE);
        }
        segment(out, SOF0, 15);
        bytes(out, 8, height >> 8, height, width >> 8, width, 3);
        bytes(out, 1, sampling == 0 ? 0x21 : 0x22, 0, 2, 0x11, 1, 3, 0x11, 1);
        huffman(out, 0x00, JPEGHuffmanTable.StdDCLuminance);
        huffman(out, 0x10, JPEGHuffmanTable.StdACLuminance);
        huffman(out, 0x01, JPEGHuffmanTable.StdDCChrominance);
        huffman(out, 0x11, JPEGHuffmanTable.StdACChrominance);
        if (restartInterval > 0) {
            segment(out, DRI, 2);
            bytes(out, restartInterval >> 8, restartInterval);
        }
        segment(out, SOS, 10);
        bytes(out, 3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0);
        return out.toByteArray();
    }

    private static void huffman(ByteArrayOutputStream out, int id, JPEGHuffmanTable table) {
        short[] values = table.getValues();
        segment(out, DHT, 17 + values.length);
        out.write(id);
        short[] lengths = table.getLengths();
        for (int i = 0; i < 16; i++) out.write(i < lengths.length ? lengths[i] : 0);
        for (short value : values) out.write(value);
    }

    /** @param length of what follows the length itself */
    private static void segment(ByteArrayOutputStream out, int marker, int length) {
        bytes(out, 0xFF, marker, (length + 2) >> 8, length + 2);
    }

    private static void bytes(ByteArrayOutputStream out, int... values) {
        for (int value : values) out.write(value);
    }
}
