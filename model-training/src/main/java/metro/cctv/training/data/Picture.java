package metro.cctv.training.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Decoded pixels: rows of blue, green, red bytes without gaps. */
public record Picture(int width, int height, byte[] bgr) {

    static {
        ImageIO.setUseCache(false);
    }

    public static Picture decode(byte[] jpeg) {
        try {
            BufferedImage read = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(jpeg)), "not a picture");
            BufferedImage image = read;
            if (read.getType() != BufferedImage.TYPE_3BYTE_BGR) {
                image = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
                image.createGraphics().drawImage(read, 0, 0, null);
            }
            byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            return new Picture(image.getWidth(), image.getHeight(), bgr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param quality 0 to 1 */
    static byte[] jpeg(BufferedImage image, double quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality((float) quality);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
