package metro.cctv.bench.gate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;

/** What moves in a picture without being anything: laid over a scene. Everything follows from the picture's number. */
enum Weather {
    CLEAR {
        @Override
        void lay(BufferedImage picture, int number, double seconds, double share) {}
    },
    RAIN {
        @Override
        void lay(BufferedImage picture, int number, double seconds, double share) {
            var random = new Random(number);
            Graphics2D g = picture.createGraphics();
            g.setColor(new Color(210, 215, 220, 90));
            for (int i = 0; i < RAIN_DROPS; i++) {
                int x = random.nextInt(picture.getWidth());
                int y = random.nextInt(picture.getHeight());
                int length = 8 + random.nextInt(16);
                g.setStroke(new BasicStroke(random.nextInt(10) == 0 ? 2 : 1));
                g.drawLine(x, y, x - length / 5, y + length);
            }
            g.dispose();
            grain(picture, number, 3);
        }
    },
    /** A cheap sensor at full gain. */
    NOISE {
        @Override
        void lay(BufferedImage picture, int number, double seconds, double share) {
            grain(picture, number, 12);
        }
    },
    /** Two crowns of leaves in gusts. */
    TREES {
        @Override
        void lay(BufferedImage picture, int number, double seconds, double share) {
            Graphics2D g = picture.createGraphics();
            double gust = 0.4 + 0.6 * Math.abs(Math.sin(seconds / 7));
            for (int crown = 0; crown < 2; crown++) {
                var random = new Random(crown);
                double middle = picture.getWidth() * (crown == 0 ? 0.16 : 0.83);
                for (int leaf = 0; leaf < LEAVES; leaf++) {
                    double swing = gust * 7 * Math.sin(seconds * (2.1 + leaf % 5 * 0.23) + leaf % 7);
                    double x = middle + random.nextGaussian() * picture.getWidth() * 0.055 + swing;
                    double y =
                            picture.getHeight() * 0.22 + random.nextGaussian() * picture.getHeight() * 0.09 + swing / 3;
                    int shade = 40 + random.nextInt(90);
                    g.setColor(new Color(shade / 2, shade, shade / 3));
                    int size = 4 + random.nextInt(7);
                    g.fillOval((int) x, (int) y, size, size * 2 / 3);
                }
            }
            g.dispose();
        }
    },
    /** Evening in a minute, and a lamp that is switched on at two thirds. */
    DUSK {
        @Override
        void lay(BufferedImage picture, int number, double seconds, double share) {
            double light = 1 - 0.7 * share;
            if (share > 2 / 3.0) light += 0.35;
            byte[] samples = samples(picture);
            for (int i = 0; i < samples.length; i++) samples[i] = (byte) Math.min(255, (samples[i] & 0xFF) * light);
            grain(picture, number, 2 + 5 * share);
        }
    };

    private static final int RAIN_DROPS = 260;
    private static final int LEAVES = 420;
    private static final float[] GRAIN = grain();

    /** @param share of the clip that is over, 0 to 1 */
    abstract void lay(BufferedImage picture, int number, double seconds, double share);

    private static byte[] samples(BufferedImage picture) {
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }

    /** One grey value for a pixel's three samples. */
    private static void grain(BufferedImage picture, int number, double sigma) {
        byte[] samples = samples(picture);
        int from = new Random(number * 7919L).nextInt(GRAIN.length);
        for (int i = 0; i + 2 < samples.length; i += 3) {
            double step = GRAIN[(from + i / 3) % GRAIN.length] * sigma;
            for (int c = 0; c < 3; c++)
                samples[i + c] = (byte) Math.clamp(Math.round((samples[i + c] & 0xFF) + step), 0, 255);
        }
    }

    private static float[] grain() {
        var random = new Random(45);
        var grain = new float[1_000_003];
        for (int i = 0; i < grain.length; i++) grain[i] = (float) random.nextGaussian();
        return grain;
    }
}
