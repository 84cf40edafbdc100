package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** An operator's and a lead's work, in a real browser. */
class BrowserStoryIT {
    private static final LocalRun RUN = LocalRun.started();
    private static final Duration A_LOOP_AND_SOME = Duration.ofMinutes(3);

    @BeforeAll
    static void camerasAreLive() {
        Story.awaitLiveCameras(RUN, 8);
    }

    @Test
    void fromAlertToLivePictureToIncident() {
        try (Browser browser = new Browser()) {
            browser.logIn(RUN, "operator");
            browser.await(By.cssSelector("[data-testid='alert-row'][data-state='NEW']"), A_LOOP_AND_SOME);
            browser.await(By.cssSelector("[data-testid='map'][data-ready='true']"), Duration.ofSeconds(60));
            browser.picture("control-room");

            browser.await(By.cssSelector("[data-testid='alert-row'][data-state='NEW']"), A_LOOP_AND_SOME)
                    .click();
            WebElement evidence = browser.await("evidence-frame");
            assertThat(evidence.isDisplayed()).isTrue();
            browser.await(By.cssSelector("[data-testid='live-tile'][data-state='live']"), Duration.ofSeconds(60));
            await("moving pictures")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> browser.decodedFrames("live-video") > 20);
            browser.await(By.cssSelector("[data-testid='detection-canvas']:not([data-objects='0'])"), A_LOOP_AND_SOME);
            browser.picture("alert");

            browser.await("alert-escalate").click();
            browser.await("incident-camera");
            assertThat(browser.count("incident-camera")).isBetween(1, 9);
            browser.picture("incident");
        }
    }

    @Test
    void aLeadPlaysBackWithAPurpose() {
        try (Browser browser = new Browser()) {
            browser.logIn(RUN, "lead");
            browser.await("tab-cameras").click();
            browser.await("camera-row").click();
            browser.await("camera-playback").click();
            new Select(browser.await("playback-purpose")).selectByIndex(1);
            browser.await("playback-submit").click();
            browser.await("playback-video");
            await("recorded pictures")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> browser.decodedFrames("playback-video") > 20);
            browser.picture("playback");
        }
    }

    @Test
    void anAuditorVerifiesTheLedgerAndSeesNoCamera() {
        try (Browser browser = new Browser()) {
            browser.logIn(RUN, "auditor");
            browser.await("view-ledger").click();
            browser.await("ledger-row");
            browser.await("ledger-verify").click();
            browser.await("ledger-verdict");
            browser.picture("ledger");
            assertThat(browser.shows(By.cssSelector("[data-testid='live-video']")))
                    .isFalse();
        }
    }
}
