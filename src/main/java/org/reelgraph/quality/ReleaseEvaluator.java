package org.reelgraph.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.quality.Rejection.Code;
import org.reelgraph.quality.releases.Release;

/**
 * Judges releases by a profile.
 *
 * @param qualities the profile's, best first
 */
record ReleaseEvaluator(QualityProfile profile, List<RankedQuality> qualities) {

    private static final int OF_PREFERRED = 100_000;
    private static final int OF_PLACE = 1_000;
    private static final int OF_SOURCE = 10;

    /**
     * {@return what the profile makes of a release}
     *
     * @param kind what is looked for; empty if anything is
     * @param size in bytes; empty if it isn't known
     */
    ReleaseEvaluation evaluate(Release release, Optional<MediaKind> kind, Optional<Long> size) {
        var place = place(release);
        var quality = place.map(at -> qualities.get(at).quality()).or(release::quality);
        var rejections = new ArrayList<Rejection>();
        quality(quality, place).ifPresent(rejections::add);
        size.flatMap(this::size).ifPresent(rejections::add);
        source(release).ifPresent(rejections::add);
        if (release.sample()) {
            rejections.add(new Rejection(Code.SAMPLE, "It is a sample, which shows only a part."));
        }
        kind.flatMap(wanted -> kind(release, wanted)).ifPresent(rejections::add);
        return new ReleaseEvaluation(release, profile, quality.orElse(null), score(release, place), meetsCutoff(place),
                List.copyOf(rejections));
    }

    // A profile may name 576p, which is one of those that are 480p elsewhere. A quality that isn't about the size of
    // pictures, such as flac or epub, is one of the name's words.
    private Optional<Integer> place(Release release) {
        var said = release.quality();
        return said.isEmpty()
                ? place(ranked -> release.words().contains(ranked.quality().toLowerCase(Locale.ROOT)))
                : Optional.ofNullable(release.resolution()).flatMap(exact -> place(ranked -> ranked.isNamed(exact)))
                        .or(() -> place(ranked -> ranked.isNamed(said.get())));
    }

    private Optional<Integer> place(Predicate<RankedQuality> condition) {
        return IntStream.range(0, qualities.size()).filter(at -> condition.test(qualities.get(at))).boxed().findFirst();
    }

    private Optional<Rejection> quality(Optional<String> quality, Optional<Integer> place) {
        if (quality.isEmpty()) {
            return Optional.of(new Rejection(Code.QUALITY_UNKNOWN, "Its name doesn't tell its quality."));
        }
        return place.filter(at -> qualities.get(at).allowed()).isPresent()
                ? Optional.empty()
                : Optional.of(new Rejection(Code.QUALITY_NOT_ALLOWED,
                        "'" + profile.name() + "' doesn't allow " + quality.get() + "."));
    }

    private Optional<Rejection> size(long bytes) {
        var least = profile.minSize();
        if (least != null && bytes < least) {
            return Optional.of(new Rejection(Code.SIZE_TOO_SMALL,
                    "It has " + bytes + " bytes; '" + profile.name() + "' wants at least " + least + "."));
        }
        var most = profile.maxSize();
        return most != null && bytes > most
                ? Optional.of(new Rejection(Code.SIZE_TOO_LARGE,
                        "It has " + bytes + " bytes; '" + profile.name() + "' wants at most " + most + "."))
                : Optional.empty();
    }

    private static Optional<Rejection> source(Release release) {
        var source = release.source();
        return source != null && source.isBeforeRelease()
                ? Optional.of(new Rejection(Code.SOURCE_NOT_RELEASED,
                        "It was made before anything was released: " + source + "."))
                : Optional.empty();
    }

    private static Optional<Rejection> kind(Release release, MediaKind wanted) {
        if (wanted == MediaKind.SERIES && !release.isOfSeries()) {
            return Optional.of(new Rejection(Code.WRONG_KIND, "Its name tells neither a season nor an episode."));
        }
        return wanted != MediaKind.SERIES && release.isOfSeries()
                ? Optional.of(new Rejection(Code.WRONG_KIND, "It is of a series."))
                : Optional.empty();
    }

    private int score(Release release, Optional<Integer> place) {
        var source = release.source();
        return place.map(at -> (qualities.get(at).preferred() ? OF_PREFERRED : 0) + OF_PLACE * (qualities.size() - at))
                .orElse(0) + (source == null ? 0 : OF_SOURCE * (source.ordinal() + 1)) + release.version() - 1;
    }

    private boolean meetsCutoff(Optional<Integer> place) {
        return place.filter(at -> qualities.get(at).allowed()).filter(at -> IntStream.range(0, qualities.size())
                .filter(other -> qualities.get(other).isNamed(profile.cutoff())).anyMatch(cutoff -> at <= cutoff))
                .isPresent();
    }
}
