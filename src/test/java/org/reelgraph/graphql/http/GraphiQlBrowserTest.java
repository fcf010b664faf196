package org.reelgraph.graphql.http;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StrippingProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** GraphiQL in a real browser; skipped where there is none. */
@DatabaseIndependent
class GraphiQlBrowserTest extends ServerTest {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.demo", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphiql", "/", "/graphql", "/graphiql/"})
    void givenTheDemoLibrary_whenRunIsClicked_thenItsSeriesAppear(String path) {
        runsItsQuery(server.getURI().resolve(path), "/graphiql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "graphiql"})
    void givenAProxyThatStripsAPath_whenRunIsClicked_thenTheSeriesAppear(String path) throws IOException {
        try (var proxy = new StrippingProxy(server.getURI(), "/media/reel")) {
            runsItsQuery(proxy.uri().resolve(path), "/media/reel/graphiql");
        }
    }

    @Test
    void givenAServerAtAPath_whenRunIsClicked_thenTheSeriesAppear() {
        var settings = Map.<String, Object>of("reelgraph.data-dir", newFolder("GraphiQlBrowserTest").toString(),
                "micronaut.server.port", "-1", "micronaut.server.context-path", "/reel", "reelgraph.demo", "true");
        try (var below = ApplicationContext.run(EmbeddedServer.class, settings)) {
            runsItsQuery(below.getContextURI(), "/reel/graphiql");
        }
    }

    private static void runsItsQuery(URI opened, String path) {
        assumeTrue(Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER), "no chromium and chromedriver");
        var browser = open();
        try {
            browser.get(opened.toString());
            var wait = new WebDriverWait(browser, Duration.ofSeconds(60));
            wait.until(ExpectedConditions.elementToBeClickable(By.className("graphiql-execute-button"))).click();

            wait.until(ExpectedConditions.textToBePresentInElementLocated(By.className("result-window"),
                    "Harbour Lights"));
            assertThat(browser.findElement(By.className("result-window")).getText()).contains("S01E01")
                    .doesNotContain("errors");
            assertThat(URI.create(browser.getCurrentUrl()).getPath()).isEqualTo(path);
            assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).as("what the browser complains of")
                    .isEmpty();
        } finally {
            browser.quit();
        }
    }

    @Test
    void givenASmallWindow_whenOpened_thenTheFirstQueryFitsItsPane_andTheDocumentationBeginsWithTheSchemas() {
        assumeTrue(Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER), "no chromium and chromedriver");
        var browser = open();
        try {
            browser.manage().window().setSize(new Dimension(1280, 800));
            browser.get(server.getURI().resolve("/graphiql").toString());
            var wait = new WebDriverWait(browser, Duration.ofSeconds(60));
            wait.until(ExpectedConditions.textToBePresentInElementLocated(By.className("graphiql-query-editor"),
                    "allSeries"));
            assertThat(browser
                    .executeScript("""
                                   var pane = document.querySelector(".graphiql-query-editor .CodeMirror-hscrollbar");
                                   return pane.scrollWidth <= pane.clientWidth;""")).isEqualTo(true);

            wait.until(ExpectedConditions
                    .elementToBeClickable(By.cssSelector("[aria-label='Show Documentation Explorer']")))
                    .click();
            wait.until(ExpectedConditions.textToBePresentInElementLocated(By.className("graphiql-doc-explorer"),
                    "A self-hosted media library"));
        } finally {
            browser.quit();
        }
    }

    private static ChromeDriver open() {
        var options = new ChromeOptions().setBinary(BROWSER.toFile()).addArguments("--headless", "--no-sandbox",
                "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--no-first-run", "--disable-dev-shm-usage", "--window-size=1400,1000");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.WARNING);
        options.setCapability("goog:loggingPrefs", logs);
        return new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
                options);
    }
}
