package org.reelgraph.quality.releases;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a release says. What it doesn't say is null, empty or false.
 *
 * @param resolution       such as {@code 1080p}
 * @param audioChannels    such as {@code 5.1}
 * @param absoluteEpisodes numbers that count through all seasons, as with anime
 * @param wholeSeasons     whether it has whole seasons rather than episodes
 * @param languages        codes of ISO 639-1
 * @param version          1, or more for one that takes the place of a faulty one
 * @param words            all words in lower case
 */
public record Release(@Nullable String title, @Nullable Integer year, @Nullable String resolution,
        @Nullable ReleaseSource source, @Nullable VideoCodec videoCodec, List<HdrFormat> hdrFormats,
        List<AudioFormat> audioFormats, @Nullable String audioChannels, @Nullable String group, List<Integer> seasons,
        List<Integer> episodes, List<Integer> absoluteEpisodes, @Nullable LocalDate airDate, boolean wholeSeasons,
        List<String> editions, List<String> languages, boolean multipleLanguages, @Nullable String streamingService,
        boolean proper, boolean repack, int version, boolean stereoscopic, boolean sample, Set<String> words) {

    private static final List<String> BELOW_720 = List.of("576p", "540p", "480p", "360p", "240p");
    private static final String STANDARD = "480p";

    /** {@return the quality by the names that profiles usually have, from 2160p to 480p; empty if the name doesn't tell} */
    public Optional<String> quality() {
        if (resolution != null) {
            return Optional.of(BELOW_720.contains(resolution) ? STANDARD : resolution);
        }
        var isStandard = source != null && source.isStandardDefinition() || videoCodec == VideoCodec.XVID
                || videoCodec == VideoCodec.DIVX;
        return isStandard ? Optional.of(STANDARD) : Optional.empty();
    }

    /** {@return whether it has episodes or seasons of a series} */
    public boolean isOfSeries() {
        return wholeSeasons || airDate != null || !seasons.isEmpty() || !episodes.isEmpty()
                || !absoluteEpisodes.isEmpty();
    }
}
