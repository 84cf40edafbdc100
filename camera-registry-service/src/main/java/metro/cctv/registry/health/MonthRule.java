package metro.cctv.registry.health;

import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import metro.cctv.contracts.CityTime;

/** Months as the city counts them. */
public final class MonthRule {

    private MonthRule() {}

    /**
     * @param text e.g. 2026-11
     * @throws IllegalArgumentException no month, one to come, or one whose history is forgotten
     */
    public static YearMonth parse(String text, Instant now, int monthsKept) {
        YearMonth month;
        try {
            month = YearMonth.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("month: a year and a month, e.g. 2026-11", e);
        }
        YearMonth present = of(now);
        if (month.isAfter(present)) throw new IllegalArgumentException("month: not later than " + present);
        if (month.isBefore(present.minusMonths(monthsKept)))
            throw new IllegalArgumentException("month: kept for " + monthsKept + " months");
        return month;
    }

    public static YearMonth of(Instant now) {
        return YearMonth.from(now.atZone(CityTime.ZONE));
    }

    public static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(CityTime.ZONE).toInstant();
    }

    public static Instant end(YearMonth month) {
        return start(month.plusMonths(1));
    }
}
