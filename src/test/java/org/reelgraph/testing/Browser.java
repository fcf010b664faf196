package org.reelgraph.testing;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Debian's Chromium without a window; tests are skipped where there is none. */
public final class Browser implements AutoCloseable {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** {@return a browser in a window of 1400 by 1000} */
    public static Browser open() {
        assumeTrue(Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER), "no chromium and chromedriver");
        var options = new ChromeOptions().setBinary(BROWSER.toFile()).addArguments("--headless", "--no-sandbox",
                "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--no-first-run", "--disable-dev-shm-usage", "--window-size=1400,1000");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        options.setCapability("goog:loggingPrefs", logs);
        return new Browser(new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(), options));
    }

    /** {@return the driver, for what this class hasn't got} */
    public ChromeDriver driver() {
        return driver;
    }

    /** Opens a page; one that is shown already is loaded anew. */
    public void visit(URI page) {
        driver.get("about:blank");
        driver.get(page.toString());
    }

    /** {@return the first element with a selector, once it is shown} */
    public WebElement shown(String selector) {
        return waiting().until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(selector)));
    }

    /** Waits until an element has a text among others. */
    public void shows(String selector, String text) {
        waiting().until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), text));
    }

    /** Waits until a script gives true. */
    public void until(String script, Object... arguments) {
        waiting().until(any -> Boolean.TRUE.equals(driver.executeScript(script, arguments)));
    }

    /** Clicks on what can be clicked. */
    public void click(String selector) {
        waiting().until(ExpectedConditions.elementToBeClickable(By.cssSelector(selector))).click();
    }

    /** {@return the texts of all elements with a selector} */
    public List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
    }

    /** {@return what a script gives} */
    public Object run(String script, Object... arguments) {
        return Objects.requireNonNull(driver.executeScript(script, arguments), "The script gives nothing.");
    }

    /** Has the browser pretend something, by a command of its debugging protocol. */
    public void pretend(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand("Emulation." + command, parameters);
    }

    /** Fails if the browser complained: of errors, of requests that failed, of what a page's policy forbids. */
    public void assertContent() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage))
                .as("what the browser complains of").isEmpty();
    }

    private WebDriverWait waiting() {
        return new WebDriverWait(driver, LONGEST_WAIT);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
