package metro.cctv.simulator.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a scene's picture and never changes, painted once: a lens that turns shows another part of it. Half a turn wide;
 * the other half is its mirror image.
 *
 * @param night null by day
 */
record Surroundings(BufferedImage day, @Nullable BufferedImage night, double pixelsPerUnit) {
    static final double WIDTH = Framing.TURN / 2;
    static final double LEFT = View.WIDTH / 2.0 - WIDTH / 2;
    /** As far up and down as the head tilts. */
    static final double TOP = -360;

    static final double HEIGHT = View.HEIGHT - 2 * TOP;
    static final Rectangle2D AREA = new Rectangle2D.Double(LEFT, TOP, WIDTH, HEIGHT);

    static Surroundings of(Backdrop backdrop, View view, Light light, double pixelsPerUnit) {
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(WIDTH * pixelsPerUnit),
                (int) Math.ceil(HEIGHT * pixelsPerUnit),
                BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.scale(pixelsPerUnit, pixelsPerUnit);
        g.translate(-LEFT, -TOP);
        backdrop.paint(g);
        g.dispose();
        BufferedImage dark = null;
        if (light.darkness() > 0)
            dark = Overlay.night(view, light, (int) Math.round(View.WIDTH * pixelsPerUnit), (int)
                    Math.round(View.HEIGHT * pixelsPerUnit));
        return new Surroundings(image, dark, pixelsPerUnit);
    }

    /** {@code g} in units of the picture straight ahead. */
    void paint(Graphics2D g) {
        AffineTransform place = AffineTransform.getTranslateInstance(LEFT, TOP);
        place.scale(1 / pixelsPerUnit, 1 / pixelsPerUnit);
        g.drawImage(day, place, null);
    }

    /** The lamps stand straight ahead; around them the night is even. */
    void darken(Graphics2D g) {
        if (night == null) return;
        g.drawImage(night, AffineTransform.getScaleInstance(1 / pixelsPerUnit, 1 / pixelsPerUnit), null);
        Color even = new Color(night.getRGB(0, 0), true);
        g.setColor(even);
        double right = LEFT + WIDTH;
        g.fill(new Rectangle2D.Double(LEFT, TOP, WIDTH, -TOP));
        g.fill(new Rectangle2D.Double(LEFT, View.HEIGHT, WIDTH, TOP + HEIGHT - View.HEIGHT));
        g.fill(new Rectangle2D.Double(LEFT, 0, -LEFT, View.HEIGHT));
        g.fill(new Rectangle2D.Double(View.WIDTH, 0, right - View.WIDTH, View.HEIGHT));
    }
}
