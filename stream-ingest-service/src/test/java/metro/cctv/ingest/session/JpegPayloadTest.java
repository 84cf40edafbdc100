package metro.cctv.ingest.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import metro.cctv.ingest.media.VideoCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEGs of the JDK (4:2:0, the standard's Huffman tables), taken apart as RFC 2435 says. */
class JpegPayloadTest {
    private static final int TYPE = 26;
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;

    private final List<byte[]> pictures = new ArrayList<>();
    private final List<byte[]> sets = new ArrayList<>();
    private final RtpDepacketizer depacketizer =
            new RtpDepacketizer(VideoCodec.MJPEG, TYPE, new RtpDepacketizer.Pictures() {
                @Override
                public void onPicture(byte[] data, int length, boolean key, long rtpTimestamp) {
                    assertThat(key).isTrue();
                    pictures.add(Arrays.copyOf(data, length));
                }

                @Override
                public void onParameterSet(byte[] nal) {
                    sets.add(nal);
                }
            });
    private int sequence = 65_530;

    @ParameterizedTest
    @ValueSource(ints = {40, 700, 100_000})
    void whatComesOutIsThePictureThatWentIn(int bytesAPacket) throws Exception {
        for (int i = 0; i < 3; i++) send(jpeg(i), i, bytesAPacket, 255, -1);
        assertThat(pictures).hasSize(3);
        for (int i = 0; i < 3; i++) assertThat(pixels(pictures.get(i))).isEqualTo(pixels(jpeg(i)));
        assertThat(sets).containsExactly(new byte[] {0, (byte) WIDTH, 0, HEIGHT});
        assertThat(depacketizer.rejectedPackets()).isZero();
    }

    @Test
    void aPictureThatLacksAPieceIsLeftOutAndTheNextIsWhole() throws Exception {
        send(jpeg(1), 1, 300, 255, 2);
        send(jpeg(2), 2, 300, 255, -1);
        assertThat(pictures).hasSize(1);
        assertThat(pixels(pictures.getFirst())).isEqualTo(pixels(jpeg(2)));
        assertThat(depacketizer.lostPackets()).isEqualTo(1);
    }

    /** As most cameras send: the tables follow from one number. Java's quality 0.75 is the standard's tables halved. */
    @Test
    void tablesFollowFromTheQuality() {
        byte[] own = tables(jpeg(1));
        assertThat(JpegHeaders.tablesOf(75)).isEqualTo(own);
        assertThat(JpegHeaders.tablesOf(50)).startsWith(16, 11, 12, 14);
        assertThat(JpegHeaders.tablesOf(0)).isEqualTo(JpegHeaders.tablesOf(1));
    }

    @Test
    void tablesOfAQualityAreRemembered() throws Exception {
        send(jpeg(1), 1, 500, 200, -1);
        sendWithoutTables(jpeg(2), 2, 200);
        assertThat(pictures).hasSize(2);
        assertThat(pixels(pictures.get(1))).isEqualTo(pixels(jpeg(2)));
        sendWithoutTables(jpeg(3), 3, 201);
        assertThat(pictures).as("nobody told the tables of 201").hasSize(2);
    }

    @Test
    void rubbishIsRejectedAndDoesNoHarm() throws Exception {
        var random = new Random(11);
        assertThatCode(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        byte[] payload = new byte[random.nextInt(60) + 1];
                        random.nextBytes(payload);
                        if (random.nextBoolean()) Arrays.fill(payload, 0, Math.min(5, payload.length), (byte) 0);
                        packet(random.nextInt(4), random.nextBoolean(), payload);
                    }
                })
                .doesNotThrowAnyException();
        assertThat(depacketizer.rejectedPackets()).isPositive();
        pictures.clear();
        packet(99, true, new byte[] {1});
        send(jpeg(5), 100, 300, 255, -1);
        // Rubbish taught that markers lie: a picture ends with the next one's first packet.
        send(jpeg(6), 101, 300, 255, -1);
        assertThat(pixels(pictures.getFirst())).isEqualTo(pixels(jpeg(5)));
    }

    /** @param lost which packet does not arrive; −1: none */
    private void send(byte[] jpeg, int time, int bytesAPacket, int quality, int lost) {
        byte[] scan = scan(jpeg);
        int number = 0;
        for (int offset = 0; offset < scan.length; offset += bytesAPacket) {
            int length = Math.min(bytesAPacket, scan.length - offset);
            byte[] head = offset == 0 ? concat(main(0, quality), tableHeader(tables(jpeg))) : main(offset, quality);
            byte[] payload = concat(head, Arrays.copyOfRange(scan, offset, offset + length));
            if (number++ == lost) sequence++;
            else packet(time * 9_000, offset + length == scan.length, payload);
        }
    }

    private void sendWithoutTables(byte[] jpeg, int time, int quality) {
        packet(time * 9_000, true, concat(concat(main(0, quality), new byte[4]), scan(jpeg)));
    }

    private static byte[] main(int offset, int quality) {
        return new byte[] {
            0, (byte) (offset >> 16), (byte) (offset >> 8), (byte) offset, 1, (byte) quality, WIDTH / 8, HEIGHT / 8
        };
    }

    private static byte[] tableHeader(byte[] tables) {
        return concat(new byte[] {0, 0, 0, (byte) tables.length}, tables);
    }

    private void packet(int time, boolean marker, byte[] payload) {
        ByteBuf packet = Unpooled.buffer();
        packet.writeByte(0x80).writeByte(TYPE | (marker ? 0x80 : 0)).writeShort(sequence++ & 0xFFFF);
        packet.writeInt(time).writeInt(7).writeBytes(payload);
        depacketizer.packet(packet);
        packet.release();
    }

    private static byte[] jpeg(int shade) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        for (int i = 0; i < 40; i++) {
            g.setColor(new Color((i * 37 + shade * 60) % 256, i * 53 % 256, (i * 91 + shade) % 256));
            g.fillOval(i * 29 % WIDTH, i * 17 % HEIGHT, 30, 20);
        }
        g.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", out);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static int[] pixels(byte[] jpeg) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        return image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    }

    /** Behind SOS, without the end marker. */
    private static byte[] scan(byte[] jpeg) {
        int sos = segment(jpeg, 0xDA);
        int from = sos + 2 + length(jpeg, sos);
        return Arrays.copyOfRange(jpeg, from, jpeg.length - 2);
    }

    /** Luma and chroma, in zigzag order. */
    private static byte[] tables(byte[] jpeg) {
        var tables = new byte[128];
        for (int at = 2; (jpeg[at + 1] & 0xFF) != 0xDA; at += 2 + length(jpeg, at)) {
            if ((jpeg[at + 1] & 0xFF) != 0xDB) continue;
            for (int table = at + 4; table < at + 2 + length(jpeg, at); table += 65)
                System.arraycopy(jpeg, table + 1, tables, jpeg[table] * 64, 64);
        }
        return tables;
    }

    private static int segment(byte[] jpeg, int marker) {
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != marker) at += 2 + length(jpeg, at);
        return at;
    }

    private static int length(byte[] jpeg, int at) {
        return (jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}
