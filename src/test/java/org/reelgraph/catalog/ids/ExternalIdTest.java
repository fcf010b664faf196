package org.reelgraph.catalog.ids;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExternalIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"imdb", "tvdb:", "tmdb", "themoviedb.org/", "thetvdb.com/", "musicbrainz", "isbn",
            "plex://",
            "/", "0", "1 ", " "})
    @Timeout(60)
    void givenAVeryLongText_whenReadAsAnId_thenItIsNotLookedThroughFromEachOfItsPlaces(String part) {
        var text = "x" + part.repeat(1_000_000 / part.length()) + "!";

        for (var scheme : ExternalIdScheme.values()) {
            if (text.contains("://") && scheme != ExternalIdScheme.PLEX) {
                assertThatThrownBy(() -> scheme.canonical(text)).isInstanceOf(IllegalArgumentException.class);
            } else {
                assertThat(canonical(scheme, text)).isIn(text, "none");
            }
        }
    }

    private static String canonical(ExternalIdScheme scheme, String text) {
        try {
            return scheme.canonical(text);
        } catch (IllegalArgumentException e) {
            return "none";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "0.0", "-1", "-", " ", "N/A", "n/a", "none", "None", "NULL", "undefined",
            "unknown",
            "NaN", "tt0", "tt0000000", "TT0000000", "nm0000000", "tmdb://0", "tvdb://", "imdb://tt0000000",
            "imdb://N/A",
            "com.plexapp.agents.none://xn--d0b-5a?lang=en", "tv.plex.agents.none://1", "local://1001",
            "com.plexapp.agents.themoviedb://0?lang=de", "00000000-0000-0000-0000-000000000000", "0000000000",
            "978-0-00-000000-2", "000000000X", "tt", "https://www.imdb.com/title/tt0000000/",
            "https://m.imdb.com/name/nm0000000/?ref_=x", "https://www.themoviedb.org/movie/0",
            "https://www.themoviedb.org/person/0-none", "https://thetvdb.com/?tab=series&id=0", "plex://movie/",
            "plex://episode/000000000000000000000000",
            "https://musicbrainz.org/release/00000000-0000-0000-0000-000000000000"})
    void givenAValueThatIdentifiesNothing_whenLookedAt_thenItIsAPlaceholder(String text) {
        assertThat(ExternalId.isPlaceholder(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "100", "tt0000001", "nm0000100", "tmdb://10", "plex://movie/00a0", "9783161484100",
            "https://www.imdb.com/title/tt0000010/", "https://www.themoviedb.org/movie/10-0",
            "080442957X", "none-such", "0f6a3c1e-5b7d-4e21-9a48-2c6d8e0b1f35"})
    void givenAnId_whenLookedAt_thenItIsNoPlaceholder(String text) {
        assertThat(ExternalId.isPlaceholder(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"IMDB,TT9900001,tt9900001", "IMDB,imdb://tt9900001,tt9900001", "IMDB,imdb:tt9900001,tt9900001",
            "IMDB,https://www.imdb.com/title/tt9900001/?ref_=nv,tt9900001",
            "IMDB,https://m.imdb.com/name/NM9900001,nm9900001",
            "IMDB,https://www.imdb.com/de/title/tt9900001/fullcredits,tt9900001",
            "IMDB,com.plexapp.agents.imdb://tt9900001?lang=en,tt9900001", "IMDB,tt-any,tt-any", //
            "TMDB,0603,603", "TMDB,tmdb://603,603", "TMDB,https://www.themoviedb.org/movie/603-a-title?language=de,603",
            "TMDB,603-a-title,603", "TMDB,' 603 ',603", "TMDB,https://www.themoviedb.org/tv/1396,1396",
            "TMDB,com.plexapp.agents.themoviedb://603?lang=en,603", //
            "TVDB,81189,81189", "TVDB,thetvdb://81189,81189", "TVDB,https://thetvdb.com/?tab=series&id=81189,81189",
            "TVDB,https://www.thetvdb.com/dereferrer/series/81189,81189",
            "TVDB,com.plexapp.agents.thetvdb://81189?lang=en,81189", //
            "PLEX,PLEX://movie/5D77/,plex://movie/5d77", "PLEX,plex://movie/5d77?lang=en,plex://movie/5d77", //
            "MUSICBRAINZ,0F6A3C1E-5B7D-4E21-9A48-2C6D8E0B1F35,0f6a3c1e-5b7d-4e21-9a48-2c6d8e0b1f35",
            "MUSICBRAINZ,https://musicbrainz.org/release/0f6a3c1e-5b7d-4e21-9a48-2c6d8e0b1f35,0f6a3c1e-5b7d-4e21-9a48-2c6d8e0b1f35",
            "MUSICBRAINZ,mbid://0f6a3c1e-5b7d-4e21-9a48-2c6d8e0b1f35,0f6a3c1e-5b7d-4e21-9a48-2c6d8e0b1f35", //
            "ISBN,979-9-9999-9001-0,9799999990010", "ISBN,080442957x,9780804429573",
            "ISBN,ISBN 0-8044-2957-X,9780804429573",
            "ISBN,urn:isbn:9799999990010,9799999990010", "ISBN,ISBN-13: 979-9-9999-9001-0,9799999990010"})
    void givenASpellingOfAnId_whenMadeCanonical_thenItIsTheOneThatIsStored(ExternalIdScheme scheme, String text,
            String canonical) {
        assertThat(scheme.canonical(text)).isEqualTo(canonical);
        assertThat(scheme.canonical(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({"IMDB,tmdb://603", "TMDB,https://www.imdb.com/title/tt9900001",
            "TVDB,com.plexapp.agents.thetvdb://81189/1/2",
            "MUSICBRAINZ,none-such", "ISBN,979-9-9999-9001-1"})
    void givenATextOfAnotherScheme_whenMadeCanonical_thenItIsRefused(ExternalIdScheme scheme, String text) {
        assertThatThrownBy(() -> scheme.canonical(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"plex://show/5d9c,PLEX,plex://show/5d9c", "imdb://tt9900001,IMDB,tt9900001", "tmdb://603,TMDB,603",
            "com.plexapp.agents.imdb://tt9900001?lang=en,IMDB,tt9900001",
            "com.plexapp.agents.thetvdb://81189?lang=en,TVDB,81189",
            "com.plexapp.agents.hama://tvdb-81189?lang=en,TVDB,81189",
            "mbid://0F6A3C1E-5B7D-4E21-9A48-2C6D8E0B1F35,MUSICBRAINZ,"
                    + "0f6a3c1e-5b7d-4e21-9a48-2c6d8e0b1f35"})
    void givenAGuid_whenRead_thenSchemeAndIdAreKnown(String guid, ExternalIdScheme scheme, String id) {
        assertThat(ExternalId.ofGuid(guid)).contains(new ExternalId(scheme, id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local://1001", "com.plexapp.agents.thetvdb://81189/1/2?lang=en",
            "com.plexapp.agents.imdb://tt9900001/1/2?lang=en", "com.plexapp.agents.hama://anidb-17?lang=en", "tmdb://0",
            "https://www.themoviedb.org/tv/1396-a-title/season/1", "anything"})
    void givenAGuidThatIdentifiesNoItem_whenRead_thenThereIsNoId(String guid) {
        assertThat(ExternalId.ofGuid(guid)).isEmpty();
    }

    @Test
    void givenTheGuidOfAnotherScheme_whenMadeCanonical_thenTheMessageNamesTheText() {
        assertThatThrownBy(() -> ExternalIdScheme.IMDB.canonical("tmdb://603"))
                .hasMessage("'tmdb://603' isn't an id of IMDB.");
    }
}
