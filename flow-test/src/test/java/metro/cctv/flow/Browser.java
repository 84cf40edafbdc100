package metro.cctv.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser at the control room's desk. */
final class Browser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final ChromeDriver driver;

    Browser() {
        var options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--use-angle=swiftshader",
                "--enable-unsafe-swiftshader",
                "--autoplay-policy=no-user-gesture-required",
                "--window-size=1600,900",
                "--lang=ko");
        options.setExperimentalOption("prefs", java.util.Map.of("intl.accept_languages", "ko-KR,ko"));
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
    }

    void open(LocalRun run) {
        driver.get(run.address("/").toString());
    }

    void logIn(LocalRun run, String name) {
        open(run);
        await("login-username").sendKeys(name);
        await("login-password").sendKeys(run.passwordOf(name));
        await("login-submit").click();
        await("system-strip");
    }

    /** The first visible element with this test id. */
    WebElement await(String testId) {
        return await(By.cssSelector("[data-testid='" + testId + "']"), Duration.ofSeconds(60));
    }

    WebElement await(By by, Duration limit) {
        try {
            return new WebDriverWait(driver, limit).until(ExpectedConditions.visibilityOfElementLocated(by));
        } catch (TimeoutException e) {
            picture("missing-" + by.toString().replaceAll("[^a-z0-9]+", "-"));
            throw e;
        }
    }

    boolean shows(By by) {
        return !driver.findElements(by).isEmpty();
    }

    int count(String testId) {
        return driver.findElements(By.cssSelector("[data-testid='" + testId + "']"))
                .size();
    }

    void press(String key) {
        driver.switchTo().activeElement();
        new org.openqa.selenium.interactions.Actions(driver).sendKeys(key).perform();
    }

    /** Pictures that the first video on the page has decoded and shown. */
    long decodedFrames(String testId) {
        Object frames = ((JavascriptExecutor) driver)
                .executeScript(
                        "const v = document.querySelector(arguments[0]); return v ? v.getVideoPlaybackQuality().totalVideoFrames : -1",
                        "[data-testid='" + testId + "']");
        return ((Number) frames).longValue();
    }

    void picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
