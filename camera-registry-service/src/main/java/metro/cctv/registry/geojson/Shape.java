package metro.cctv.registry.geojson;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A GeoJSON geometry (RFC 7946) in WGS 84, longitude first. Heights are dropped.
 *
 * @param members one for Point, LineString and Polygon; each holds its lines: a polygon its outer ring, then its holes
 */
public record Shape(Type type, List<List<double[][]>> members) {

    /** In the order of the codes of well-known binary, beginning with 1. */
    public enum Type {
        POINT("Point"),
        LINE_STRING("LineString"),
        POLYGON("Polygon"),
        MULTI_POINT("MultiPoint"),
        MULTI_LINE_STRING("MultiLineString"),
        MULTI_POLYGON("MultiPolygon");

        private final String geoJson;

        Type(String geoJson) {
            this.geoJson = geoJson;
        }

        public String geoJson() {
            return geoJson;
        }

        boolean isMulti() {
            return ordinal() >= MULTI_POINT.ordinal();
        }

        Type member() {
            return isMulti() ? values()[ordinal() - 3] : this;
        }
    }

    public Shape {
        members = List.copyOf(members);
    }

    public int vertices() {
        return members.stream()
                .mapToInt(lines -> lines.stream().mapToInt(l -> l.length).sum())
                .sum();
    }

    /** West, south, east, north in degrees. */
    public double[] bounds() {
        double[] box = {180, 90, -180, -90};
        for (List<double[][]> lines : members)
            for (double[][] line : lines)
                for (double[] at : line) {
                    box[0] = Math.min(box[0], at[0]);
                    box[1] = Math.min(box[1], at[1]);
                    box[2] = Math.max(box[2], at[0]);
                    box[3] = Math.max(box[3], at[1]);
                }
        return box;
    }

    /** Well-known binary without a reference system, little end first. */
    public byte[] wkb() {
        ByteBuffer out = ByteBuffer.allocate(size()).order(ByteOrder.LITTLE_ENDIAN);
        if (type.isMulti()) head(out, type).putInt(members.size());
        for (List<double[][]> lines : members) member(out, lines);
        return out.array();
    }

    private void member(ByteBuffer out, List<double[][]> lines) {
        head(out, type.member());
        if (type.member() == Type.POLYGON) out.putInt(lines.size());
        for (double[][] line : lines) {
            if (type.member() != Type.POINT) out.putInt(line.length);
            for (double[] at : line) out.putDouble(at[0]).putDouble(at[1]);
        }
    }

    private static ByteBuffer head(ByteBuffer out, Type type) {
        return out.put((byte) 1).putInt(type.ordinal() + 1);
    }

    private int size() {
        int bytes = 9 + members.size() * 9 + vertices() * 16;
        if (!type.isMulti()) bytes -= 9;
        int lines = members.stream().mapToInt(List::size).sum();
        return switch (type.member()) {
            case POINT -> bytes - members.size() * 4;
            case LINE_STRING -> bytes;
            default -> bytes + lines * 4;
        };
    }
}
