package metro.cctv.registry.onvif;

import org.jspecify.annotations.Nullable;

/** What a device says of itself, made fit to be shown: one line, nothing that moves a cursor, not too long. */
final class Words {
    private static final int MAX_LENGTH = 200;

    private Words() {}

    static String line(@Nullable String text) {
        if (text == null) return "";
        String plain =
                text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}]+", " ").strip();
        return plain.codePointCount(0, plain.length()) <= MAX_LENGTH
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, MAX_LENGTH));
    }

    static @Nullable String lineOrNull(@Nullable String text) {
        String plain = line(text);
        return plain.isEmpty() ? null : plain;
    }
}
