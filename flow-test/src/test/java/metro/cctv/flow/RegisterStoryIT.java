package metro.cctv.flow;

import static metro.cctv.flow.RegisterAnswers.difference;
import static metro.cctv.flow.RegisterAnswers.found;
import static metro.cctv.flow.RegisterAnswers.outageOf;
import static metro.cctv.flow.RegisterAnswers.panDeg;
import static metro.cctv.flow.RegisterAnswers.plans;
import static metro.cctv.flow.RegisterAnswers.ptz;
import static metro.cctv.flow.RegisterAnswers.score;
import static metro.cctv.flow.RegisterAnswers.snapshot;
import static metro.cctv.flow.RegisterAnswers.zones;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

/** The register of cameras in a real browser: what a manager enters, what a lead draws and steers, and what is known of it all. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RegisterStoryIT {
    private static final LocalRun RUN = LocalRun.started();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Offline for a minute is an outage; the sweep looks every few seconds. */
    private static final Duration AN_OUTAGE = Duration.ofSeconds(120);

    private static final String PARK = "DJ-SEO-001";
    private static final String ALLEY = "DJ-SEO-003";
    private static final String STATION = "DJ-YUS-003";

    @BeforeAll
    static void camerasAreLiveAndOneIsNot() {
        Story.awaitLiveCameras(RUN, 8);
        RegisterCast.enters(RUN);
    }

    @AfterAll
    static void whatWasOnlyForTheStoryIsTakenDown() {
        RegisterCast.leaves(RUN);
    }

    @Test
    @Order(1)
    void aLeadDrawsAZoneAnotherPersonApprovesAndTheLeadSteers() {
        List<JsonNode> zonesBefore = zones(ALLEY);
        try (Browser lead = new Browser()) {
            lead.logIn(RUN, "lead");
            lead.press("c");
            lead.await("filter-words").sendKeys("탄방동");
            row(lead, ALLEY).findElement(By.tagName("button")).sendKeys(Keys.ENTER);
            drawsAZone(lead, zonesBefore);
            long version =
                    RUN.get("/api/cameras/" + ALLEY, "lead").get("version").asLong();
            try (Browser manager = new Browser()) {
                manager.logIn(RUN, "manager");
                manager.go("#/cameras/" + ALLEY + "/zones");
                manager.await("zone-approve").click();
                await("the zone counts")
                        .atMost(PATIENCE)
                        .until(() -> manager.count("zone-item") == zonesBefore.size() + 1);
                manager.picture("register-zone-approved");
            }
            assertThat(zones(ALLEY)).hasSize(zonesBefore.size() + 1);
            assertThat(RUN.get("/api/cameras/" + ALLEY, "lead").get("version").asLong())
                    .isGreaterThan(version);
            steers(lead);
        } finally {
            Story.ask(RUN, "PUT", "/api/cameras/" + ALLEY + "/zones", "manager", 200, zonesBefore);
        }
    }

    private static void drawsAZone(Browser lead, List<JsonNode> before) {
        lead.await("camera-tab-facts").click();
        lead.press(Keys.ARROW_RIGHT);
        lead.await(live(ALLEY), PATIENCE);
        lead.await("zone-add-INTRUSION").click();
        takesTheKeys(lead, "zone-board");
        WebElement board = lead.await("zone-board");
        lead.pressAt(board, 0.10, 0.10);
        lead.pressAt(board, 0.25, 0.10);
        lead.pressAt(board, 0.25, 0.30);
        lead.pressAt(board, 0.10, 0.30);
        lead.press(Keys.ENTER);
        lead.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        lead.picture("register-zone-drawn");
        lead.await("zone-save").click();
        lead.await("zone-said");
        lead.await("zone-proposal");
        assertThat(lead.shows(By.cssSelector("[data-testid='zone-approve']")))
                .as("nobody approves what he drew himself")
                .isFalse();
        assertThat(zones(ALLEY)).as("a proposal changes nothing yet").hasSameSizeAs(before);

        JsonNode drawn = RUN.get("/api/cameras/" + ALLEY + "/zones/proposals", "lead")
                .get("items")
                .get(0);
        assertThat(drawn.get("state").asString()).isEqualTo("OPEN");
        JsonNode polygon = drawn.get("zones").get(before.size()).get("polygon");
        assertThat(polygon.size()).isEqualTo(4);
        assertThat(polygon.get(2).get("x").asDouble()).isCloseTo(0.25, within(0.02));
        assertThat(polygon.get(3).get("y").asDouble()).as("two steps down").isCloseTo(0.31, within(0.015));
    }

    private static void steers(Browser lead) {
        lead.go("#/cameras/" + STATION + "/ptz");
        lead.await(live(STATION), PATIENCE);
        lead.await("ptz-position");
        BufferedImage ahead = snapshot(STATION);
        lead.await("ptz-joystick").sendKeys(Keys.ENTER);
        lead.await("ptz-purpose-TRAFFIC_SAFETY").sendKeys(Keys.ENTER);
        lead.await("ptz-reason-submit").sendKeys(Keys.ENTER);
        takesTheKeys(lead, "ptz-joystick");

        lead.hold(Keys.ARROW_RIGHT);
        await("turned by a key").atMost(PATIENCE).until(() -> panDeg(STATION) > 20);
        lead.letGo(Keys.ARROW_RIGHT);
        lead.await(By.cssSelector("[data-testid='ptz'][data-lease='mine']"), PATIENCE);
        assertThat(lead.await("ptz-lease").getText()).contains("교통");
        JsonNode lease = ptz(STATION).get("lease");
        assertThat(lease.get("holder").asString()).isEqualTo("lead");
        await("other pictures").atMost(PATIENCE).until(() -> difference(ahead, snapshot(STATION)) > 10);
        lead.picture("register-ptz-turned");

        double before = panDeg(STATION);
        lead.pull(lead.await("ptz-joystick"), -140, 0);
        await("turned by a drag").atMost(PATIENCE).until(() -> panDeg(STATION) < before - 5);
        lead.picture("register-ptz-dragged");
        lead.drop();

        lead.await("ptz-preset-name").sendKeys("이야기", Keys.ENTER);
        By ours = By.xpath("//li[@data-testid='ptz-preset'][contains(., '이야기')]");
        lead.await(ours, PATIENCE);
        lead.await(By.xpath("//li[@data-testid='ptz-preset']//button[contains(., '정면')]"), PATIENCE)
                .click();
        await("straight ahead again").atMost(PATIENCE).until(() -> Math.abs(panDeg(STATION)) < 1);
        lead.await(By.xpath("//li[@data-testid='ptz-preset'][contains(., '이야기')]//button[@aria-label]"), PATIENCE)
                .click();
        await("the preset is gone").atMost(PATIENCE).until(() -> !lead.shows(ours));
        lead.await("ptz-release").click();
        lead.await(By.cssSelector("[data-testid='ptz'][data-lease='none']"), PATIENCE);
        assertThat(ptz(STATION).get("lease").isNull()).isTrue();
    }

    @Test
    @Order(2)
    void aManagerEntersTheCitysCamerasAndFollowsThem() throws IOException {
        CityFile file = CityFile.written();
        try (Browser manager = new Browser()) {
            manager.logIn(RUN, "manager");
            manager.await(By.cssSelector("[data-testid='event-state'][data-state='open']"), PATIENCE);
            manager.await("view-cameras").click();
            manager.await("camera-table-row");
            importsAFile(manager, file);
            findsByInitials(manager, file);
            looksAtACamera(manager);
            filesAFlight(manager);
            asksADevice(manager);
            readsTheLists(manager);
            takesTheRegisterHome(manager, file);
            takesOnAnOutage(manager);
        }
    }

    private static void importsAFile(Browser manager, CityFile file) {
        manager.await("register-import").click();
        manager.await("export");
        manager.upload("import-file", file.path());
        WebElement preview = manager.await("import-preview");
        assertThat(preview.getDomAttribute("data-encoding")).isEqualTo("cp949");
        assertThat(preview.getText()).contains(file.place(), "18");
        manager.await("import-check").click();
        manager.await(step("checked"), PATIENCE);
        assertThat(count(manager, "created")).isEqualTo(1);
        assertThat(count(manager, "refused")).isEqualTo(4);
        manager.await("import-errors");
        refusedRow(manager, "unknown-purpose", "3", "설치목적구분", "구경", "법정 설치 목적이 아닙니다");
        refusedRow(manager, "missing", "4", "관리기관명");
        refusedRow(manager, "outside-city", "5", "WGS84위도", "37.5665");
        refusedRow(manager, "not-a-date", "6", "설치연월", "2024-19");
        manager.picture("register-import-checked");
        assertThat(found(file)).as("a dry run changes nothing").isEmpty();

        manager.watchFor("import-progress");
        manager.await("import-start").click();
        manager.await(By.cssSelector("[data-testid='import-result'][data-state='DONE']"), PATIENCE);
        assertThat(manager.hasSeen("import-progress")).as("progress was shown").isTrue();
        assertThat(count(manager, "created")).isEqualTo(1);
        assertThat(found(file)).hasSize(CityFile.CAMERAS);
    }

    private static void refusedRow(Browser manager, String code, String... words) {
        assertThat(manager.await(By.cssSelector("[data-testid='import-error'][data-code='" + code + "']"), PATIENCE)
                        .getText())
                .contains(words)
                .contains("거부");
    }

    private static void findsByInitials(Browser manager, CityFile file) {
        manager.press("m");
        manager.await(By.cssSelector("[data-testid='map'][data-ready='true']"), Duration.ofSeconds(60));
        manager.press("f");
        takesTheKeys(manager, "map-search");
        manager.press(file.initials());
        String first = manager.await("search-hit").getDomAttribute("data-camera-id");
        assertThat(found(file)).contains(first);
        manager.picture("register-search");
        manager.press(Keys.ARROW_DOWN, Keys.ENTER);
        manager.await(By.cssSelector("[data-testid='camera-detail'][data-camera-id='" + first + "']"), PATIENCE);
        manager.await("camera-page-open").sendKeys(Keys.ENTER);
        WebElement page = manager.await("camera-page");
        manager.await("missing-items");
        assertThat(page.getText()).contains(file.place(), "생활방범", "대전광역시 중구청");
        assertThat(manager.await("camera-state").getText()).isEqualTo("설치 예정");
        manager.await("camera-tab-history").click();
        assertThat(manager.await("history-row").getText()).contains("manager", file.place());
    }

    private static void looksAtACamera(Browser manager) {
        manager.go("#/cameras");
        manager.await("filter-words").sendKeys("ㅂㄹㅁ", Keys.ENTER);
        row(manager, PARK).findElement(By.tagName("button")).sendKeys(Keys.ENTER);
        manager.await(live(PARK), PATIENCE);
        manager.await("camera-tab-health").click();
        manager.await("health-bar");
        double percent = Double.parseDouble(
                manager.await("availability").getText().replace("%", "").trim());
        assertThat(percent)
                .isCloseTo(
                        RUN.get("/api/cameras/" + PARK + "/health", "manager")
                                .get("availability")
                                .get("percent")
                                .asDouble(),
                        within(5.0));
        plansWorkAndCancelsIt(manager);
    }

    private static void plansWorkAndCancelsIt(Browser manager) {
        manager.await("maintenance-reason").sendKeys("렌즈 청소", Keys.ENTER);
        manager.await(By.cssSelector("[data-testid='maintenance-plan'][data-state='coming']"), PATIENCE);
        assertThat(plans(PARK).getFirst().get("reason").asString()).isEqualTo("렌즈 청소");
        manager.picture("register-camera-health");
        manager.await("maintenance-end").sendKeys(Keys.ENTER);
        await("the plan is gone").atMost(PATIENCE).until(() -> manager.count("maintenance-plan") == 0);
        assertThat(plans(PARK)).isEmpty();
    }

    /** Through closed air it is refused by name; above its ceiling it may fly. */
    private static void filesAFlight(Browser manager) {
        manager.go("#/cameras/" + RegisterCast.DRONE);
        manager.await("camera-tab-moving").click();
        manager.await(By.cssSelector("[data-testid='track-map'][data-ready='true']"), Duration.ofSeconds(60));
        manager.await(By.cssSelector("[data-testid='moving-pose'][data-poses='3']"), PATIENCE);
        assertThat(manager.await("airspaces").getText()).contains(RegisterCast.AIRSPACE, "0–40 m");
        manager.await("mission-draw").sendKeys(Keys.ENTER);
        WebElement map = manager.await(By.cssSelector("[data-testid='track-map'] canvas"), PATIENCE);
        map.sendKeys(Keys.ENTER);
        manager.await(By.cssSelector("[data-testid='mission-form'][data-corners='1']"), PATIENCE);
        manager.pressAt(map, 0.8, 0.3);
        manager.await(By.cssSelector("[data-testid='mission-form'][data-corners='2']"), PATIENCE);
        WebElement height = manager.await(By.name("height"), PATIENCE);
        height.sendKeys(Keys.chord(Keys.CONTROL, "a"), "30", Keys.ENTER);
        assertThat(manager.await(By.cssSelector("[data-problem='airspace-restricted']"), PATIENCE)
                        .getText())
                .contains(RegisterCast.AIRSPACE);
        manager.picture("register-flight-refused");
        height.sendKeys(Keys.chord(Keys.CONTROL, "a"), "60", Keys.ENTER);
        manager.await(By.cssSelector("[data-testid='mission'][data-state='coming']"), PATIENCE);
        JsonNode filed = RUN.get("/api/cameras/" + RegisterCast.DRONE + "/missions", "manager")
                .get("items");
        assertThat(filed.size()).isEqualTo(1);
        assertThat(filed.get(0).get("heightM").asDouble()).isEqualTo(60);
        manager.picture("register-flight-filed");
    }

    private static void asksADevice(Browser manager) {
        manager.await("register-discovery").click();
        manager.await("discover-networks").sendKeys("127.0.0.1/32");
        manager.await(By.name("seconds"), PATIENCE).sendKeys(Keys.chord(Keys.CONTROL, "a"), "1", Keys.ENTER);
        WebElement device =
                manager.await(By.cssSelector("[data-testid='discovered'][data-registered='" + PARK + "']"), PATIENCE);
        assertThat(device.getDomAttribute("data-allowed")).isEqualTo("true");
        await("all eight answer").atMost(PATIENCE).until(() -> manager.count("discovered") == 8);
        device.findElement(By.cssSelector("[data-testid='discovered-probe']")).click();
        String[] logIn = RUN.cameraLogIn();
        manager.await("probe-username").sendKeys(logIn[0]);
        manager.await("probe-password").sendKeys(logIn[1], Keys.ENTER);
        WebElement result = manager.await("probe-result");
        assertThat(result.getDomAttribute("data-kind")).isEqualTo("ONVIF");
        assertThat(result.getText()).contains(PARK, "960", "640", "H264").doesNotContain(logIn[1]);
        manager.picture("register-probe");
    }

    private static void readsTheLists(Browser manager) {
        manager.await("register-availability").click();
        WebElement row =
                manager.await(By.cssSelector("[data-testid='availability-row'][data-key='대전광역시 유성구청']"), PATIENCE);
        assertThat(row.getText()).contains("%");
        manager.picture("register-availability");
        manager.await("register-posture").click();
        WebElement weak =
                manager.await(By.cssSelector("[data-testid='posture-row'][data-camera-id='" + PARK + "']"), PATIENCE);
        assertThat(weak.getText()).contains("암호화되지 않은 영상");
        assertThat(weak.getDomAttribute("data-score")).isEqualTo(score(PARK));
        manager.picture("register-posture");
    }

    /** What comes out goes in again and changes nothing. */
    private static void takesTheRegisterHome(Browser manager, CityFile file) throws IOException {
        manager.await("register-import").click();
        manager.await("export-link").click();
        await("the file has come")
                .atMost(PATIENCE)
                .until(() -> !manager.downloaded().isEmpty());
        Path export = manager.downloaded().getFirst();
        List<String> lines = Files.readAllLines(export, StandardCharsets.UTF_8);
        assertThat(lines.getFirst().split(",")).hasSize(18);
        assertThat(lines).anyMatch(line -> line.contains(file.place()));
        manager.upload("import-file", export);
        manager.await("import-check").click();
        manager.await(step("checked"), PATIENCE);
        assertThat(count(manager, "created")).isZero();
        assertThat(count(manager, "updated")).isZero();
        assertThat(count(manager, "refused")).isZero();
        assertThat(count(manager, "unchanged")).isEqualTo(lines.size() - 1);
    }

    private static void takesOnAnOutage(Browser manager) {
        manager.await("register-outages").click();
        By ours = By.xpath("//tr[@data-testid='outage-row'][contains(., '" + RegisterCast.DEAD + "')]");
        manager.await(ours, AN_OUTAGE).findElement(By.tagName("button")).sendKeys("a");
        manager.await(
                By.xpath("//tr[@data-testid='outage-row'][@data-acknowledged='true'][contains(., '" + RegisterCast.DEAD
                        + "')]"),
                PATIENCE);
        manager.picture("register-outages");
        JsonNode outage = outageOf(RegisterCast.DEAD).orElseThrow();
        assertThat(outage.get("acknowledgedBy").asString()).isEqualTo("manager");
        assertThat(outage.get("state").asString()).isEqualTo("OPEN");
    }

    private static void takesTheKeys(Browser browser, String testId) {
        await(testId + " takes the keys")
                .atMost(PATIENCE)
                .until(() -> browser.focused().equals(testId));
    }

    private static WebElement row(Browser browser, String cameraId) {
        return browser.await(
                By.cssSelector("[data-testid='camera-table-row'][data-camera-id='" + cameraId + "']:only-child"),
                PATIENCE);
    }

    private static By live(String cameraId) {
        return By.cssSelector("[data-testid='live-tile'][data-camera-id='" + cameraId + "'][data-state='live']");
    }

    private static By step(String name) {
        return By.cssSelector("[data-testid='import'][data-step='" + name + "']");
    }

    private static int count(Browser browser, String what) {
        return Integer.parseInt(browser.await(By.cssSelector("[data-testid='count-" + what + "'] dd"), PATIENCE)
                .getText()
                .replace(",", ""));
    }
}
