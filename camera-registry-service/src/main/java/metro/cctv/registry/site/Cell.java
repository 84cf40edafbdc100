package metro.cctv.registry.site;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** The text of a cell, on its way in and out. */
final class Cell {
    private static final int SHOWN_CHARACTERS = 100;
    /** What a spreadsheet takes for a formula at the beginning of a cell. */
    private static final String FORMULA_STARTS = "=+-@";

    private Cell() {}

    /**
     * As a person means it: composed letters, no blanks around, line breaks within a cell as blanks, the apostrophe that
     * made a formula harmless gone.
     */
    static String clean(@Nullable String raw) {
        if (raw == null) return "";
        String text = isPlain(raw) ? raw : spaced(Normalizer.normalize(raw, Normalizer.Form.NFC));
        text = text.strip();
        if (text.length() > 1 && text.charAt(0) == '\'' && FORMULA_STARTS.indexOf(text.charAt(1)) >= 0)
            return text.substring(1).strip();
        return text;
    }

    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if ((c < ' ' || c > '~') && (c < '가' || c > '힣')) return false;
            if (c == ' ' && i > 0 && raw.charAt(i - 1) == ' ') return false;
        }
        return true;
    }

    private static String spaced(String text) {
        return text.replaceAll("[\\s\\u00a0\\u3000\\ufeff\\u200b]+", " ");
    }

    /** For a file that people open in a spreadsheet: nothing in it is a formula. */
    static String harmless(String text) {
        if (text.isEmpty()) return text;
        char first = text.charAt(0);
        return FORMULA_STARTS.indexOf(first) >= 0 || first == '\t' || first == '\r' ? "'" + text : text;
    }

    /** For a report: short, and nothing that a terminal or a log would act on. */
    static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= SHOWN_CHARACTERS ? plain : plain.substring(0, SHOWN_CHARACTERS) + "…";
    }

    static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) if (Character.isISOControl(text.charAt(i))) return true;
        return false;
    }
}
