package metro.cctv.analytics.detection;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Test pictures as JPEG. */
public final class Pictures {
    private Pictures() {}

    /** Black with one white rectangle; no rectangle where its width is 0. */
    public static byte[] bright(int width, int height, int x, int y, int w, int h) {
        return grey(width, height, x, y, w, h, 255);
    }

    /** As {@link #bright}, less so: 0 to 255. */
    public static byte[] grey(int width, int height, int x, int y, int w, int h, int value) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var paint = image.createGraphics();
        paint.setColor(new Color(value, value, value));
        paint.fillRect(x, y, w, h);
        paint.dispose();
        return jpeg(image, 0.9f);
    }

    public static byte[] jpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        var out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** The same file with another size in its frame header. */
    static byte[] claiming(byte[] jpeg, int width, int height) {
        byte[] lie = jpeg.clone();
        for (int at = 2; at < lie.length - 9; at++)
            if ((lie[at] & 0xff) == 0xff && (lie[at + 1] & 0xff) == 0xc0) {
                lie[at + 5] = (byte) (height >> 8);
                lie[at + 6] = (byte) height;
                lie[at + 7] = (byte) (width >> 8);
                lie[at + 8] = (byte) width;
                return lie;
            }
        throw new IllegalStateException("no baseline frame header");
    }
}
