package org.reelgraph.web;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseIndependent
class WebPageTest extends ServerTest {

    private static final Pattern PART = Pattern.compile("(?:src|href)=\"\\./(web/[^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|export) .*\"(\\.[^\"]+)\";$");

    @Test
    void givenTheServersAddress_whenOpened_thenItIsAPageThatMayDoLittle() {
        var page = anonymous().get("/", "accept", "text/html,*/*;q=0.8");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().allValues("content-security-policy")).containsExactly(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(page.body()).doesNotContainPattern("(src|href)=\"(https?:)?//|style=|<style|onclick");
    }

    @Test
    void givenThePage_whenAllThatItNamesIsRead_thenItIsThere_andNothingElseIsNamed() {
        for (var path : parts()) {
            var part = anonymous().get(path);
            assertThat(part.statusCode()).as(path).isEqualTo(200);
            assertThat(part.body()).as(path).doesNotContainPattern("(from|import|url)\\W+https?:");
        }
    }

    private Set<String> parts() {
        var known = new TreeSet<String>();
        var unread = new ArrayDeque<String>();
        PART.matcher(anonymous().get("/").body()).results().forEach(part -> unread.add("/" + part.group(1)));
        while (!unread.isEmpty()) {
            var path = unread.remove();
            if (known.add(path) && path.endsWith(".js")) {
                IMPORT.matcher(anonymous().get(path).body()).results()
                        .forEach(named -> unread.add(URI.create(path).resolve(named.group(1)).toString()));
            }
        }
        assertThat(known).contains("/web/main.js", "/web/views/home.js", "/web/texts/de.js", "/web/base.css");
        return known;
    }

    @ParameterizedTest
    @CsvSource({"/, text/html", "/web/main.js, text/javascript", "/web/base.css, text/css",
            "/web/icon.svg, image/svg+xml", "/web/views/home.js, text/javascript"})
    void givenAFileThatIsKnown_whenAskedWhetherItHasChanged_thenItHasNot(String path, String type) {
        var file = anonymous().get(path);
        assertThat(file.headers().firstValue("content-type").orElse("")).startsWith(type);
        var tag = file.headers().firstValue("etag").orElseThrow();

        var again = anonymous().get(path, "if-none-match", "\"another\", " + tag);
        var changed = anonymous().get(path, "if-none-match", "W/\"another\"");
        var head = anonymous().send(anonymous().request(path).HEAD());

        assertThat(List.of(again.statusCode(), changed.statusCode(), head.statusCode())).containsExactly(304, 200, 200);
        assertThat(List.of(again, changed, head)).map(HttpResponse::headers)
                .allMatch(headers -> headers.firstValue("etag").orElseThrow().equals(tag));
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/web", "/web/", "/web/views", "/web/views/", "/web/nothing.js",
            "/web/../application.yml", "/web/..%2fapplication.yml", "/web/%2e%2e/application.yml",
            "/web/..%5capplication.yml", "/web/main.js%00.css", "/web/package-info.class", "/web//etc/passwd"})
    void givenAnyOtherAddress_whenAsked_thenThereIsNothing(String path) {
        assertThat(anonymous().get(path).statusCode()).isEqualTo(404);
    }
}
