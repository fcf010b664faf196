package org.reelgraph.imports.formats;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

/** A CSV file whose first line names the columns. */
final class CsvFile implements AutoCloseable {

    private static final int LONGEST = 1 << 20;
    private static final int LONGEST_HEADER = 65_536;
    private static final char MARK = '\uFEFF';
    // How Excel is told the separator, in a line before the columns.
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\uFEFF?\"?sep=([^\"\r])\"?\r?",
            Pattern.CASE_INSENSITIVE);
    // What keeps spreadsheets from taking a text for a formula; CSV exports put one more in front.
    private static final Pattern GUARDED = Pattern.compile("'+[=+\\-@\t\r]");
    // Names that other programs have for a column.
    private static final Map<String, String> ALIASES = Map.of("const", "imdb", "imdbid", "imdb", "tmdbid", "tmdb",
            "tvdbid", "tvdb", "name", "title", "type", "kind", "genre", "genres");
    private static final List<String> NAMES = List.of("kind", "title", "year", "season", "episode", "ratingKey",
            "edition", "imdb", "tmdb", "tvdb", "plex", "musicbrainz", "isbn", "sortTitle", "originalTitle", "summary",
            "tagline", "contentRating", "studio", "rating", "releasedOn", "durationSeconds", "addedAt", "genres",
            "collections", "countries", "labels");

    private final String name;
    private final Reader reader;
    private final Iterator<CsvRecord> rows;
    private final List<String> columns;

    /**
     * A row.
     *
     * @param values by the names of their columns; blank ones are left out
     */
    record Row(int line, Map<String, String> values) {
    }

    CsvFile(SourceFile file) throws IOException, SourceException {
        name = file.name();
        reader = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8.newDecoder()),
                LONGEST_HEADER);
        try {
            var first = firstLine();
            var named = SEPARATOR_LINE.matcher(first);
            var isNamed = named.matches();
            rows = CsvReader.builder().fieldSeparator(isNamed ? named.group(1).charAt(0) : mostFrequent(first))
                    .maxBufferSize(LONGEST).allowMissingFields(true)
                    .allowExtraFields(true)
                    .allowExtraCharsAfterClosingQuote(true).ofCsvRecord(reader)
                    .iterator();
            if (isNamed && hasNext()) {
                rows.next();
            }
            columns = hasNext() ? rows.next().getFields().stream().map(CsvFile::column).toList() : List.of();
        } catch (SourceException | IOException e) {
            reader.close();
            throw e;
        }
    }

    private String firstLine() throws IOException, SourceException {
        reader.mark(LONGEST_HEADER);
        var line = new StringBuilder();
        try {
            for (var next = reader.read(); next >= 0 && next != '\n'; next = reader.read()) {
                line.append((char) next);
            }
            reader.reset();
        } catch (CharacterCodingException e) {
            throw unreadable();
        } catch (IOException e) {
            throw new SourceException(SourceErrors.MALFORMED, name + ": its first line is too long.");
        }
        return line.toString();
    }

    private static char mostFrequent(String line) {
        var counts = new HashMap<Character, Integer>(Map.of(',', 0, ';', 0, '\t', 0));
        line.chars().forEach(sign -> counts.computeIfPresent((char) sign, (any, count) -> count + 1));
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private static String column(String written) {
        var text = !written.isEmpty() && written.charAt(0) == MARK ? written.substring(1) : written;
        var plain = text.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        var meant = ALIASES.getOrDefault(plain, plain);
        return NAMES.stream().filter(known -> known.equalsIgnoreCase(meant)).findFirst().orElse(text.strip());
    }

    /** {@return the names of the columns, as Reelgraph has them} */
    List<String> columns() {
        return columns;
    }

    /**
     * {@return whether there is another row}
     *
     * @throws SourceException if the rest of the file can't be read
     */
    boolean hasNext() throws SourceException {
        try {
            return rows.hasNext();
        } catch (CsvParseException e) {
            throw broken(e);
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException ? unreadable() : broken(e);
        }
    }

    // Where a row ends is unknown then, and so is what follows.
    private SourceException broken(RuntimeException failure) {
        var cause = failure.getCause() == null ? "" : " (" + failure.getCause().getMessage() + ")";
        return new SourceException(SourceErrors.MALFORMED, name + ": " + failure.getMessage() + cause
                + ". What follows isn't read.");
    }

    private SourceException unreadable() {
        return new SourceException(SourceErrors.MALFORMED, name + ": it isn't text in UTF-8.");
    }

    /** {@return the next row} */
    Row next() throws NoSuchElementException {
        var row = rows.next();
        var values = new LinkedHashMap<String, String>();
        for (var i = 0; i < row.getFieldCount(); i++) {
            if (!row.getField(i).isBlank()) {
                values.putIfAbsent(i < columns.size() ? columns.get(i) : "column " + (i + 1),
                        unguarded(row.getField(i)));
            }
        }
        return new Row((int) row.getStartingLineNumber(), values);
    }

    private static String unguarded(String cell) {
        return GUARDED.matcher(cell).lookingAt() ? cell.substring(1) : cell;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
