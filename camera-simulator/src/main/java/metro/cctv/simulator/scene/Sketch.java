package metro.cctv.simulator.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Coloured shapes in picture units, in painting order; their common bounds are the truth's box. */
final class Sketch {
    private record Piece(Shape shape, Color colour, float strokeWidth) {}

    private final List<Piece> pieces = new ArrayList<>();
    private @Nullable Rectangle2D bounds;

    void fill(Shape shape, Color colour) {
        pieces.add(new Piece(shape, colour, 0));
        grow(shape.getBounds2D());
    }

    void disc(double cx, double cy, double rx, double ry, Color colour) {
        fill(new Ellipse2D.Double(cx - rx, cy - ry, 2 * rx, 2 * ry), colour);
    }

    /** A line with round ends. */
    void limb(double x0, double y0, double x1, double y1, double width, Color colour) {
        pieces.add(new Piece(new Line2D.Double(x0, y0, x1, y1), colour, (float) width));
        double r = width / 2;
        grow(new Rectangle2D.Double(
                Math.min(x0, x1) - r, Math.min(y0, y1) - r, Math.abs(x1 - x0) + width, Math.abs(y1 - y0) + width));
    }

    void polygon(Color colour, double... xy) {
        var path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) path.lineTo(xy[i], xy[i + 1]);
        path.closePath();
        fill(path, colour);
    }

    private void grow(Rectangle2D by) {
        if (bounds == null) bounds = by;
        else Rectangle2D.union(bounds, by, bounds);
    }

    Rectangle2D bounds() {
        return bounds == null ? new Rectangle2D.Double() : (Rectangle2D) bounds.clone();
    }

    void paint(Graphics2D g) {
        for (Piece piece : pieces) {
            g.setColor(piece.colour);
            if (piece.strokeWidth > 0) {
                g.setStroke(new BasicStroke(piece.strokeWidth, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                g.draw(piece.shape);
            } else {
                g.fill(piece.shape);
            }
        }
    }
}
