package metro.cctv.registry.site;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the standard data writes numbers, dates and telephone numbers; everything else is empty. */
final class CellRule {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{1,15})?");
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9})(\\.0+)?");
    /** 202005, 20211116, 2022-08, 2022-08-01, 2022.8., 2022/08/01, 2022년 8월, each with or without a time after it. */
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4})(?:(\\d{2})(\\d{2})?|\\s*[-./년]\\s*(\\d{1,2})\\s*(?:[-./월]\\s*(?:(\\d{1,2})\\s*[.일]?)?)?)(?:[ T]\\d.*)?");

    private static final Pattern INSTANT =
            Pattern.compile("(\\d{4})[-./]?(\\d{2})[-./]?(\\d{2})[ T]?(\\d{2}):?(\\d{2}):?(\\d{2})?(?:\\.\\d{1,9})?");
    private static final Pattern PHONE =
            Pattern.compile("0\\d{1,2}-\\d{3,4}-\\d{4}|0\\d{8,11}|1\\d{3}-?\\d{4}|050\\d-\\d{3,4}-\\d{4}|1\\d{2,3}");

    private static final Pattern WITHOUT_ZERO = Pattern.compile("[2-7]\\d?-\\d{3,4}-\\d{4}");

    private CellRule() {}

    static Optional<Double> decimal(String text) {
        return DECIMAL.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }

    /** @param unit what people write after it, e.g. {@code 대} */
    static Optional<Integer> whole(String text, String unit) {
        String bare = text.endsWith(unit)
                ? text.substring(0, text.length() - unit.length()).strip()
                : text;
        Matcher match = WHOLE.matcher(bare);
        return match.matches() ? Optional.of(Integer.valueOf(match.group(1))) : Optional.empty();
    }

    /** In 10,000 pixels (만 화소): {@code 200}, {@code 200만}, {@code 200만화소}, {@code 2,000,000}. */
    static Optional<Integer> pixels(String text) {
        String bare = text.replaceAll("[\\s,]|화소|만", "");
        Optional<Integer> number = whole(bare, "");
        if (number.isEmpty() || number.get() == 0) return Optional.empty();
        int value = number.get();
        if (value >= 100_000 && !text.contains("만")) value = value / 10_000;
        return value <= 100_000 ? Optional.of(value) : Optional.empty();
    }

    static Optional<YearMonth> month(String text) {
        return date(text, true).map(YearMonth::from);
    }

    /** A day is needed. */
    static Optional<LocalDate> day(String text) {
        return date(text, false);
    }

    private static Optional<LocalDate> date(String text, boolean withoutDay) {
        Matcher match = DATE.matcher(text);
        if (!match.matches()) return Optional.empty();
        String month = match.group(2) == null ? match.group(4) : match.group(2);
        String day = match.group(3) == null ? match.group(5) : match.group(3);
        if (day == null && !withoutDay) return Optional.empty();
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(match.group(1)),
                    Integer.parseInt(month),
                    day == null || day.equals("00") && withoutDay ? 1 : Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code 2023-05-02 11:21:33}, however its parts are joined. */
    static Optional<String> instant(String text) {
        Matcher match = INSTANT.matcher(text);
        if (match.matches()) {
            try {
                LocalDate day = LocalDate.of(
                        Integer.parseInt(match.group(1)),
                        Integer.parseInt(match.group(2)),
                        Integer.parseInt(match.group(3)));
                String seconds = match.group(6) == null ? "00" : match.group(6);
                if (Integer.parseInt(match.group(4)) > 23
                        || Integer.parseInt(match.group(5)) > 59
                        || Integer.parseInt(seconds) > 59) return Optional.empty();
                return Optional.of(day + " " + match.group(4) + ":" + match.group(5) + ":" + seconds);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        return day(text).map(LocalDate::toString);
    }

    /** With hyphens or without; what a spreadsheet took for a number has lost its zero and gets it back. */
    static Optional<Phone> phone(String text) {
        String bare = text.replaceAll("[).·/ ]+", "-").replaceAll("[(]", "").replaceAll("-+", "-");
        if (PHONE.matcher(bare).matches()) return Optional.of(new Phone(bare, false));
        if (WITHOUT_ZERO.matcher(bare).matches()) return Optional.of(new Phone("0" + bare, true));
        return Optional.empty();
    }

    record Phone(String number, boolean repaired) {}
}
