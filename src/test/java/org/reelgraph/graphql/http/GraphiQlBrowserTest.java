package org.reelgraph.graphql.http;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Browser;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StrippingProxy;

import static org.assertj.core.api.Assertions.assertThat;

/** GraphiQL in a real browser; skipped where there is none. */
@DatabaseIndependent
class GraphiQlBrowserTest extends ServerTest {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.demo", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql", "/graphiql/"})
    void givenTheDemoLibrary_whenRunIsClicked_thenItsSeriesAppear(String path) {
        runsItsQuery(server.getURI().resolve(path), "/graphiql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"graphql", "graphiql"})
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
            runsItsQuery(URI.create(below.getContextURI() + "/graphql"), "/reel/graphiql");
        }
    }

    private static void runsItsQuery(URI opened, String path) {
        var browser = open();
        try {
            browser.get(opened.toString());
            var wait = new WebDriverWait(browser, LONGEST_WAIT);
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
    void givenASubscription_whenItRuns_thenChangesAppearAsTheyHappen() {
        add("Before");
        var before = anonymous().data("{ changesSince(first: 100) { edges { node { cursor media { title } } } } }")
                .at("/changesSince/edges");
        var cursor = before.get(before.size() - 2).at("/node/cursor").asText();
        var browser = open();
        try {
            browser.get(server.getURI().resolve("/graphiql").toString());
            run(browser, "subscription { libraryChanged(after: \"" + cursor + "\") { action media { title } } }");
            seen(browser, "Before");

            add("Meanwhile");

            seen(browser, "Meanwhile");
        } finally {
            browser.quit();
        }
    }

    private void add(String title) {
        client().data("mutation($title: String!) { importMovies(input: {movies: [{title: $title}]}) { failed } }",
                Map.of("title", title));
    }

    @Test
    void givenATokenAmongTheHeaders_whenOperationsRun_thenTheyAreThatUsersAlsoOverAWebSocket() {
        var token = Accounts.login(anonymous(), Accounts.ADMIN, Accounts.PASSWORD).get("accessToken").asText();
        var job = client().data("mutation { checkDatabase(input: {}) { job { id } } }").at("/checkDatabase/job/id")
                .asText();
        var browser = open();
        try {
            browser.get(server.getURI().resolve("/graphiql").toString());
            var headers = By.xpath("//button[.='Headers']");
            new WebDriverWait(browser, LONGEST_WAIT).until(ExpectedConditions.elementToBeClickable(headers)).click();
            write(browser, "[aria-label=Headers] > :not(.hidden)", "{\"Authorization\": \"Bearer " + token + "\"}");

            run(browser, "mutation { createApiKey(input: {name: \"\"}) { userErrors { path } } }");
            seen(browser, "\"name\"");
            run(browser, "subscription { jobUpdated(id: \"" + job + "\") { state } }");
            seen(browser, "SUCCEEDED");
        } finally {
            browser.quit();
        }
    }

    private static void run(ChromeDriver browser, String document) {
        var button = By.className("graphiql-execute-button");
        new WebDriverWait(browser, LONGEST_WAIT).until(ExpectedConditions.elementToBeClickable(button));
        write(browser, ".graphiql-query-editor", document);
        // Only then does GraphiQL know whether it is a subscription.
        new WebDriverWait(browser, LONGEST_WAIT).until(any -> browser
                .executeScript("""
                               var editor = document.querySelector(".graphiql-query-editor .CodeMirror").CodeMirror;
                               return editor.documentAST.loc.source.body == arguments[0];""", document).equals(true));
        browser.findElement(button).click();
    }

    private static void write(ChromeDriver browser, String place, String text) {
        new WebDriverWait(browser, LONGEST_WAIT).until(
                ExpectedConditions.presenceOfElementLocated(By.cssSelector(place + " .CodeMirror")));
        browser.executeScript("document.querySelector(arguments[0]).CodeMirror.setValue(arguments[1])",
                place + " .CodeMirror", text);
    }

    private static void seen(ChromeDriver browser, String text) {
        new WebDriverWait(browser, LONGEST_WAIT).until(
                ExpectedConditions.textToBePresentInElementLocated(By.className("result-window"), text));
    }

    @Test
    void givenASmallWindow_whenOpened_thenTheFirstQueryFitsItsPane_andTheDocumentationBeginsWithTheSchemas() {
        var browser = open();
        try {
            browser.manage().window().setSize(new Dimension(1280, 800));
            browser.get(server.getURI().resolve("/graphiql").toString());
            var wait = new WebDriverWait(browser, LONGEST_WAIT);
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
        return Browser.open().driver();
    }
}
