package org.reelgraph.imports.formats;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.tags.TagKind;

import static org.assertj.core.api.Assertions.assertThat;

class CsvTest {

    @TempDir
    private Path folder;

    @Test
    void givenATable_whenRead_thenRowsBelowASeriesArePartsOfIt() throws SourceException {
        new Reads(folder).file("a.csv", """
                                        \uFEFFKind;Title;Year;Season;Episode;IMDb ID;genres;releasedOn;Shelf
                                        series;Harbour Lights;2019;;;tt9900001;"Drama; Crime";;
                                        SEASON;First;;1;;;;;
                                        EPISODE;"The ""Tug""
                                        and the rope";;1;1;;;2019-09-05;
                                        ;;;;;;;;
                                        ;Low Tide;2021;;;;;;B 2
                                        """);

        var records = new Reads(folder).all("CSV");

        var series = records.getFirst().media();
        assertThat(series.externalIds().imdb().value()).isEqualTo("tt9900001");
        assertThat(series.tags().get(TagKind.GENRE).value()).containsExactly("Drama", "Crime");
        assertThat(series.seasonList()).hasSize(1);
        assertThat(series.seasonList().getFirst().title().value()).isEqualTo("First");
        var episode = series.seasonList().getFirst().episodeList().getFirst();
        assertThat(episode.title().value()).isEqualTo("The \"Tug\"\nand the rope");
        assertThat(episode.airedOn().value()).hasToString("2019-09-05");
        var movie = records.getLast();
        assertThat(movie.media().kind()).isEqualTo(MediaKind.MOVIE);
        assertThat(movie.media().metadata().value()).isEqualTo("{\"Shelf\":\"B 2\"}");
        assertThat(movie.notices()).extracting(notice -> notice.code().name()).containsExactly("UNKNOWN_FIELDS");
        assertThat(movie.origin().line()).isEqualTo(7);
    }

    @Test
    void givenALineThatNamesTheSeparator_whenRead_thenTheColumnsFollowIt() throws SourceException {
        for (var line : List.of("sep=;", "\uFEFFSEP=;\r", "\"sep=;\"")) {
            new Reads(folder).file("a.csv", line + "\ntitle;summary,,,,\nLow Tide;A, b, c");

            var movie = new Reads(folder).all("CSV").getFirst();

            assertThat(movie.media().title().value()).isEqualTo("Low Tide");
            assertThat(movie.origin().line()).isEqualTo(3);
        }
    }

    @Test
    void givenTextsGuardedAgainstSpreadsheets_whenRead_thenTheyAreAsBefore() throws SourceException {
        new Reads(folder).file("a.csv", "title\n'=1+1\n''-x\n'Salem's Lot\n-9\n'\n");

        assertThat(Reads.titles(new Reads(folder).all("CSV"))).containsExactly("=1+1", "'-x", "'Salem's Lot", "-9",
                "'");
    }

    @Test
    void givenFaultyRows_whenRead_thenTheyFailAlone() throws SourceException {
        new Reads(folder).file("a.csv", """
                                        kind,title,year
                                        EPISODE,Lost,
                                        SONG,Shanty,
                                        MOVIE,Fine,0
                                        """);

        var records = new Reads(folder).all("CSV");

        assertThat(records).extracting(SourceRecord::isSound).containsExactly(false, false, true);
        assertThat(records.getFirst().errors().getFirst().message()).contains("after the row of its series");
        assertThat(records.get(1).errors().getFirst().message()).contains("not 'SONG'");
        assertThat(records.get(2).notices()).extracting(notice -> notice.path().toString()).containsExactly("[year]");
    }

    @Test
    void givenRowsOfOtherLengthsAndStrayQuotes_whenRead_thenEachIsReadAsFarAsItGoes() throws SourceException {
        new Reads(folder).file("a.csv", """
                                        title,year
                                        Short
                                        Long,2001,x
                                        "Quoted" here,2002
                                        Last,2003
                                        """);

        assertThat(new Reads(folder).all("CSV")).extracting(record -> record.media().title().value())
                .containsExactly("Short", "Long", "Quoted here", "Last");
    }

    @Test
    void givenAQuoteThatIsNeverClosed_whenRead_thenTheErrorSaysThatTheRestIsNotRead() throws SourceException {
        new Reads(folder).file("a.csv", "title,year\nFirst,2000\n\"" + "x".repeat(1_100_000));

        var records = new Reads(folder).all("CSV");

        assertThat(records.getFirst().media().title().value()).isEqualTo("First");
        assertThat(records.getLast().errors().getFirst().message()).contains("a.csv").contains("line 3")
                .endsWith("What follows isn't read.");
    }

    @Test
    void givenOtherText_whenRead_thenItIsSaid() throws SourceException {
        new Reads(folder).file("a.csv", "title\nK\u00fcste\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(new Reads(folder).all("CSV").getLast().errors().getFirst().message())
                .contains("isn't text in UTF-8");
        assertThat(new Reads(folder.resolve("b")).file("b.csv", "name of it,year\n").refusal("CSV"))
                .contains("has to name the columns");
    }
}
