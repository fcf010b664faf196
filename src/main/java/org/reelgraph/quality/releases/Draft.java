package org.reelgraph.quality.releases;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tags of a name have said so far. */
final class Draft {

    private static final int MOST_VERSIONS = 9;

    private @Nullable String resolution;
    private @Nullable String impliedResolution;
    private @Nullable ReleaseSource source;
    private boolean remux;
    private @Nullable VideoCodec codec;
    private @Nullable String channels;
    private @Nullable String service;
    private boolean multiple;
    private boolean proper;
    private boolean repack;
    private boolean stereoscopic;
    private boolean sample;
    private int version = 1;
    private final Set<HdrFormat> hdr = new LinkedHashSet<>();
    private final Set<AudioFormat> audio = new LinkedHashSet<>();
    private final Set<String> editions = new LinkedHashSet<>();
    private final Set<String> languages = new LinkedHashSet<>();

    void add(Tag tag) {
        switch (tag.kind()) {
            case RESOLUTION -> resolution = resolution == null ? tag.value() : resolution;
            case IMPLIED_RESOLUTION -> impliedResolution = impliedResolution == null
                    ? tag.value()
                    : impliedResolution;
            case SOURCE -> add(ReleaseSource.valueOf(tag.value()));
            case REMUX -> remux = true;
            case CODEC -> codec = codec == null ? VideoCodec.valueOf(tag.value()) : codec;
            case HDR -> hdr.add(HdrFormat.valueOf(tag.value()));
            case AUDIO -> audio.add(AudioFormat.valueOf(tag.value()));
            case CHANNELS -> channels = channels == null ? tag.value() : channels;
            case LANGUAGE -> languages.add(tag.value());
            case MULTIPLE -> multiple = true;
            case EDITION -> editions.add(tag.value());
            case SERVICE -> service = service == null ? tag.value() : service;
            case PROPER, REPACK -> addVersion(tag);
            case STEREOSCOPIC -> stereoscopic = true;
            case SAMPLE -> sample = true;
            case NOTHING -> {
                // Known, but of no use here.
            }
        }
    }

    // Whatever else is claimed, a film of a screen stays one.
    private void add(ReleaseSource found) {
        if (source == null || found.isBeforeRelease() && !source.isBeforeRelease()) {
            source = found;
        }
    }

    private void addVersion(Tag tag) {
        proper |= tag.kind() == Tag.Kind.PROPER;
        repack |= tag.kind() == Tag.Kind.REPACK;
        atLeast(Integer.parseInt(tag.value()) + 1);
    }

    void atLeast(int other) {
        version = Math.min(MOST_VERSIONS, Math.max(version, other));
    }

    private @Nullable ReleaseSource finalSource() {
        return remux && (source == null || source == ReleaseSource.BLURAY) ? ReleaseSource.REMUX : source;
    }

    Release finished(@Nullable String title, @Nullable Integer year, Optional<Numbering> numbering,
            @Nullable String group, Set<String> words) {
        return new Release(title, year, resolution == null ? impliedResolution : resolution, finalSource(), codec,
                List.copyOf(hdr), List.copyOf(audio), channels, group,
                numbering.map(Numbering::seasons).orElse(List.of()),
                numbering.map(Numbering::episodes).orElse(List.of()),
                numbering.map(Numbering::absolute).orElse(List.of()),
                numbering.map(Numbering::airDate).orElse(null),
                numbering.map(Numbering::wholeSeasons).orElse(false), List.copyOf(editions), List.copyOf(languages),
                multiple, service, proper, repack, version, stereoscopic, sample, words);
    }
}
