package metro.cctv.link.incident;

import java.util.regex.Pattern;

/**
 * 112 Act art. 10 keeps the reporter's data to a minimum; pictures need none of it. Telephone and resident registration
 * numbers are taken out of free text before anything is stored: refusing the case would cost the seconds it is about.
 */
public final class ReporterDataRule {
    private static final String REMOVED = "[removed]";
    private static final Pattern RESIDENT_NUMBER = Pattern.compile("(?<!\\d)\\d{6}\\s?-\\s?[1-8]\\d{6}(?!\\d)");
    private static final Pattern TELEPHONE =
            Pattern.compile("(?<!\\d)(?:\\+82[- .]?\\d{1,2}|0\\d{1,2})[- .)]{0,2}\\d{3,4}[- .]?\\d{4}(?!\\d)");

    private ReporterDataRule() {}

    public static String without(String text) {
        String plain = RESIDENT_NUMBER.matcher(text).replaceAll(REMOVED);
        return TELEPHONE.matcher(plain).replaceAll(REMOVED);
    }
}
