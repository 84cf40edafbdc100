package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/** The rooms of 112, 119 and the disaster centre at their boards, and the centre that shares with them, by keys alone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DispatchStoryIT {
    private static final LocalRun RUN = LocalRun.started();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration A_LOOP_AND_SOME = Duration.ofMinutes(3);
    private static final double LON = 127.3849;
    private static final double LAT = 36.3504;

    private final String caseNo =
            "BOARD-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    @BeforeAll
    static void camerasAreLive() {
        Story.awaitLiveCameras(RUN, 8);
    }

    @Test
    @Order(1)
    void aDispatchersWholeCaseByKeysAlone() {
        try (Browser desk = new Browser()) {
            desk.logInByKeys(RUN, "desk-112");
            desk.await(By.cssSelector("[data-testid='dispatch'][data-agency='112']"), SOON);
            assertThat(desk.shows(By.cssSelector("[data-testid='alert-queue'], [data-testid='view-map']")))
                    .as("a room of an agency sees its board and nothing of the centre")
                    .isFalse();

            opens("112", "/api/link/112/cases", Map.of("code", 0, "kind", "강도"));
            desk.await(card(caseNo), SOON);
            await("the new case is said aloud")
                    .atMost(SOON)
                    .until(() -> desk.textOf("board-announced").contains("강도"));
            toCase(desk, caseNo);
            picturesMove(desk, 3);
            assertThat(desk.all("case-why"))
                    .allSatisfy(why -> assertThat(why.getText()).isNotBlank());
            desk.await(By.cssSelector("[data-testid='case-map'][data-ready='true']"), Duration.ofSeconds(60));
            desk.await(By.cssSelector("[data-testid='grant-clock'][data-state='running']"), SOON);
            desk.settle("dispatch-112");
            assertThat(desk.barriers()).as("the board").isEmpty();

            desk.press("r");
            await("prolonged")
                    .atMost(SOON)
                    .until(() -> desk.textOf("board-said").contains("연장"));
            desk.press("1");
            desk.await(By.cssSelector("[data-testid='case-camera'][data-large='true']"), SOON);
            desk.press(Keys.ESCAPE);
            desk.press("t");
            desk.tabTo("case-map-canvas");
            desk.press(Keys.ARROW_RIGHT, Keys.ENTER);
            await("the target has moved")
                    .atMost(SOON)
                    .until(() -> !board("112").at("/target/moves").isMissingNode()
                            && board("112").at("/target/moves").asInt(0) == 1);

            desk.press("x");
            desk.await("incident-close-dialog");
            desk.tabTo("incident-close-dialog-submit");
            desk.press(Keys.ENTER);
            await("gone from the board").atMost(SOON).until(() -> !desk.shows(card(caseNo)));
            assertThat(desk.count("case-camera")).isZero();
            Story.ledgerTells(RUN, caseNo, "case.open", "case.view", "live.view", "case.target", "case.close");
        }
    }

    @Test
    @Order(2)
    void anEnginesRoomKnowsWhatStandsAround() {
        opens(
                "119",
                "/api/link/119/dispatches",
                Map.of("unit", "engine-119-03", "kind", "화재", "address", "대전광역시 서구 둔산로 100"));
        try (Browser desk = new Browser()) {
            desk.logIn(RUN, "desk-119");
            toCase(desk, caseNo);
            picturesMove(desk, 3);
            desk.await("case-context");
            assertThat(desk.await("case").getText()).contains("engine-119-03");
            Story.ask(
                    RUN,
                    "PUT",
                    "/api/link/119/dispatches/" + caseNo + "/position",
                    "engine-119-03",
                    204,
                    Map.of("lon", LON - 0.0012, "lat", LAT - 0.0008, "floor", "3", "room", "301"));
            assertThat(desk.await("incident-units").getText()).contains("engine-119-03", "3층", "301");
            desk.await(By.cssSelector("[data-testid='case-map'][data-ready='true']"), Duration.ofSeconds(60));
            desk.settle("dispatch-119");
            assertThat(desk.barriers()).as("the board of 119").isEmpty();
        } finally {
            Story.ask(RUN, "POST", "/api/link/119/cases/" + caseNo + "/close", "119", 200, Map.of("reason", "SOLVED"));
        }
    }

    @Test
    @Order(3)
    void aDisastersBoard() {
        double east = 0.03;
        var area = List.of(
                List.of(LON - east, LAT - 0.02),
                List.of(LON + east, LAT - 0.02),
                List.of(LON + east, LAT + 0.03),
                List.of(LON - east, LAT + 0.03));
        Story.ask(
                RUN,
                "POST",
                "/api/link/disasters",
                "disaster",
                201,
                Map.of("caseNo", caseNo, "type", "침수", "severity", 3, "summary", "갑천 수위 상승", "area", area));
        try (Browser desk = new Browser()) {
            desk.logIn(RUN, "desk-disaster");
            toCase(desk, caseNo);
            int cameras = desk.count("case-camera");
            assertThat(cameras).isGreaterThan(3);
            picturesMove(desk, 4);
            desk.await(By.cssSelector("[data-testid='case-map'][data-ready='true']"), Duration.ofSeconds(60));
            desk.settle("dispatch-disaster");
        } finally {
            Story.ask(
                    RUN,
                    "POST",
                    "/api/link/disasters/" + caseNo + "/close",
                    "disaster",
                    200,
                    Map.of("reason", "SOLVED"));
        }
    }

    @Test
    @Order(4)
    void fromAlertToIncidentToSharingToTheEndByKeysAlone() {
        try (Browser operator = new Browser();
                Browser desk = new Browser()) {
            desk.logIn(RUN, "desk-112");
            operator.logInByKeys(RUN, "operator");
            operator.await(By.cssSelector("[data-testid='alert-row'][data-state='NEW']"), A_LOOP_AND_SOME);
            operator.press("j");
            operator.press(Keys.ENTER);
            operator.await("alert-escalate");
            operator.press("e");
            String incident = operator.await("incident-detail").getDomAttribute("data-incident-id");
            operator.await(By.cssSelector("[data-testid='incident-share'][data-agency='112']"), SOON);
            operator.tabTo("incident-share");
            operator.press(Keys.ENTER);
            operator.await(By.cssSelector("[data-testid='incident-agencies'] li[data-agency='112']"), SOON);

            By shared = By.cssSelector("[data-testid='case-card'][data-incident-id='" + incident + "']");
            desk.await(shared, SOON);
            go(desk, "data-incident-id", incident);
            await("pictures at the room")
                    .atMost(SOON)
                    .until(() -> desk.decodedFramesOfAll("live-video").stream().anyMatch(frames -> frames > 20));
            assertThat(desk.shows(By.cssSelector("[data-testid='case-close']")))
                    .as("what the centre shares, the centre ends")
                    .isFalse();
            await("pictures at the centre").atMost(SOON).until(() -> operator.decodedFrames("live-video") > 20);
            operator.settle("incident-shared");
            assertThat(operator.barriers()).as("the incident").isEmpty();

            followsByKeys(operator);
            operator.tabTo("incident-report");
            operator.press(Keys.ENTER);
            operator.await(By.cssSelector("[data-testid='report'][data-ready='true']"), SOON);
            assertThat(operator.await("report").getText()).contains("112치안종합상황실", "영상 공유");
            isAPage(operator.pdf("incident-report"));

            operator.tabTo("incident-close");
            operator.press(Keys.ENTER);
            operator.await("incident-close-dialog");
            operator.tabTo("incident-close-dialog-submit");
            operator.press(Keys.ENTER);
            operator.await(By.cssSelector("[data-testid='incident-detail'][data-status='CLOSED']"), SOON);
            await("nothing is left at the room").atMost(Duration.ofSeconds(60)).until(() -> !desk.shows(shared));
        }
    }

    /** The target is seen twice, further east each time. */
    private static void followsByKeys(Browser operator) {
        operator.await(By.cssSelector("[data-testid='map'][data-ready='true']"), Duration.ofSeconds(60));
        for (int seen = 1; seen <= 2; seen++) {
            operator.press("t");
            operator.await("map-placing");
            await("the map has the keys")
                    .atMost(SOON)
                    .until(() -> operator.shows(By.cssSelector("[data-testid='map'] canvas:focus")));
            operator.press(Keys.ARROW_RIGHT);
            operator.settle("incident-aiming");
            operator.press(Keys.ENTER);
            operator.await(By.cssSelector("[data-testid='incident-pursuit'][data-seen='%d']".formatted(seen)), SOON);
        }
        assertThat(operator.await("pursuit-now").getText()).contains("동");
        assertThat(operator.await("pursuit-next").getText()).isNotBlank();
        operator.show("incident-pursuit");
        operator.settle("incident-pursuit");
        assertThat(operator.barriers()).as("the pursuit").isEmpty();
    }

    /** So many incidents of the running month at each place; the last three are too few to be shown. */
    private static Map<String, Integer> incidentsInCells() {
        String lonely = lonelyPlace();
        Map<String, Integer> places =
                Map.of("127.3849,36.3504", 17, "127.3923,36.3561", 9, "127.3781,36.3452", 5, lonely, 3);
        places.forEach((place, count) -> {
            String[] at = place.split(",");
            for (int i = 0; i < count; i++) {
                var opened = RUN.call(
                        "POST",
                        "/api/incidents",
                        Optional.of("lead"),
                        Optional.of(Map.of(
                                "kind",
                                "싸움",
                                "summary",
                                "모의 상황",
                                "lon",
                                Double.parseDouble(at[0]),
                                "lat",
                                Double.parseDouble(at[1]))));
                assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
            }
        });
        Story.closeIncidentsOfTheCentre(RUN);
        return places;
    }

    /** In a cell where nothing has happened yet: with those of an earlier run three would be too many. */
    private static String lonelyPlace() {
        Set<String> taken = new HashSet<>();
        JsonNode page = null;
        do {
            String after = page == null ? "" : "&cursor=" + page.get("next").asString();
            page = RUN.get("/api/incidents?status=all&limit=500" + after, "lead");
            page.get("items")
                    .forEach(one -> taken.add(
                            cell(one.get("lon").asDouble(), one.get("lat").asDouble())));
        } while (!page.get("next").isNull());
        return IntStream.range(0, 20)
                .mapToDouble(n -> 127.2523 + 0.005 * n)
                .filter(lon -> !taken.contains(cell(lon, 36.4023)))
                .mapToObj("%.4f,36.4023"::formatted)
                .findFirst()
                .orElseThrow(() -> new AssertionError("something happened in each of the twenty places: " + taken));
    }

    private static void smallCellsAreNotThere(Map<String, Integer> places) {
        String month = YearMonth.now(ZoneId.of("Asia/Seoul")).toString();
        List<String> shown = new ArrayList<>();
        RUN.get("/api/statistics/safety-map?month=" + month, "manager")
                .get("items")
                .forEach(cell -> {
                    assertThat(cell.get("count").asLong()).isGreaterThanOrEqualTo(5);
                    assertThat(cell.get("count").asLong() % 5).as("in fives").isZero();
                    shown.add(cell(cell.get("lon").asDouble(), cell.get("lat").asDouble()));
                });
        places.forEach((place, count) -> {
            String[] at = place.split(",");
            String cell = cell(Double.parseDouble(at[0]), Double.parseDouble(at[1]));
            if (count >= 5) assertThat(shown).contains(cell);
            else assertThat(shown).doesNotContain(cell);
        });
    }

    /** By its number of cells from the meridian and the equator. */
    private static String cell(double lon, double lat) {
        return (long) Math.floor(lon / 0.005 + 1e-6) + " " + (long) Math.floor(lat / 0.005 + 1e-6);
    }

    @Test
    @Order(5)
    void statisticsForTheScreenAndForPaper() {
        Map<String, Integer> places = incidentsInCells();
        smallCellsAreNotThere(places);
        long counted = RUN.get("/api/statistics/usage", "manager").get("total").asLong();
        try (Browser manager = new Browser()) {
            manager.logIn(RUN, "manager");
            manager.press("s");
            manager.await("statistics");
            manager.await("usage-table");
            long shown = Long.parseLong(manager.await("usage-total").getText().replace(",", ""));
            assertThat(shown).isGreaterThanOrEqualTo(counted);
            assertThat(manager.count("usage-bar")).isPositive();
            manager.await(By.cssSelector("[data-testid='safety-map'][data-ready='true']"), Duration.ofSeconds(60));
            manager.await(By.cssSelector("[data-testid='safety-total']:not([data-cells='0'])"), SOON);
            assertThat(manager.await("safety-total").getText()).contains("5");
            manager.settle("statistics");
            manager.show("safety-map");
            assertThat(manager.await("safety-map-legend").getText()).contains("건");
            manager.settle("safety-map");
            manager.show("hot-spots");
            assertThat(manager.count("hot-spot")).isPositive();
            manager.await(By.cssSelector("[data-testid='hot-spots-map'][data-ready='true']"), Duration.ofSeconds(60));
            manager.settle("hot-spots");
            assertThat(manager.barriers()).as("statistics").isEmpty();
            isAPage(manager.pdf("statistics"));
            for (String sheet : List.of("classes", "cells"))
                manager.await("open-data-" + sheet).sendKeys(Keys.ENTER);
            await("the files have come")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(manager.downloaded())
                            .extracting(file -> file.getFileName().toString().replaceFirst("-\\d{4}-.*", ""))
                            .contains("incidents", "safety-map"));
        }
        try (Browser auditor = new Browser()) {
            auditor.logIn(RUN, "auditor");
            auditor.await("view-statistics").sendKeys(Keys.ENTER);
            auditor.await("usage-table");
        }
    }

    private void opens(String who, String door, Map<String, Object> more) {
        var body = new java.util.HashMap<String, Object>(
                Map.of("caseNo", caseNo, "summary", "시청 앞, 남색 점퍼", "lon", LON, "lat", LAT));
        body.putAll(more);
        Story.ask(RUN, "POST", door, who, 201, body);
    }

    private JsonNode board(String who) {
        for (JsonNode open : RUN.get("/api/link/board", who).get("items"))
            if (caseNo.equals(open.get("caseNo").asString(""))) return open;
        throw new AssertionError(caseNo + " is not on the board of " + who);
    }

    private static By card(String caseNo) {
        return By.cssSelector("[data-testid='case-card'][data-case-no='" + caseNo + "']");
    }

    /** Other stories may have left cases of their own. */
    private static void toCase(Browser desk, String caseNo) {
        desk.await(card(caseNo), SOON);
        go(desk, "data-case-no", caseNo);
    }

    private static void go(Browser desk, String attribute, @Nullable String wanted) {
        for (int steps = 0; steps < 50; steps++) {
            if (Objects.equals(wanted, desk.await("case").getDomAttribute(attribute))) return;
            desk.press("j");
        }
        throw new AssertionError(wanted + " is not reached by j");
    }

    private static void picturesMove(Browser desk, int atLeast) {
        await("moving pictures of " + atLeast + " cameras")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(desk.decodedFramesOfAll("live-video"))
                        .filteredOn(frames -> frames > 20)
                        .hasSizeGreaterThanOrEqualTo(atLeast));
    }

    private static void isAPage(byte[] pdf) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("%PDF-").contains("/Type /Page");
        assertThat(pdf.length).as("more than an empty sheet").isGreaterThan(8_000);
    }
}
