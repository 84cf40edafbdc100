package metro.cctv.contracts.camera;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;

/**
 * Hours of the week in the city's time.
 *
 * @param days the days on which the hours begin
 * @param from included
 * @param to excluded; not after {@code from}: on the next day. The same as {@code from}: the whole day round
 */
public record WatchHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public WatchHours {
        days = days == null ? Set.of() : Set.copyOf(days);
        if (days.isEmpty()) throw new IllegalArgumentException("days: at least one");
        if (from == null || to == null) throw new IllegalArgumentException("from, to: both, like \"22:00\"");
    }

    public boolean covers(DayOfWeek day, LocalTime time) {
        if (from.isBefore(to)) return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
        return days.contains(day) && !time.isBefore(from) || days.contains(day.minus(1)) && time.isBefore(to);
    }
}
