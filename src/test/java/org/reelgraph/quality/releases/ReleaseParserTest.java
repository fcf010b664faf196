package org.reelgraph.quality.releases;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReleaseParserTest {

    private static final int SHORT = 3_000;
    private static final int LONG = 10 * SHORT;
    // If the work grew with the square of the length, it would be 100 times as much.
    private static final int MOST_GROWTH = 40;

    private final ReleaseParser parser = new ReleaseParser();

    static Stream<Arguments> names() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/releases.tsv")).stream()
                .map(line -> line.split("\t", -1)).map(columns -> Arguments.of(columns[0], columns[1]));
    }

    @Test
    void givenTheTableOfNames_whenCounted_thenThereAre300() throws IOException {
        assertThat(names().map(row -> row.get()[0]).distinct()).hasSize(300);
    }

    @ParameterizedTest
    @MethodSource("names")
    void givenANameOfTheTable_whenRead_thenItSaysWhatTheTableSays(String name, String expected) {
        assertThat(described(parser.parse(name))).isEqualTo(expected);
    }

    private static String described(Release release) {
        var parts = new ArrayList<String>();
        add(parts, "title", release.title());
        add(parts, "year", release.year());
        add(parts, "res", release.resolution());
        add(parts, "source", release.source());
        add(parts, "codec", release.videoCodec());
        add(parts, "hdr", joined(release.hdrFormats()));
        add(parts, "audio", joined(release.audioFormats()));
        add(parts, "ch", release.audioChannels());
        add(parts, "group", release.group());
        add(parts, "seasons", ranges(release.seasons()));
        add(parts, "episodes", ranges(release.episodes()));
        add(parts, "abs", ranges(release.absoluteEpisodes()));
        add(parts, "day", release.airDate());
        addIf(parts, "whole", release.wholeSeasons());
        add(parts, "editions", joined(release.editions()));
        add(parts, "lang", joined(release.languages()));
        addIf(parts, "multi", release.multipleLanguages());
        add(parts, "service", release.streamingService());
        addIf(parts, "proper", release.proper());
        addIf(parts, "repack", release.repack());
        add(parts, "version", release.version() == 1 ? null : (Integer) release.version());
        addIf(parts, "3d", release.stereoscopic());
        addIf(parts, "sample", release.sample());
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            parts.add(name + "=" + value);
        }
    }

    private static void addIf(List<String> parts, String name, boolean holds) {
        if (holds) {
            parts.add(name);
        }
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static String ranges(List<Integer> numbers) {
        var ranges = new ArrayList<String>();
        for (var i = 0; i < numbers.size();) {
            var last = i;
            while (last + 1 < numbers.size() && numbers.get(last + 1) == numbers.get(last) + 1) {
                last++;
            }
            ranges.add(i == last ? numbers.get(i).toString() : numbers.get(i) + "-" + numbers.get(last));
            i = last + 1;
        }
        return String.join(",", ranges);
    }

    @ParameterizedTest
    @CsvSource({"Salt.Road.2020.2160p.WEB,2160p", "Salt.Road.2020.1080i.HDTV,1080p", "Salt.Road.2020.576p,480p",
            "Salt.Road.2020.540p,480p", "Salt.Road.2020.DVDRip,480p", "Salt.Road.2020.SDTV,480p",
            "Salt.Road.2020.XviD,480p", "Salt.Road.2020.SD,480p", "Salt.Road.2020.UHD.BluRay,2160p",
            "Salt.Road.2020.1080p.UHD.BluRay,1080p", "Salt.Road.2020.DVDRip.720p,720p", "Salt.Road.2020.4320p,4320p",
            "Salt.Road.2020.1920x800,1080p", "Salt.Road.2020.WEB-DL,", "Salt.Road,"})
    void givenAName_whenRead_thenItTellsTheQualityOrNone(String name, @Nullable String quality) {
        assertThat(parser.parse(name).quality().orElse(null)).isEqualTo(quality);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "-", "[", "]", "((((", "[]", "[] - 01", "-.-.-", "S", "E", "x", "-GRP", "[G]",
            "[G] - 1", "[a.b.c.d.e.f.g.h", "2024", "2024.02.30", "99.99.2024", "S99999E1", "S01E99999", "1x", "x1",
            "www", "www.a.com", "sample-", "sample", "\u0130.\u0130.DDP5.1", "\uD800.2020", "S01E02-E01", "S05-S01",
            "Season", "Season.999", "Ep", "4K", "\u0000", "[G] T - 99999", "[G] T - 1-0", "720p-GRP", "9999x9999"})
    void givenAnOddName_whenRead_thenItIsReadWithoutAnError(String name) {
        assertThat(parser.parse(name).version()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"S01E01-", "S01E01E02", "S01-", "s1.", "1x05-", "1x05x06", "e01-", "e01+e02", "season 1 ",
            "season 1 to ", "2024.05.", "(2019)", "1999.", "german.", "x264.", "dts.hd.", "5.1.", "- 01 ", "[a]", "[",
            "(((", "a.", "a", " ", "--", "1 ", "ddp5.1", "proper.", "a-b-", "s.h.i.e.l.d.", "0", "+", "S01E01-E500-"})
    void givenAHostileNameOfAnyLength_whenRead_thenTheWorkGrowsAsTheLengthDoes(String part) {
        var alone = part.repeat(LONG / part.length() + 1);
        var asAnime = "[G] T" + alone;
        for (var name : List.of(alone, asAnime)) {
            allocated(name, SHORT); // loads what is needed
            assertThat(allocated(name, LONG)).as("bytes for %.20s…", name)
                    .isLessThan(allocated(name, SHORT) * MOST_GROWTH);
            assertThat(least(() -> time(name, LONG))).as("time for %.20s…", name)
                    .isLessThan(Math.max(least(() -> time(name, SHORT)), 1_000_000) * MOST_GROWTH);
        }
    }

    // Others may be at work at the same time.
    private static long least(LongSupplier measured) {
        return IntStream.range(0, 5).mapToLong(time -> measured.getAsLong()).min().orElseThrow();
    }

    private long time(String name, int length) {
        var threads = ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadCpuTime();
        parser.parse(name.substring(0, length));
        return threads.getCurrentThreadCpuTime() - before;
    }

    private long allocated(String name, int length) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        parser.parse(name.substring(0, length));
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
