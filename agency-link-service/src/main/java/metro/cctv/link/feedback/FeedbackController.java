package metro.cctv.link.feedback;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Cursor;
import metro.cctv.chassis.paging.Page;
import metro.cctv.contracts.CityTime;
import metro.cctv.contracts.access.Capability;
import metro.cctv.link.feedback.FeedbackStore.Labelled;
import metro.cctv.link.feedback.WeekReport.Counts;
import metro.cctv.link.feedback.WeekReport.Line;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people decided on alerts, for those who draw zones, train models and answer for false alarms; own districts only. */
@RestController
@RequestMapping("/api/feedback")
class FeedbackController {
    private static final Duration ADVICE_FROM = Duration.ofDays(28);
    /** Evidence frames are destroyed after that (analytics); what stays of an example is numbers. */
    private static final Duration EVIDENCE_KEPT = Duration.ofDays(30);

    private static final int MOST_ROWS = 500;
    private static final String BOM = "\uFEFF";

    private final FeedbackStore store;
    private final Clock clock;

    FeedbackController(FeedbackStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param evidence address of the frame; null once it is destroyed */
    record Example(
            UUID alertId,
            String cameraId,
            String districtCode,
            String zoneId,
            String behaviour,
            Verdict label,
            @Nullable String reason,
            double score,
            Instant raisedAt,
            String modelSha256,
            String ruleVersion,
            @Nullable String evidence) {}

    private record Before(Instant at, UUID alertId) {}

    /** Newest first. */
    @GetMapping("/examples")
    Page<Example> examples(
            Caller caller,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        caller.require(Capability.READ_INCIDENTS);
        int rows = Math.clamp(limit, 1, MOST_ROWS);
        Before before =
                Cursor.read(cursor, 2, parts -> new Before(Cursor.instant(parts[0]), UUID.fromString(parts[1])));
        if (before == null) before = new Before(clock.instant().plusSeconds(1), FeedbackStore.FIRST);
        List<Labelled> found =
                store.decided(caller.districts(), Instant.EPOCH, before.at(), before.alertId(), rows + 1);
        Instant destroyed = clock.instant().minus(EVIDENCE_KEPT);
        return Page.of(found, rows, last -> Cursor.of(last.raisedAt(), last.alertId()))
                .map(one -> example(one, destroyed));
    }

    private static Example example(Labelled one, Instant destroyed) {
        var where = one.watched();
        return new Example(
                one.alertId(),
                where.cameraId(),
                where.districtCode(),
                where.zoneId(),
                where.behaviour(),
                one.verdict(),
                one.reason(),
                one.score(),
                one.raisedAt(),
                one.modelSha256(),
                one.ruleVersion(),
                one.raisedAt().isBefore(destroyed) ? null : "/api/alerts/" + one.alertId() + "/frame.jpg");
    }

    /** @param week e.g. 2026-W47 */
    @GetMapping("/false-alarms")
    WeekReport falseAlarms(Caller caller, @RequestParam String week) {
        caller.require(Capability.READ_INCIDENTS);
        return report(caller, week);
    }

    /** The same as a file. UTF-8 with a byte order mark. */
    @GetMapping(path = "/false-alarms.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<byte[]> falseAlarmsFile(Caller caller, @RequestParam String week) {
        caller.require(Capability.READ_INCIDENTS);
        WeekReport report = report(caller, week);
        var csv = new StringBuilder(BOM).append("주,자치구코드,카메라,구역,행동,경보,실제,오탐,정상 활동,중복·시험,미처리,조언,점수\r\n");
        for (Line line : report.items()) csv.append(row(report.week(), line));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"false-alarms-" + report.week() + ".csv\"")
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String row(String week, Line line) {
        Counts counts = line.counts();
        Double score = line.advice().score();
        return "%s,%s,%s,%s,%s,%d,%d,%d,%d,%d,%d,%s,%s\r\n"
                .formatted(
                        week,
                        line.districtCode(),
                        line.cameraId(),
                        cell(line.zoneName()),
                        line.behaviour(),
                        counts.raised(),
                        counts.real(),
                        counts.falseAlarms(),
                        counts.ordinary(),
                        counts.aside(),
                        counts.open(),
                        line.advice().word(),
                        score == null ? "" : score);
    }

    /** A name that people typed: quoted, and never a formula to a spreadsheet. */
    static String cell(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ").replace("\"", "\"\"");
        boolean formula = !plain.isEmpty() && "=+-@".indexOf(plain.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + plain + "\"";
    }

    private WeekReport report(Caller caller, String week) {
        LocalDate monday = monday(week);
        Instant from = monday.atStartOfDay(CityTime.ZONE).toInstant();
        Instant to = monday.plusWeeks(1).atStartOfDay(CityTime.ZONE).toInstant();
        if (from.isAfter(clock.instant())) throw new IllegalArgumentException("week: one that has begun");
        List<Labelled> raised = store.raised(caller.districts(), from, to, FeedbackStore.MOST_ALERTS);
        List<Labelled> earlier = store.decided(
                caller.districts(), to.minus(ADVICE_FROM), to, FeedbackStore.FIRST, FeedbackStore.MOST_ALERTS);
        boolean whole = Math.max(raised.size(), earlier.size()) < FeedbackStore.MOST_ALERTS;
        return WeekReport.of(week, raised, earlier, whole);
    }

    private static LocalDate monday(String week) {
        try {
            LocalDate monday = LocalDate.parse(week + "-1", DateTimeFormatter.ISO_WEEK_DATE);
            if (monday.getYear() < 2000 || monday.getYear() > 2200) throw new DateTimeException(week);
            return monday;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("week: e.g. 2026-W47", e);
        }
    }
}
