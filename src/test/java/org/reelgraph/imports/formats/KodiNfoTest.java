package org.reelgraph.imports.formats;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.images.Picture;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

class KodiNfoTest {

    private static final String SHOW = """
                                       <?xml version="1.0" encoding="UTF-8" standalone="yes" ?>
                                       <tvshow>
                                           <title>Harbour Lights</title>
                                           <originaltitle>Hafenlichter</originaltitle>
                                           <ratings>
                                               <rating name="imdb" max="10"><value>7.1</value><votes>12</votes></rating>
                                               <rating name="tvdb" max="5" default="true"><value>4</value></rating>
                                           </ratings>
                                           <season>-1</season><episode>2</episode>
                                           <plot>Two pilots &amp; a fog.</plot>
                                           <mpaa>de/12</mpaa>
                                           <uniqueid type="tvdb" default="true">9901</uniqueid>
                                           <uniqueid type="imdb">tt9900001</uniqueid>
                                           <uniqueid type="tvmaze">12</uniqueid>
                                           <genre>Drama / Crime</genre><genre>Sea</genre>
                                           <tag>kids</tag>
                                           <premiered>2019-09-05</premiered><year>2019</year>
                                           <studio>Nordlicht Film</studio>
                                           <actor><name>Jonas Feld</name><role></role><order>1</order></actor>
                                           <actor><name>Ada Winter</name><role>Marit</role><order>0</order><thumb>https://example.org/a.jpg</thumb></actor>
                                           <namedseason number="1">The first winter</namedseason>
                                           <thumb aspect="poster">https://example.org/p.jpg</thumb>
                                           <fanart><thumb>https://example.org/f.jpg</thumb></fanart>
                                           <dateadded>2026-01-04 20:15:00</dateadded>
                                           <trailer></trailer>
                                       </tvshow>
                                       """;
    private static final String EPISODES = """
                                           <episodedetails>
                                             <title>The Tug</title><season>1</season><episode>1</episode>
                                             <aired>2019-09-05</aired><runtime>47</runtime>
                                             <director>Mara Holm</director><credits>Ole Brandt / Ida Rask</credits>
                                           </episodedetails>
                                           <episodedetails><title>The Rope</title></episodedetails>
                                           https://www.thetvdb.com/?tab=episode&id=55&x=1
                                           """;

    @TempDir
    private Path folder;

    private MediaRecord only() throws SourceException {
        var records = new Reads(folder).all("KODI_NFO");
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().errors()).isEmpty();
        return records.getFirst().media();
    }

    @Test
    void givenASeries_whenRead_thenItsFilesAreOneRecord_andPicturesBesideThemAreItsImages() throws SourceException {
        new Reads(folder).file("Harbour Lights/tvshow.nfo", SHOW).file("Harbour Lights/poster.jpg", "")
                .file("Harbour Lights/season01-poster.png", "")
                .file("Harbour Lights/Season 1/x S01E01E02.nfo", EPISODES)
                .file("Harbour Lights/Season 1/x S01E01E02-thumb.jpg", "")
                .file("Harbour Lights/Specials/extra.nfo", "<episodedetails><title>Reel</title></episodedetails>")
                .file("Harbour Lights/Specials/season.nfo",
                        "<season><seasonnumber>0</seasonnumber><title>Extras</title></season>");

        var series = only();

        assertThat(series.title().value()).isEqualTo("Harbour Lights");
        assertThat(series.rating().value()).isEqualTo(8);
        assertThat(series.summary().value()).isEqualTo("Two pilots & a fog.");
        assertThat(series.externalIds().tvdb().value()).isEqualTo("9901");
        assertThat(series.externalIds().imdb().value()).isEqualTo("tt9900001");
        assertThat(series.metadata().value()).isEqualTo("{\"uniqueid\":{\"tvmaze\":\"12\"}}");
        assertThat(series.tags().get(TagKind.GENRE).value()).containsExactly("Drama", "Crime", "Sea");
        assertThat(series.tags().get(TagKind.LABEL).value()).containsExactly("kids");
        assertThat(series.releasedOn().value()).hasToString("2019-09-05");
        assertThat(series.addedAt().value()).hasToString("2026-01-04T20:15:00Z");
        assertThat(series.credits().get(CreditRole.CAST).value()).extracting(credit -> credit.person().name(),
                MediaRecord.CreditRecord::character,
                credit -> credit.person().pictures().stream().map(Picture::path).toList())
                .containsExactly(tuple("Ada Winter", "Marit", List.of("https://example.org/a.jpg")),
                        tuple("Jonas Feld", null, List.of()));
        assertThat(series.images().value().images()).extracting(image -> image.kind() + " " + image.path())
                .containsExactly("POSTER Harbour Lights/poster.jpg", "BACKDROP https://example.org/f.jpg");
        assertThat(series.images().value().kinds()).containsExactlyInAnyOrder(ImageKind.POSTER, ImageKind.BACKDROP);
        assertThat(series.seasonList()).extracting(MediaRecord.SeasonRecord::number, season -> season.title().value())
                .containsExactly(tuple(0, "Extras"),
                        tuple(1, "The first winter"));
        assertThat(series.seasonList().getLast().images().value().images().getFirst().path())
                .isEqualTo("Harbour Lights/season01-poster.png");
        var episodes = series.seasonList().getLast().episodeList();
        assertThat(episodes).extracting(EpisodeRecord::number).containsExactly(1, 2);
        assertThat(episodes.getFirst().duration().value().seconds()).isEqualTo(2820);
        assertThat(episodes.getFirst().credits().get(CreditRole.CREW).value()).extracting(MediaRecord.CreditRecord::job)
                .containsExactly("Director", "Writer", "Writer");
        assertThat(episodes.getFirst().images().value().images().getFirst().kind()).isEqualTo(ImageKind.STILL);
        assertThat(series.seasonList().getFirst().episodeList()).extracting(EpisodeRecord::number)
                .containsExactly((Integer) null);
    }

    @Test
    void givenMovies_whenRead_thenEachFileIsOne_andAnAddressBehindTheElementsIsAnId() throws SourceException {
        new Reads(folder)
                .file("Low Tide (2021)/movie.nfo", """
                                                   <movie><title>Low Tide</title><runtime>98 min</runtime>
                                                     <set><name>Tides</name><overview>o</overview></set>
                                                     <id>tt9900002</id></movie>
                                                   https://www.themoviedb.org/movie/4711-low-tide?language=de&x=1
                                                   """)
                .file("Low Tide (2021)/fanart.jpg", "")
                .file("Flat/Ebb (1999).nfo", "https://www.imdb.com/title/tt9900003/")
                .file("Flat/Ebb (1999)-poster.jpg", "");

        var records = new Reads(folder).all("KODI_NFO");

        assertThat(records).extracting(record -> record.media().title().value() + " " + record.media().year().value()
                + " " + record.media().externalIds().imdb().value() + " "
                + record.media().images().value().images().getFirst().path())
                .containsExactly("Ebb 1999 tt9900003 Flat/Ebb (1999)-poster.jpg",
                        "Low Tide null tt9900002 Low Tide (2021)/fanart.jpg");
        var tide = records.getLast().media();
        assertThat(tide.duration().value().seconds()).isEqualTo(5880);
        assertThat(tide.externalIds().tmdb().value()).isEqualTo("4711");
        assertThat(tide.tags().get(TagKind.COLLECTION).value()).containsExactly("Tides");
    }

    @Test
    void givenEntitiesAndDocumentTypes_whenRead_thenNothingOutsideOfTheFileIsRead() throws SourceException {
        new Reads(folder).file("secret.txt", "secret")
                .file("a.nfo", "<!DOCTYPE movie [<!ENTITY x SYSTEM \"secret.txt\">]><movie><title>&x;</title></movie>")
                .file("b.nfo", "<movie><title>A&x;B</title></movie>")
                .file("c.nfo", "<?xml version=\"1.0\"?><!DOCTYPE movie><movie><title>Fine</title></movie>");

        var records = new Reads(folder).all("KODI_NFO");

        assertThat(records.toString()).doesNotContain("secret");
        assertThat(records).extracting(SourceRecord::isSound).containsExactly(false, false, true);
        assertThat(records.getFirst().errors().getFirst().code()).isEqualTo(SourceErrors.MALFORMED);
    }

    @Test
    void givenFaultyFiles_whenRead_thenTheRestIsRead_andTheyAreNamed() throws SourceException {
        new Reads(folder).file("Show/tvshow.nfo", "<tvshow><title>S</title><year>0</year></tvshow>")
                .file("Show/S01E01.nfo", "<episodedetails><title>One</title></episodedetails>")
                .file("Show/S01E02.nfo", "<episodedetails><title>Two</episodedetails>")
                .file("Show/none.nfo", "<episodedetails><title>Nowhere</title></episodedetails>")
                .file("artist.nfo", "<artist><name>A</name></artist>")
                .file("latin.nfo", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><movie><title>Küste</title></movie>"
                        .getBytes(StandardCharsets.ISO_8859_1))
                .file("deep.nfo", "<movie>" + "<a>".repeat(50) + "</movie>")
                .file("utf8.nfo", "<movie><title>K\u00fcste</title></movie>".getBytes(StandardCharsets.ISO_8859_1));

        var records = new Reads(folder).all("KODI_NFO");

        var byFile = records.stream().collect(Collectors.toMap(record -> record.origin().file(),
                record -> record));
        assertThat(byFile.get("latin.nfo").media().title().value()).isEqualTo("Küste");
        for (var name : Map.of("artist.nfo", "It describes a 'artist'", "deep.nfo", "nested more than", "utf8.nfo",
                "isn't text in UTF-8").entrySet()) {
            assertThat(byFile.get(name.getKey()).errors().getFirst().message()).contains(name.getValue());
        }
        var show = byFile.get("Show/tvshow.nfo");
        assertThat(show.media().seasonList().getFirst().episodeList()).hasSize(1);
        assertThat(show.notices()).extracting(notice -> notice.code() + " " + notice.path())
                .containsExactlyInAnyOrder("LEFT_OUT [Show/S01E02.nfo]", "LEFT_OUT [Show/none.nfo]",
                        "VALUE_DROPPED [year]");
    }

    @Test
    void givenFolders_whenLocated_thenTheFormatIsRecognised() throws SourceException {
        new Reads(folder).file("a/b/movie.nfo", "<movie><title>T</title></movie>");

        assertThat(new FormatReaders(List.of(new KodiNfo(), new JsonLines()))
                .locate(ImportSource.anywhere(folder, folder), null).format()).isEqualTo("KODI_NFO");
    }
}
