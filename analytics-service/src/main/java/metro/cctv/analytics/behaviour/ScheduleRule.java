package metro.cctv.analytics.behaviour;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import metro.cctv.contracts.camera.WatchHours;

/** When a zone is watched: in the city's own time, whatever the clocks of cameras and servers are set to. */
final class ScheduleRule {
    private ScheduleRule() {}

    /** @param schedule empty: always */
    static boolean isWatched(List<WatchHours> schedule, Instant at, ZoneId city) {
        if (schedule.isEmpty()) return true;
        ZonedDateTime there = at.atZone(city);
        return schedule.stream().anyMatch(h -> h.covers(there.getDayOfWeek(), there.toLocalTime()));
    }
}
