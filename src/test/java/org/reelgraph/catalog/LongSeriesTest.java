package org.reelgraph.catalog;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.LargeLibrary;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;

import static org.assertj.core.api.Assertions.assertThat;

/** Series as long as they come: the whole of one in one request. */
class LongSeriesTest extends ServerTest {

    @Inject
    StatementCounter counter;

    @BeforeAll
    void fill() throws IOException {
        Files.createDirectories(folder().resolve("import"));
        LargeLibrary.write(folder().resolve("import/long.jsonl"), 2, 0);
        new Jobs(client(), folder()).run("long.jsonl");
    }

    @Test
    void givenElevenHundredEpisodesWithACastOfTwentyEach_whenAllIsAsked_thenFourStatementsGiveIt() {
        counter.reset();
        var series = anonymous()
                .data("""
                      { media(by: {ratingKey: "large-0"}) { title ... on Series { seasons { number episodes {
                        code title cast { character person { name } } } } } } }""");

        assertThat(series.findValues("code")).hasSize(1_100);
        assertThat(series.findValues("character")).hasSize(22_000);
        assertThat(counter.statements()).hasSize(4);
    }

    @Test
    void givenSeventyTwoSeasons_whenAllIsAsked_thenFiveStatementsGiveIt() {
        counter.reset();
        var series = anonymous()
                .data("""
                      { media(by: {ratingKey: "large-1"}) { title ... on Series { seasons { number episodes {
                        code title cast { character person { name } } } } } } }""");

        assertThat(series.findValues("number")).hasSize(72);
        assertThat(series.findValues("code")).hasSize(720);
        // The episodes have no cast of their own: the series' is one statement more.
        assertThat(counter.statements()).hasSize(5);
    }
}
