package metro.cctv.link.statistics;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.CityTime;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.statistics.Statistics.Cell;
import metro.cctv.link.statistics.Statistics.Response;
import metro.cctv.link.statistics.Statistics.Usage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sums for people with STATISTICS; usage and response times of their own districts, map and open data of the city. */
@RestController
@RequestMapping("/api/statistics")
class StatisticsController {
    private static final int MOST_MONTHS = 36;

    private static final Pattern QUARTER = Pattern.compile("(20\\d\\d)-Q([1-4])");

    private final Statistics statistics;
    private final HotSpots hotSpots;
    private final OpenData openData;
    private final Clock clock;

    StatisticsController(Statistics statistics, HotSpots hotSpots, OpenData openData, Clock clock) {
        this.statistics = statistics;
        this.hotSpots = hotSpots;
        this.openData = openData;
        this.clock = clock;
    }

    record UsagePage(Instant from, Instant to, List<Usage> items, long total) {}

    record ResponsePage(List<Response> items) {}

    /**
     * @param running the month still goes on: counts are in fives, and follow what happens
     * @param total of the cells shown, and of nothing else
     */
    record SafetyMap(YearMonth month, boolean running, int least, List<Cell> items, long total) {}

    /** @param least a cell is shown from so many on, and counted in steps of as many */
    record HotSpotMap(String quarter, int least, int bandHours, List<HotSpots.HotSpot> items) {}

    /** @param by of district, purpose, agency, action */
    @GetMapping("/usage")
    UsagePage usage(
            Caller caller,
            @RequestParam(defaultValue = "district,purpose,agency") String by,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        require(caller);
        Instant end = to == null ? clock.instant() : to;
        Instant begin = from == null
                ? ZonedDateTime.ofInstant(end, CityTime.ZONE).minusMonths(1).toInstant()
                : from;
        if (!begin.isBefore(end)) throw new IllegalArgumentException("from: before to");
        List<Usage> items = statistics.usage(Statistics.by(by), begin, end, districts(caller));
        return new UsagePage(
                begin, end, items, items.stream().mapToLong(Usage::count).sum());
    }

    /** From the report to the first picture looked at, and to help being there; by month and class. */
    @GetMapping("/response")
    ResponsePage response(
            Caller caller,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        require(caller);
        YearMonth end = to == null ? now() : month("to", to);
        YearMonth begin = from == null ? end.minusMonths(11) : month("from", from);
        if (begin.isAfter(end) || begin.plusMonths(MOST_MONTHS).isBefore(end))
            throw new IllegalArgumentException("from: at most " + MOST_MONTHS + " months before to");
        return new ResponsePage(statistics.response(begin, end, districts(caller)));
    }

    /** Incidents of a month by cell; small cells are not there. Of the running month in fives, so that nobody counts along. */
    @GetMapping("/safety-map")
    SafetyMap safetyMap(Caller caller, @RequestParam(required = false) @Nullable String month) {
        require(caller);
        YearMonth asked = month == null ? now().minusMonths(1) : month("month", month);
        if (asked.isAfter(now())) throw new IllegalArgumentException("month: not one to come");
        boolean running = asked.equals(now());
        List<Cell> shown = SuppressionRule.shown(statistics.cells(asked));
        if (running)
            shown = shown.stream().map(Cell::inFives).sorted(Cell.BY_PLACE).toList();
        return new SafetyMap(asked, running, SuppressionRule.LEAST, shown, SuppressionRule.total(shown));
    }

    /** Patrol hot spots of a quarter, e.g. {@code 2026-Q3}, by cell and hours of the day, in fives; without small ones. */
    @GetMapping("/hot-spots")
    HotSpotMap hotSpots(Caller caller, @RequestParam String quarter) {
        require(caller);
        Matcher named = QUARTER.matcher(quarter);
        if (!named.matches()) throw new IllegalArgumentException("quarter: e.g. 2026-Q3");
        YearMonth first = YearMonth.of(Integer.parseInt(named.group(1)), 3 * Integer.parseInt(named.group(2)) - 2);
        YearMonth last = first.plusMonths(2);
        if (first.isAfter(now())) throw new IllegalArgumentException("quarter: not one to come");
        List<HotSpots.HotSpot> shown = SuppressionRule.shown(hotSpots.of(first, last)).stream()
                .map(HotSpots.HotSpot::inFives)
                .toList();
        return new HotSpotMap(quarter, SuppressionRule.LEAST, HotSpots.BAND_HOURS, shown);
    }

    /**
     * Open data of a finished month, without small numbers, in fives, and never changed once it was given out; see
     * {@link OpenData}. UTF-8 with a byte order mark.
     *
     * @param sheet classes (district and class) or cells (of the safety map)
     */
    @GetMapping(path = "/open-data.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<byte[]> openData(
            Caller caller, @RequestParam String month, @RequestParam(defaultValue = "classes") String sheet) {
        require(caller);
        YearMonth asked = finished(month);
        OpenData.Sheet wanted = OpenData.Sheet.of(sheet);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + wanted.fileName(asked) + "\"")
                .body(openData.of(asked, wanted));
    }

    private static void require(Caller caller) {
        if (AccessMatrix.right(caller.role(), Capability.STATISTICS) != Right.YES)
            throw new ProblemException(ProblemType.FORBIDDEN, "Statistics are for the centre, officers and auditors.");
    }

    /** Null: every one. */
    private static @Nullable Collection<String> districts(Caller caller) {
        return caller.isOfWholeCity() ? null : caller.districts();
    }

    /** A month that still grows could be subtracted from itself. */
    private YearMonth finished(String text) {
        YearMonth asked = month("month", text);
        if (!asked.isBefore(now())) throw new IllegalArgumentException("month: a finished one");
        return asked;
    }

    private YearMonth now() {
        return YearMonth.now(clock.withZone(CityTime.ZONE));
    }

    private static YearMonth month(String name, String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + ": a month, e.g. 2026-11", e);
        }
    }
}
