package org.reelgraph.catalog.ids;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The schemes of external ids. Each has one canonical form, in which ids are stored and compared. */
public enum ExternalIdScheme {

    /** IMDb: {@code tt0903747} for titles, {@code nm0186505} for people. */
    IMDB("(?i:tt|nm)\\d+", "(?i)imdb\\S*?[:/]((?:tt|nm)\\d+)(?!\\d|/\\d)", ExternalIdScheme::lowerCase),
    /** The Movie Database: a number, of a space of its own for movies, series and people. */
    TMDB("\\d+",
            "(?i)(?:tmdb|themoviedb):(?://)?(\\d+)(?![\\d/])|themoviedb\\.org/(?:\\w\\w(?:-\\w\\w)?/)?(?:movie|tv|person)/(\\d+)(?!\\d|\\S*/season/)",
            ExternalIdScheme::withoutLeadingZeros),
    /** TheTVDB: a number. */
    TVDB("\\d+", "(?i)(?:the)?tvdb:(?://)?(\\d+)(?![\\d/])|thetvdb\\.com/\\S*?(?:[?&]id=|dereferrer/\\w+/)(\\d+)",
            ExternalIdScheme::withoutLeadingZeros),
    /** Plex' own guid, such as {@code plex://show/5d9c086c46115600200aa2fe}. */
    PLEX("(?i:plex://)\\S+", "(?i)(plex://[^\\s?#]+)", ExternalIdScheme::plexGuid),
    /** MusicBrainz: a UUID. */
    MUSICBRAINZ("[0-9a-fA-F-]{36}", "(?i)(?:mbid:(?://)?|musicbrainz\\S*?[:/])([0-9a-f-]{36})",
            text -> MusicBrainzId.of(text).uuid()),
    /** ISBN: 13 digits, also where the source writes 10. */
    ISBN("[\\dXx\\s\\p{Pd}]+", "(?i)(?:urn:)?isbn(?:-1[03])?[:\\s]*(?://)?\\s*([\\dx\\s\\p{Pd}]+)",
            text -> Isbn.of(text).digits());

    // The Movie Database's addresses have the title behind the number.
    // No address is longer. In a text of a million characters an id could begin at each of them, and looking for it
    // take minutes.
    private static final int LONGEST = 2_000;
    private static final int LONGEST_ID = 1_000;
    private static final Pattern SLUG = Pattern.compile("(\\d+)-\\D.*");

    private final Pattern bare;
    private final Pattern inText;
    private final UnaryOperator<String> form;

    /**
     * @param bare   the id alone
     * @param within the id in a URL or guid, as its only group that matches
     * @param form   makes the canonical form of the id alone
     */
    ExternalIdScheme(String bare, String within, UnaryOperator<String> form) {
        this.bare = Pattern.compile(bare);
        this.inText = Pattern.compile(within);
        this.form = form;
    }

    /**
     * {@return the id in its canonical form, whether it is written alone, as a guid or as a URL of the scheme's site; a
     * text of another form is kept as it is, except where the scheme has a check digit or a fixed form}
     *
     * @throws IllegalArgumentException where the text is no id of this scheme, with the reason
     */
    public String canonical(String written) {
        var text = written.strip();
        if (this == PLEX) {
            return within(text).map(form).orElse(text);
        }
        if (bare.matcher(text).matches()) {
            return form.apply(text);
        }
        return within(text).map(form).orElseGet(() -> unknownForm(text));
    }

    /** {@return what the schema calls a field that holds such an id} */
    public String fieldName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the canonical id that a guid or URL of this scheme holds; nothing where it is of another scheme, or longer
     * than an id may be}
     */
    Optional<String> canonicalWithin(String text) {
        return within(text).map(form).filter(id -> id.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ID);
    }

    /** {@return what a guid or URL of this scheme holds, as it is written; nothing where it is of another scheme} */
    Optional<String> within(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var matcher = inText.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        for (var group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return Optional.of(matcher.group(group));
            }
        }
        return Optional.empty();
    }

    private String unknownForm(String text) {
        if (text.contains("://")) {
            throw new IllegalArgumentException(
                    "'" + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…")
                            + "' isn't an id of " + name() + ".");
        }
        var slug = SLUG.matcher(text);
        if (this == TMDB && slug.matches()) {
            return form.apply(slug.group(1));
        }
        return this == MUSICBRAINZ || this == ISBN ? form.apply(text) : text;
    }

    private static String plexGuid(String guid) {
        return guid.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    }

    private static String lowerCase(String id) {
        return id.substring(0, 2).toLowerCase(Locale.ROOT) + id.substring(2);
    }

    private static String withoutLeadingZeros(String digits) {
        return digits.replaceFirst("^0+(?=\\d)", "");
    }
}
