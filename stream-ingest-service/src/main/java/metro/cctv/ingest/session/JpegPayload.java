package metro.cctv.ingest.session;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * RFC 2435: a JPEG without its headers, which are put together again here. Types 0, 1, 64 and 65 (4:2:2 and 4:2:0, with
 * restart markers or without), progressive scan; up to 2,040 pixels a side, as the format allows. One stream's.
 */
final class JpegPayload implements PayloadReader {
    private static final int MAIN_HEADER = 8;
    private static final int RESTART_HEADER = 4;
    private static final int TABLE_HEADER = 4;
    private static final int WITH_RESTART_MARKERS = 64;
    /** From here the quantisation tables are in the stream. */
    private static final int OWN_TABLES = 128;
    /** May change with every picture, so they are always in it. */
    private static final int TABLES_EACH_TIME = 255;

    private final byte[][] tablesOfQuality = new byte[TABLES_EACH_TIME + 1][];
    private int scanned;
    private byte[] announced = {};

    @Override
    public void read(ByteBuf packet, int from, int to, PictureAssembly picture) {
        if (to - from < MAIN_HEADER) {
            picture.reject();
            return;
        }
        int offset = packet.getUnsignedMedium(from + 1);
        int type = packet.getUnsignedByte(from + 4);
        int sampling = type & ~WITH_RESTART_MARKERS;
        if (packet.getByte(from) != 0 || sampling > 1) {
            picture.reject();
            return;
        }
        int at = from + MAIN_HEADER;
        int restartInterval = 0;
        if (type >= WITH_RESTART_MARKERS) {
            if (to - at < RESTART_HEADER) {
                picture.reject();
                return;
            }
            restartInterval = packet.getUnsignedShort(at);
            at += RESTART_HEADER;
        }
        if (offset == 0) at = begin(packet, from, at, to, sampling, restartInterval, picture);
        else if (offset != scanned) picture.spoil();
        if (at < 0 || picture.isSpoilt()) return;
        picture.append(packet, at, to - at);
        scanned = offset + to - at;
    }

    /** @return where the scan begins; −1: not a picture that can be read */
    private int begin(
            ByteBuf packet, int from, int at, int to, int sampling, int restartInterval, PictureAssembly picture) {
        int quality = packet.getUnsignedByte(from + 5);
        int width = packet.getUnsignedByte(from + 6) * 8;
        int height = packet.getUnsignedByte(from + 7) * 8;
        int scan = at;
        if (quality >= OWN_TABLES) scan = readTables(packet, at, to, quality);
        byte[] tables = scan < 0 ? null : tables(quality);
        if (tables == null || width == 0 || height == 0 || picture.size() > 0) {
            picture.reject();
            return -1;
        }
        byte[] size = {(byte) (width >> 8), (byte) width, (byte) (height >> 8), (byte) height};
        if (!Arrays.equals(size, announced)) picture.parameterSet(size);
        announced = size;
        picture.beginWhole(JpegHeaders.of(width, height, sampling, tables, restartInterval));
        return scan;
    }

    /** @return behind them; −1: malformed */
    private int readTables(ByteBuf packet, int at, int to, int quality) {
        if (to - at < TABLE_HEADER) return -1;
        int precision = packet.getUnsignedByte(at + 1);
        int length = packet.getUnsignedShort(at + 2);
        int behind = at + TABLE_HEADER + length;
        if (behind > to || precision != 0) return -1;
        if (length == 0) return quality == TABLES_EACH_TIME ? -1 : behind;
        if (length != JpegHeaders.TABLE && length != 2 * JpegHeaders.TABLE) return -1;
        var tables = new byte[2 * JpegHeaders.TABLE];
        packet.getBytes(at + TABLE_HEADER, tables, 0, length);
        if (length == JpegHeaders.TABLE) System.arraycopy(tables, 0, tables, JpegHeaders.TABLE, JpegHeaders.TABLE);
        tablesOfQuality[quality] = tables;
        return behind;
    }

    private byte[] tables(int quality) {
        if (quality < OWN_TABLES && tablesOfQuality[quality] == null)
            tablesOfQuality[quality] = JpegHeaders.tablesOf(quality);
        return tablesOfQuality[quality];
    }

    @Override
    public void finish(PictureAssembly picture) {
        scanned = 0;
        if (picture.hasSlices() && !picture.isSpoilt() && !picture.endsWith(JpegHeaders.END))
            picture.append(JpegHeaders.END);
    }
}
