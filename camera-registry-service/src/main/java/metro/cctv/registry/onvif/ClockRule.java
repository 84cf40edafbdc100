package metro.cctv.registry.onvif;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A device's clock against ours, from a GetSystemDateAndTime answer. Field reports: domain.md §E, docs/adr/0014. */
final class ClockRule {
    /** Below this nobody is told; the offset is used all the same. */
    static final Duration WORTH_TELLING = Duration.ofSeconds(5);

    private static final Duration ZONE_STEP = Duration.ofMinutes(15);
    private static final Duration ZONE_SLACK = Duration.ofSeconds(90);
    private static final Duration WIDEST_ZONE = Duration.ofHours(14);
    /** POSIX TZ: a name, then hours west of Greenwich, e.g. {@code KST-9}, {@code <+0530>-5:30}, {@code PST8PDT,M3…}. */
    private static final Pattern POSIX =
            Pattern.compile("(?:[A-Za-z]{3,}|<[^>]{1,16}>)([+-]?)(\\d{1,2})(?::(\\d{2}))?(?::\\d{2})?(\\D.*)?");

    private ClockRule() {}

    /** @param ourTime when the device read its clock, by ours: the middle of the call */
    static Reading read(XmlElement answer, Instant ourTime) {
        Optional<XmlElement> clock = answer.child("SystemDateAndTime");
        Optional<LocalDateTime> utc = clock.flatMap(c -> c.child("UTCDateTime")).flatMap(ClockRule::dateTime);
        Optional<LocalDateTime> local =
                clock.flatMap(c -> c.child("LocalDateTime")).flatMap(ClockRule::dateTime);
        boolean summer = clock.flatMap(c -> c.value("DaylightSavings"))
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        Optional<Duration> zone = clock.flatMap(c -> c.value("TimeZone", "TZ")).flatMap(tz -> eastOfUtc(tz, summer));
        Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
        if (utc.isEmpty() && local.isEmpty()) {
            quirks.add(Quirk.CLOCK_UNREADABLE);
            return new Reading(Duration.ZERO, quirks);
        }
        LocalDateTime device = utc.orElseGet(() -> local.orElseThrow().minus(zone.orElse(Duration.ZERO)));
        if (utc.isEmpty()) quirks.add(Quirk.UTC_MISSING);
        Duration offset = Duration.between(ourTime, device.toInstant(ZoneOffset.UTC));
        if (utc.isPresent() && isLocalTime(offset, zone)) quirks.add(Quirk.LOCAL_TIME_AS_UTC);
        else if (offset.abs().compareTo(WORTH_TELLING) > 0) quirks.add(Quirk.CLOCK_OFF);
        return new Reading(offset, quirks);
    }

    /** Off by its own zone, or, where it names none, by what looks like one. */
    private static boolean isLocalTime(Duration offset, Optional<Duration> zone) {
        if (zone.isPresent() && !zone.get().isZero())
            return offset.minus(zone.get()).abs().compareTo(ZONE_SLACK) <= 0;
        if (offset.abs().compareTo(WIDEST_ZONE.plus(ZONE_SLACK)) > 0) return false;
        long steps = Math.round(offset.toSeconds() / (double) ZONE_STEP.toSeconds());
        return Math.abs(steps) >= 2
                && offset.minus(ZONE_STEP.multipliedBy(steps)).abs().compareTo(ZONE_SLACK) <= 0;
    }

    /** @return how far east, e.g. nine hours for {@code KST-9} */
    static Optional<Duration> eastOfUtc(String posix, boolean summer) {
        Matcher zone = POSIX.matcher(posix);
        if (posix.length() > 100 || !zone.matches())
            return posix.matches("(?i)utc|gmt|z") ? Optional.of(Duration.ZERO) : Optional.empty();
        int hours = Integer.parseInt(zone.group(2));
        int minutes = zone.group(3) == null ? 0 : Integer.parseInt(zone.group(3));
        if (hours > 24 || minutes > 59) return Optional.empty();
        Duration west = Duration.ofHours(hours).plusMinutes(minutes);
        Duration east = "-".equals(zone.group(1)) ? west : west.negated();
        boolean hasSummer = zone.group(4) != null;
        return Optional.of(summer && hasSummer ? east.plusHours(1) : east);
    }

    private static Optional<LocalDateTime> dateTime(XmlElement at) {
        try {
            return Optional.of(LocalDateTime.of(
                    number(at, "Date", "Year"),
                    number(at, "Date", "Month"),
                    number(at, "Date", "Day"),
                    number(at, "Time", "Hour"),
                    number(at, "Time", "Minute"),
                    Math.min(59, number(at, "Time", "Second"))));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int number(XmlElement at, String group, String name) {
        return Integer.parseInt(at.value(group, name).orElse(""));
    }

    /** @param offset device minus ours */
    record Reading(Duration offset, Set<Quirk> quirks) {}
}
