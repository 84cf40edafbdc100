package metro.cctv.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.print.PrintOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser at the control room's desk. */
final class Browser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int MOST_TABS = 150;

    private final ChromeDriver driver;
    private final Path downloads;

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
        downloads = downloadFolder();
        options.setExperimentalOption(
                "prefs",
                Map.of(
                        "intl.accept_languages",
                        "ko-KR,ko",
                        "download.default_directory",
                        downloads.toAbsolutePath().toString()));
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60)).scriptTimeout(Duration.ofSeconds(30));
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

    /** As {@link #logIn}, with nothing but keys. */
    void logInByKeys(LocalRun run, String name) {
        open(run);
        await("login-username");
        tabTo("login-username");
        press(name, Keys.TAB, run.passwordOf(name), Keys.ENTER);
    }

    /** Brings it into the window, as somebody who scrolls there. */
    void show(String testId) {
        run("arguments[0].scrollIntoView({ block: 'center' })", await(testId));
    }

    /** The first visible element with this test id. */
    WebElement await(String testId) {
        return await(byTestId(testId), Duration.ofSeconds(60));
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
        return all(testId).size();
    }

    /** Another place of the page, as from a link. */
    void go(String hash) {
        run("location.hash = arguments[0]", hash);
    }

    List<WebElement> all(String testId) {
        return driver.findElements(byTestId(testId));
    }

    /** The test id of what has the focus; empty if it has none. */
    String focused() {
        try {
            String testId = driver.switchTo().activeElement().getDomAttribute("data-testid");
            return testId == null ? "" : testId;
        } catch (StaleElementReferenceException e) {
            return ""; // it has just been drawn anew
        }
    }

    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** A key goes down, and stays so until {@link #letGo(CharSequence)}. */
    void hold(CharSequence key) {
        new Actions(driver).keyDown(key).perform();
    }

    void letGo(CharSequence key) {
        new Actions(driver).keyUp(key).perform();
    }

    /** The mouse takes the element in its middle, goes this far and stays down until {@link #drop()}. */
    void pull(WebElement element, int rightPx, int downPx) {
        new Actions(driver)
                .moveToElement(element)
                .clickAndHold()
                .moveByOffset(rightPx / 2, downPx / 2)
                .moveByOffset(rightPx - rightPx / 2, downPx - downPx / 2)
                .perform();
    }

    void drop() {
        new Actions(driver).release().perform();
    }

    /** A press at these fractions of the element's width and height. */
    void pressAt(WebElement element, double x, double y) {
        var size = element.getSize();
        new Actions(driver)
                .moveToElement(
                        element, (int) Math.round((x - 0.5) * size.width), (int) Math.round((y - 0.5) * size.height))
                .click()
                .perform();
    }

    void upload(String testId, Path file) {
        driver.findElement(byTestId(testId)).sendKeys(file.toAbsolutePath().toString());
    }

    /** From now on it is remembered whether this was ever to be seen, however shortly. */
    void watchFor(String testId) {
        run("""
                const selector = `[data-testid="${arguments[0]}"]`;
                window.noticed = new Set([...(window.noticed ?? [])]);
                new MutationObserver(() => document.querySelector(selector) && window.noticed.add(arguments[0]))
                    .observe(document.body, { childList: true, subtree: true });
                """, testId);
    }

    boolean hasSeen(String testId) {
        return Boolean.TRUE.equals(run("return window.noticed?.has(arguments[0]) ?? false", testId));
    }

    /** Files that have come completely. */
    List<Path> downloaded() {
        try (var files = Files.list(downloads)) {
            // Chromium's names for what is still coming: .org.chromium.… first, then ….crdownload.
            return files.filter(file -> !file.getFileName().toString().startsWith(".")
                            && !file.toString().endsWith(".crdownload"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pictures that the first video on the page has decoded and shown. */
    long decodedFrames(String testId) {
        Object frames = run(
                "const v = document.querySelector(arguments[0]); return v ? v.getVideoPlaybackQuality().totalVideoFrames : -1",
                "[data-testid='" + testId + "']");
        return frames instanceof Number number ? number.longValue() : -1;
    }

    /** Pictures decoded by each video that is on the page now. */
    List<Long> decodedFramesOfAll(String testId) {
        Object frames = run(
                "return [...document.querySelectorAll(arguments[0])].map(v => v.getVideoPlaybackQuality().totalVideoFrames)",
                "[data-testid='" + testId + "']");
        return ((List<?>) Objects.requireNonNull(frames))
                .stream().map(one -> ((Number) one).longValue()).toList();
    }

    /** Text of what may be hidden from the eye, as a screen reader has it. */
    String textOf(String testId) {
        return String.valueOf(run(
                "return document.querySelector(arguments[0])?.textContent ?? ''", "[data-testid='" + testId + "']"));
    }

    /** A picture once pictures move and the map is drawn. */
    void settle(String name) {
        run("return document.fonts.ready.then(() => 1)");
        ((JavascriptExecutor) driver).executeAsyncScript("setTimeout(arguments[arguments.length - 1], 1500)");
        picture(name);
    }

    /** Tab by tab, as a hand without a mouse gets there. */
    void tabTo(String testId) {
        for (int steps = 0; steps < MOST_TABS; steps++) {
            if (focused().equals(testId)) return;
            press(Keys.TAB);
        }
        picture("missing-by-tab-" + testId);
        throw new AssertionError(testId + " is not reached by " + MOST_TABS + " tabs");
    }

    /** What an accessibility checker has against the page as it stands, WCAG 2.2 A and AA. */
    List<String> barriers() {
        try {
            run(Files.readString(LocalRun.projectFolder().resolve("dashboard/node_modules/axe-core/axe.min.js")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Object found = ((JavascriptExecutor) driver).executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(
                    r => done(r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(', '))),
                    e => done(['axe itself: ' + e]));
                """);
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }

    /** The page as it leaves a printer. */
    byte[] pdf(String name) {
        try {
            byte[] pdf =
                    Base64.getDecoder().decode(driver.print(new PrintOptions()).getContent());
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".pdf"), pdf);
            return pdf;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    private static By byTestId(String testId) {
        return By.cssSelector("[data-testid='" + testId + "']");
    }

    private static Path downloadFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "downloads");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
