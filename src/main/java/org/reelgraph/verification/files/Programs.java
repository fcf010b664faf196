package org.reelgraph.verification.files;

import jakarta.inject.Singleton;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.verification.checks.Unchecked.Gap;
import org.reelgraph.verification.checks.Unchecked.Reason;

/** The programs that look at files. They may be installed while the server runs. */
@Singleton
class Programs {

    /**
     * Options for what is read. Playlists and other lists of files are left out, since these name files and addresses of
     * which none is to be opened.
     */
    static final List<String> READING = List.of("-protocol_whitelist", "file", "-format_whitelist",
            "matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,m4v,avi,mpegts,mpeg,mpegvideo,asf,flv,ogg,rm,wtv,mxf,nut,dv,ivf,obu,"
                    + "h264,hevc,mp3,flac,wav,w64,aiff,caf,au,aac,ac3,eac3,dts,truehd,ape,wv,tta,dsf");

    private final ProbeSettings settings;

    Programs(ProbeSettings settings) {
        this.settings = settings;
    }

    /** {@return ffprobe; empty if it isn't there} */
    Optional<Path> ffprobe() {
        return find("ffprobe", settings.ffprobe());
    }

    /** {@return ffmpeg; empty if it isn't there} */
    Optional<Path> ffmpeg() {
        return find("ffmpeg", settings.ffmpeg());
    }

    /** {@return how long either may take for a file} */
    Duration timeout() {
        return settings.probeTimeout();
    }

    /** {@return why something isn't known that needs a program which isn't there} */
    static Gap missing(String name) {
        return new Gap(Reason.NO_PROGRAM, name + " is not installed.");
    }

    private static Optional<Path> find(String name, @Nullable String set) {
        var candidates = set != null && !set.isBlank()
                ? Stream.of(Path.of(set))
                : Pattern.compile(Pattern.quote(File.pathSeparator))
                        .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                        .filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, name));
        return candidates.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst()
                .map(Path::toAbsolutePath);
    }
}
