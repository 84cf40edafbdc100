package metro.cctv.simulator.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/**
 * Rain, fog and wind.
 *
 * @param rain 0 to 1: a downpour
 * @param sightM how far one sees (contrast falls to a twentieth); {@link #FAR_M} and more: clear
 * @param wind 0 to 1: how far trees bend
 */
record Weather(double rain, double sightM, double wind) {
    static final double FAR_M = 1000;
    static final Weather FAIR = new Weather(0, FAR_M, 0);

    /** Fog is laid in sheets at these distances, metres, the farthest first. */
    private static final double[] SHEETS_M = {80, 56, 42, 32, 25, 19, 14, 10, 7};

    private static final double BEHIND_M = 60;
    private static final int STREAKS = 220;

    boolean isFoggy() {
        return sightM < FAR_M;
    }

    /** 1, or little for what lies so deep in fog that an eighth of its contrast is left. */
    double clearness(double z) {
        return z < 0.7 * sightM ? 1 : 0.2;
    }

    static int sheets() {
        return SHEETS_M.length;
    }

    static double sheetM(int sheet) {
        return SHEETS_M[sheet];
    }

    /** Over all that lies further than the sheet: what is above the line where it meets the ground. */
    void laySheet(Graphics2D g, View view, Light light, int sheet) {
        double depthM = sheet == 0 ? BEHIND_M : SHEETS_M[sheet - 1] - SHEETS_M[sheet];
        int alpha = (int) Math.round(255 * (1 - Math.exp(-3 * depthM / sightM)));
        Color low = light.darkness() > 0 ? new Color(96, 98, 104) : new Color(204, 208, 210);
        g.setColor(new Color(low.getRed(), low.getGreen(), low.getBlue(), alpha));
        double ground = view.py(0, SHEETS_M[sheet]);
        g.fill(new Rectangle2D.Double(
                Surroundings.LEFT, Surroundings.TOP, Surroundings.WIDTH, ground - Surroundings.TOP));
    }

    void fall(Graphics2D g, long seed, int frame) {
        if (rain <= 0) return;
        g.setColor(new Color(126, 130, 140, (int) (34 * rain)));
        g.fill(new Rectangle2D.Double(0, 0, View.WIDTH, View.HEIGHT));
        var random = new Random(seed * 131 + frame);
        double slant = (seed & 7) - 3.5;
        for (int i = 0; i < STREAKS * rain; i++) {
            double near = random.nextDouble();
            double length = 14 + 46 * near * near;
            double x = View.WIDTH * random.nextDouble();
            double y = View.HEIGHT * random.nextDouble();
            g.setColor(new Color(208, 214, 224, 30 + (int) (60 * random.nextDouble())));
            g.setStroke(new BasicStroke((float) (1 + 1.6 * near)));
            g.draw(new Line2D.Double(x, y, x + slant * length / 24, y + length));
        }
    }
}
