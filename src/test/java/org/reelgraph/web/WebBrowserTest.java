package org.reelgraph.web;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Browser;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StrippingProxy;

import static org.assertj.core.api.Assertions.assertThat;

/** The page in a real browser, which may complain of nothing; skipped where there is none. */
@DatabaseIndependent
class WebBrowserTest extends ServerTest {

    private Browser browser;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.demo", "true");
    }

    @BeforeAll
    void openBrowser() {
        browser = Browser.open();
    }

    @BeforeEach
    void begin() {
        browser.visit(server.getURI());
        browser.run("localStorage.clear(); return true");
    }

    @AfterEach
    void end() {
        browser.pretend("setEmulatedMedia", Map.of("features", List.of()));
        browser.pretend("clearDeviceMetricsOverride", Map.of());
        browser.assertContent();
    }

    @AfterAll
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private void visit(String address) {
        browser.visit(URI.create(server.getURI() + "/" + address));
    }

    private String idOf(String title) {
        return anonymous().data("query($title: String!) { allMedia(filter: {title: {equals: $title}}) "
                + "{ edges { node { id } } } }", Map.of("title", title)).at("/allMedia/edges/0/node/id").asText();
    }

    @Test
    void givenTheDemoLibrary_whenOpened_thenPicksAndRowsAreShown() {
        visit("");

        browser.shown(".hero h2");
        assertThat(browser.texts(".row h2")).contains("Recently added", "Top rated");
        assertThat(browser.texts(".strip .title")).contains("Harbour Lights");
        assertThat(browser.run("return document.title")).isEqualTo("Home · Reelgraph");
    }

    @Test
    void givenAText_whenItIsTyped_thenResultsAppear_andTheFocusStays() {
        visit("");
        browser.shown(".hero h2");
        browser.shown("#search").sendKeys("harb");
        browser.shows(".results", "Harbour Lights");
        browser.shown("#search").sendKeys("our lights");

        browser.shows("h1", "Results for “harbour lights”");
        browser.shows("#said", "result");
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("search");
        browser.driver().navigate().back();
        browser.shown(".hero h2");
    }

    @ParameterizedTest
    @CsvSource({"ada winter, Ada Winter, Person", "fog signal, Fog Signal, Harbour Lights · S02E01"})
    void givenAPersonOrAnEpisode_whenSearchedFor_thenTheyAreFound(String text, String title, String note) {
        visit("#/library?q=" + text.replace(" ", "+"));

        browser.shows(".card", title);
        browser.shows(".card .note", note);
    }

    @Test
    void givenATypo_whenItIsSearchedFor_thenTheRightWordIsOffered() {
        visit("#/library?q=harbuor");

        browser.shows(".results", "harbour");
    }

    @Test
    void givenFilters_whenTheyAreChosen_thenTheListAndTheAddressFollow() {
        visit("#/library");
        browser.shows(".grid", "Harbour Lights");

        browser.click("select[name=kind] option[value=ALBUM]");
        browser.shows(".count", "2 results");
        assertThat(browser.run("return document.activeElement.name")).isEqualTo("kind");
        browser.click("select[name=sort] option[value='YEAR:DESC']");
        browser.until("return location.hash === '#/library?kind=ALBUM&sort=YEAR%3ADESC'");

        browser.driver().navigate().refresh();
        browser.shows(".count", "2 results");
        assertThat(browser.texts(".grid .title")).first().isEqualTo("Nachtfähre");
        browser.click("select[name=genre] option:nth-child(2)");
        browser.shows(".count", "1 result");
    }

    @Test
    void givenMoreThanAPage_whenTheNextOneIsAskedFor_thenItFollows_andTheFocusIsWhereItBegins() {
        client().data("mutation($input: ImportMoviesInput!) { importMovies(input: $input) { created } }",
                Map.of("input", Map.of("movies", IntStream.range(0, 26).mapToObj(number -> Map.of("title",
                        "Lantern " + (char) ('A' + number), "genres", List.of("Lanterns"), "addedAt",
                        "2001-01-01T00:00:00Z")).toList())));
        visit("#/library?genre=Lanterns");
        browser.shows(".count", "26 results");
        assertThat(browser.texts(".grid .title")).hasSize(24);

        browser.click(".more");
        browser.until("return document.querySelectorAll('.grid .card').length === 26");
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("Lantern YLantern Y");
        assertThat(browser.run("return document.querySelector('.more').hidden")).isEqualTo(true);
    }

    @Test
    void givenASeries_whenItIsOpened_thenOneRequestBringsSeasonsEpisodesAndCast() {
        visit("#/item/" + idOf("Harbour Lights"));

        browser.shows("h1", "Harbour Lights");
        assertThat(browser.texts(".season h3")).containsExactly("Season 1", "Season 2", "Specials");
        browser.click(".season:nth-of-type(2) summary");
        browser.shows(".season:nth-of-type(2)", "S02E01 · Fog Signal");
        assertThat(browser.texts(".season:nth-of-type(1) .with a")).contains("Ada Winter", "Tomás Lind");
        assertThat(browser.run("return performance.getEntriesByType('resource')"
                + ".filter(({name}) => name.endsWith('/graphql')).length")).isEqualTo(1L);
    }

    @Test
    void givenAPersonOfTheCast_whenTheirNameIsChosen_thenWhatTheyTookPartInIsShown() {
        visit("#/item/" + idOf("Harbour Lights"));
        browser.click("#cast + .strip .card a");

        browser.shows("h1", "Ada Winter");
        browser.shows(".grid", "Harbour Lights");
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("Ada Winter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#/item/x", "#/person/x", "#/nowhere"})
    void givenAnAddressOfNothing_whenItIsOpened_thenThePageSaysSo(String address) {
        visit(address);

        browser.shows("h1", "That didn't work");
        browser.click("main a");
        browser.shown(".hero h2");
    }

    @Test
    void givenAModerator_whenTheyImport_thenTheySeeHowItFares() throws IOException {
        var imports = Files.createDirectories(folder().resolve("import"));
        Files.writeString(imports.resolve("web.jsonl"),
                "{\"kind\": \"MOVIE\", \"title\": \"Low Tide\", \"year\": 2021}");
        visit("");
        signIn("wrong password");
        browser.shows("dialog [role=alert]", "password");
        assertThat(violations()).isEmpty();
        browser.shown("dialog [name=password]").clear();
        browser.shown("dialog [name=password]").sendKeys(Accounts.PASSWORD, Keys.ENTER);

        browser.click("nav a[data-view=imports]");
        browser.shown("[name=path]").sendKeys("nothing.jsonl", Keys.ENTER);
        browser.shows("#path-error", "nothing.jsonl");
        browser.shown("[name=path]").clear();
        browser.shown("[name=path]").sendKeys("web.jsonl");
        browser.click("[name=dryRun]");
        browser.click(".import button");
        browser.shown(".job:nth-child(1) .state.succeeded");
        browser.shows(".job:nth-child(1)", "dry run");
        browser.click("[name=dryRun]");
        browser.click(".import button");
        browser.shown(".job:nth-child(2)");
        browser.shown(".job:nth-child(1) .state.succeeded");
        browser.shows(".job:nth-child(1) .counts", "1 new");
        browser.shows("#said", "web.jsonl: Done");
        assertThat(violations()).isEmpty();

        browser.driver().navigate().refresh();
        browser.shown(".job");
        browser.click(".user button");
        browser.shows("main", "Imports are for moderators");
    }

    private void signIn(String password) {
        browser.click("#header > button");
        browser.shown("dialog [name=email]").sendKeys(Accounts.ADMIN);
        browser.shown("dialog [name=password]").sendKeys(password, Keys.ENTER);
    }

    @Test
    void givenAGermanBrowser_whenOpened_thenThePageIsInGerman_untilAnotherLanguageIsChosen() {
        var agent = browser.run("return navigator.userAgent");
        browser.pretend("setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage", "de-AT,en"));
        try {
            visit("");
            browser.shows("nav", "Stöbern");
            assertThat(browser.run("return document.documentElement.lang")).isEqualTo("de");
            assertThat(browser.texts(".row h2")).contains("Neu hinzugefügt");

            browser.click("#language option[value=en]");
            browser.shows("nav", "Browse");
            browser.shows(".row h2", "Recently added");
            assertThat(browser.run("return document.activeElement.id")).isEqualTo("language");
            browser.driver().navigate().refresh();
            browser.shows("nav", "Browse");
        } finally {
            browser.pretend("setUserAgentOverride", Map.of("userAgent", agent));
        }
    }

    @Test
    void givenOnlyAKeyboard_whenSomebodyGoesThroughThePage_thenEverythingIsWithinReach() {
        visit("");
        browser.shown(".hero h2");
        press(Keys.TAB);
        assertThat(browser.run("return document.activeElement.className")).isEqualTo("skip");
        press(Keys.ENTER);
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("main");
        press(Keys.TAB);
        var title = browser.run("return document.activeElement.textContent").toString();
        press(Keys.ENTER);
        browser.shows("h1", title);

        visit("#/item/" + idOf("Harbour Lights"));
        browser.shown(".season");
        browser.run("document.querySelector('.season:not([open]) summary').focus(); return true");
        press(Keys.ENTER);
        browser.until("return document.querySelectorAll('.season[open]').length === 2");
    }

    private void press(CharSequence key) {
        browser.driver().switchTo().activeElement().sendKeys(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#/library", "#/library?q=harbour", "item", "person", "#/imports"})
    void givenAView_whenItIsInLightOrDarkOrNarrow_thenEverybodyCanUseIt(String view) throws IOException {
        visit(addressOf(view));
        browser.shown("main h1, .hero h2");
        browser.until("return !document.querySelector('main').hasAttribute('aria-busy')");
        prefer("light");
        assertThat(violations()).as("light").isEmpty();
        prefer("dark");
        assertThat(violations("color-contrast")).as("dark").isEmpty();
        browser.pretend("setDeviceMetricsOverride",
                Map.of("width", 360, "height", 740, "deviceScaleFactor", 1, "mobile", true));
        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
        assertThat(browser.shown(".explore").getDomAttribute("href")).startsWith("./graphiql?query=query+");
    }

    private void prefer(String scheme) {
        browser.pretend("setEmulatedMedia", Map.of("features", List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    private String addressOf(String view) {
        return switch (view) {
            case "item" -> "#/item/" + idOf("Harbour Lights");
            case "person" -> "#/person/" + anonymous().data("{ people(first: 1) { edges { node { id } } } }")
                    .at("/people/edges/0/node/id").asText();
            default -> view;
        };
    }

    /** {@return what axe-core finds, by these of its rules or by all} */
    private List<?> violations(String... rules) throws IOException {
        if (Boolean.FALSE.equals(browser.run("return typeof axe !== 'undefined'"))) {
            browser.driver().executeScript(axe());
        }
        return (List<?>) browser.driver().executeAsyncScript(
                """
                var [rules, done] = arguments;
                axe.run(rules.length > 0 ? { runOnly: rules } : {}).then(found => done(found.violations.map(
                    violation => violation.id + ": " + violation.nodes.map(node => node.html).join(" "))));""",
                List.of(rules));
    }

    private static String axe() throws IOException {
        try (var script = WebBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script, "axe-core").readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void givenAView_whenItsQueryIsOpenedInGraphiQl_thenItRuns() {
        visit("#/item/" + idOf("Harbour Lights"));
        var link = browser.shown(".explore").getDomAttribute("href");

        browser.visit(server.getURI().resolve(link));
        browser.click(".graphiql-execute-button");

        browser.shows(".result-window", "Harbour Lights");
    }

    @Test
    void givenAServerBehindAPath_whenThePageIsOpened_thenItWorksThereToo() throws IOException {
        try (var proxy = new StrippingProxy(server.getURI(), "/media/reel")) {
            browser.visit(proxy.uri());
            browser.shown(".hero h2");
        }
    }

    @Test
    void givenAClosedServer_whenThePageIsOpened_thenItAsksForASignInFirst() {
        var settings = new HashMap<String, Object>(Accounts.SETTINGS);
        settings.putAll(Map.of("reelgraph.data-dir", newFolder("WebBrowserTest").toString(), "micronaut.server.port",
                "-1", "micronaut.server.context-path", "/reel", "reelgraph.demo", "true", "reelgraph.anonymous",
                "none"));
        try (var closed = ApplicationContext.run(EmbeddedServer.class, settings)) {
            browser.visit(URI.create(closed.getContextURI() + "/"));
            browser.shown("main [name=email]").sendKeys(Accounts.ADMIN);
            browser.shown("main [name=password]").sendKeys(Accounts.PASSWORD, Keys.ENTER);

            browser.shown(".hero h2");
            browser.shown("nav a[data-view=imports]");
            browser.driver().navigate().refresh();
            browser.shown(".hero h2");
        }
    }
}
