package metro.cctv.contracts;

import java.util.regex.Pattern;

/** Checks that the event records share. Each refusal names the field, what is allowed and what came. */
public final class Require {
    private static final Pattern CAMERA_ID = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,31}");
    private static final Pattern DISTRICT = Pattern.compile("[A-Z]{2}-[A-Z0-9]{2,8}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private Require() {}

    /** A camera id is its code: 3 to 32 of A–Z, 0–9 and "-", safe in a path, a key and a log line. */
    public static String cameraId(String value) {
        if (!CAMERA_ID.matcher(value).matches())
            throw new IllegalArgumentException("cameraId: 3 to 32 of A-Z, 0-9, '-', was \"" + shown(value) + "\"");
        return value;
    }

    /** As the registry's table of districts has it; a code that fits may still be nobody's. */
    public static String district(String value) {
        if (!DISTRICT.matcher(value).matches())
            throw new IllegalArgumentException("district: a code such as DJ-SEO, was \"" + shown(value) + "\"");
        return value;
    }

    public static String sha256(String field, String value) {
        if (!SHA_256.matcher(value).matches())
            throw new IllegalArgumentException(field + ": 64 lower-case hex digits, was \"" + shown(value) + "\"");
        return value;
    }

    public static double within(String field, double value, double min, double max) {
        if (!(value >= min && value <= max))
            throw new IllegalArgumentException(field + ": " + min + " to " + max + ", was " + value);
        return value;
    }

    public static String text(String field, String value, int maxLength) {
        if (value.isBlank() || value.length() > maxLength)
            throw new IllegalArgumentException(field + ": 1 to " + maxLength + " characters, was " + value.length());
        return value;
    }

    private static String shown(String value) {
        String plain = value.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 64 ? plain : plain.substring(0, 64) + "…";
    }
}
