package org.reelgraph.quality.releases;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.quality.releases.Tag.Kind;

/** Knows the words that releases are described by. It looks at a few words at a time, whatever their number. */
final class Vocabulary {

    // Kind and value, "!" where the words are sure, then the words, which are separated as in names.
    private static final String WORDS = """
                                        SOURCE CAM ! hdcam | hd cam | hqcam | hq cam | camrip | cam rip
                                        SOURCE CAM cam
                                        SOURCE TELESYNC ! hdts | hd ts | telesync | tsrip | ts rip | hqts | pdvd | predvd
                                        SOURCE TELESYNC ts
                                        SOURCE TELECINE ! hdtc | hd tc | telecine
                                        SOURCE TELECINE tc
                                        SOURCE WORKPRINT ! workprint
                                        SOURCE WORKPRINT wp
                                        SOURCE SCREENER ! dvdscr | dvd scr | dvdscreener | bdscr | webscr | hdscr | screener
                                        SOURCE SCREENER scr
                                        SOURCE REGIONAL r5 | r6
                                        SOURCE SDTV ! sdtv | pdtv | dsrip | dsr | satrip | dvbrip | tvrip | vhsrip | dthrip
                                        SOURCE HDTV ! hdtv | hdtvrip | ahdtv | uhdtv | hd tv
                                        SOURCE DVD ! dvdrip | dvd rip | dvd5 | dvd9 | dvdr | dvd r | dvdmux
                                        SOURCE DVD dvd
                                        SOURCE WEBRIP ! webrip | web rip | webhdrip | hdrip | webmux
                                        SOURCE WEBDL ! webdl | web dl | webhd | web hd
                                        SOURCE WEBDL web
                                        SOURCE BLURAY ! bluray | blu ray | bdrip | bd rip | brrip | br rip | uhdbd | bdmv | bd25 | bd50 | bd66 | bd100 | bdmux
                                        SOURCE BLURAY bd
                                        REMUX REMUX ! remux | bdremux | bd remux | uhdremux
                                        CODEC H264 ! x264 | h264 | h 264 | x 264 | avc
                                        CODEC H265 ! x265 | h265 | h 265 | x 265 | hevc
                                        CODEC H266 ! x266 | h266 | h 266 | vvc
                                        CODEC AV1 ! av1
                                        CODEC VP9 ! vp9
                                        CODEC VC1 ! vc1 | vc 1
                                        CODEC MPEG2 ! mpeg2 | mpeg 2
                                        CODEC XVID ! xvid
                                        CODEC DIVX ! divx
                                        HDR HDR10_PLUS ! hdr10+ | hdr10plus | hdr10p | hdr10 plus
                                        HDR HDR10 ! hdr10
                                        HDR HDR ! hdr
                                        HDR DOLBY_VISION ! dovi | dolby vision
                                        HDR DOLBY_VISION dv
                                        HDR HLG hlg
                                        AUDIO DTS_HD_MA ! dts hd ma | dts hdma | dtshd ma | dts ma
                                        AUDIO DTS_HD ! dts hd hra | dts hd hr | dts hd | dtshd | dts hra
                                        AUDIO DTS_X ! dts x | dtsx
                                        AUDIO DTS_ES ! dts es
                                        AUDIO DTS ! dts
                                        AUDIO TRUEHD ! truehd | true hd
                                        AUDIO ATMOS atmos | ddpa
                                        AUDIO DOLBY_DIGITAL_PLUS ! ddp | dd+ | eac3 | e ac 3 | e ac3
                                        AUDIO DOLBY_DIGITAL ! ac3 | ac 3
                                        AUDIO DOLBY_DIGITAL dd
                                        AUDIO AAC ! aac
                                        AUDIO FLAC ! flac
                                        AUDIO ALAC ! alac
                                        AUDIO MP3 ! mp3
                                        AUDIO VORBIS vorbis
                                        AUDIO OPUS opus
                                        AUDIO PCM ! lpcm | pcm
                                        LANGUAGE en english | eng
                                        LANGUAGE fr french | truefrench | vff | vfq | vfi | vf2 | vf
                                        LANGUAGE de german | deutsch | ger
                                        LANGUAGE es spanish | castellano | latino | spa
                                        LANGUAGE it italian | ita
                                        LANGUAGE ja japanese | jpn | jap
                                        LANGUAGE ko korean | kor
                                        LANGUAGE zh chinese | mandarin | cantonese | chi
                                        LANGUAGE ru russian | rus
                                        LANGUAGE uk ukrainian | ukr
                                        LANGUAGE pl polish | pldub
                                        LANGUAGE nl dutch | flemish
                                        LANGUAGE sv swedish | swe
                                        LANGUAGE no norwegian | nor
                                        LANGUAGE da danish
                                        LANGUAGE fi finnish
                                        LANGUAGE is icelandic
                                        LANGUAGE pt portuguese | brazilian | dublado
                                        LANGUAGE hi hindi
                                        LANGUAGE ta tamil
                                        LANGUAGE te telugu
                                        LANGUAGE ml malayalam
                                        LANGUAGE tr turkish
                                        LANGUAGE ar arabic
                                        LANGUAGE he hebrew
                                        LANGUAGE el greek
                                        LANGUAGE cs czech | cz
                                        LANGUAGE sk slovak
                                        LANGUAGE hu hungarian | hun
                                        LANGUAGE ro romanian
                                        LANGUAGE bg bulgarian
                                        LANGUAGE th thai
                                        LANGUAGE vi vietnamese
                                        LANGUAGE fa persian
                                        LANGUAGE lt lithuanian
                                        LANGUAGE lv latvian
                                        LANGUAGE et estonian
                                        LANGUAGE ca catalan
                                        MULTIPLE MULTIPLE multi | dual audio | dual | multi audio | dl | ml
                                        EDITION EXTENDED extended | extended cut | extended edition
                                        EDITION DIRECTORS_CUT directors cut | director's cut | director’s cut | dc
                                        EDITION FINAL_CUT final cut
                                        EDITION THEATRICAL theatrical | theatrical cut
                                        EDITION UNRATED unrated
                                        EDITION UNCUT uncut | uncensored
                                        EDITION IMAX imax | imax edition
                                        EDITION REMASTERED remastered | 4k remastered | remaster | restored
                                        EDITION CRITERION criterion | criterion collection
                                        EDITION SPECIAL special edition
                                        EDITION COLLECTORS collectors edition | collector's edition
                                        EDITION ULTIMATE ultimate edition | ultimate cut
                                        EDITION ANNIVERSARY anniversary edition
                                        EDITION OPEN_MATTE open matte
                                        SERVICE AMZN amzn
                                        SERVICE NF nf | netflix
                                        SERVICE DSNP dsnp | dsny
                                        SERVICE HMAX hmax
                                        SERVICE MAX max
                                        SERVICE HULU hulu
                                        SERVICE ATVP atvp
                                        SERVICE PCOK pcok
                                        SERVICE PMTP pmtp
                                        SERVICE CR cr
                                        SERVICE FUNI funi
                                        SERVICE HIDIVE hidive
                                        SERVICE STAN stan
                                        SERVICE CRAV crav
                                        SERVICE ITUNES itunes
                                        SERVICE IPLAYER iplayer
                                        STEREOSCOPIC STEREOSCOPIC 3d | hsbs | h sbs | half sbs | sbs | hou | h ou | half ou
                                        SAMPLE SAMPLE sample
                                        IMPLIED_RESOLUTION 480p sd
                                        IMPLIED_RESOLUTION 1080p ! fullhd | fhd
                                        IMPLIED_RESOLUTION 2160p ! uhd | 4k | ultrahd
                                        IMPLIED_RESOLUTION 4320p ! 8k
                                        NOTHING NOTHING ! 10bit | 10 bit | 10bits | 8bit | 12bit | hi10p | hi10
                                        NOTHING NOTHING internal | limited | hc | korsub | subbed | dubbed | dub | sub | subs | vostfr | subfrench | hybrid
                                        NOTHING NOTHING complete | batch | end | upscaled | sdr | line | mic | md | ld | retail | pal | ntsc | ws | real | nordic
                                        NOTHING NOTHING esub | esubs | msub | msubs | multisub | multi sub | multi subs | readnfo | read nfo | dirfix | nfofix | cd1 | cd2
                                        """;

    private static final int MOST_WORDS = 3;
    // Longer than any word that there is.
    private static final int LONGEST = 20;
    private static final Pattern LINES = Pattern.compile("([0-9]{3,4})[pi]([0-9]{2,3})?");
    private static final Pattern SIZE = Pattern.compile("([0-9]{3,4})x([0-9]{3,4})");
    private static final Pattern AGAIN = Pattern.compile("(proper|repack|rerip)([0-9]?)");
    private static final Pattern FRAMES = Pattern.compile("[0-9]{2,3}fps");
    private static final List<Integer> HEIGHTS = List.of(4320, 2160, 1440, 1080, 720, 576, 540, 480, 360, 240);
    private static final List<String> CHANNELS = List.of("1.0", "2.0", "2.1", "5.0", "5.1", "6.1", "7.1", "9.1");

    private final Map<String, Tag> tags = new HashMap<>();

    Vocabulary() {
        WORDS.lines().forEach(this::add);
    }

    private void add(String line) {
        var parts = line.split(" ", 3);
        var sure = parts[2].startsWith("! ");
        Arrays.stream((sure ? parts[2].substring(2) : parts[2]).split(" \\| ")).forEach(words -> tags.put(words,
                new Tag(Kind.valueOf(parts[0]), parts[1], sure, words.split(" ").length)));
    }

    /** {@return what the words at a place say, as many as belong together} */
    Optional<Tag> at(Name name, int from) {
        for (var count = MOST_WORDS; count > 0; count--) {
            var tag = phrase(name, from, count).flatMap(words -> Optional.ofNullable(tags.get(words)));
            if (tag.isPresent()) {
                return tag;
            }
        }
        return channels(name, from).or(() -> computed(name.get(from).lower()));
    }

    private static Optional<String> phrase(Name name, int from, int count) {
        if (from + count > name.size()) {
            return Optional.empty();
        }
        var words = new StringBuilder();
        for (var i = from; i < from + count; i++) {
            var token = name.get(i);
            if (token.lower().length() > LONGEST || i > from && token.gap().length() > 1) {
                return Optional.empty();
            }
            words.append(i > from ? " " : "").append(token.lower());
        }
        return Optional.of(words.toString());
    }

    private static Optional<Tag> channels(Name name, int from) {
        return name.at(from + 1).filter(next -> next.isNext() && next.isNumber(1, 1))
                .map(next -> name.get(from).lower() + "." + next.lower()).filter(CHANNELS::contains)
                .map(channels -> new Tag(Kind.CHANNELS, channels, false, 2));
    }

    private static Optional<Tag> computed(String word) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        var lines = LINES.matcher(word);
        if (lines.matches() && HEIGHTS.contains(Integer.parseInt(lines.group(1)))) {
            return Optional.of(new Tag(Kind.RESOLUTION, lines.group(1) + "p", true, 1));
        }
        var size = SIZE.matcher(word);
        if (size.matches()) {
            return Optional.of(new Tag(Kind.RESOLUTION, ofWidth(Integer.parseInt(size.group(1))), true, 1));
        }
        var again = AGAIN.matcher(word);
        if (again.matches()) {
            var kind = word.startsWith("proper") ? Kind.PROPER : Kind.REPACK;
            return Optional.of(new Tag(kind, again.group(2).isEmpty() ? "1" : again.group(2), false, 1));
        }
        return FRAMES.matcher(word).matches()
                ? Optional.of(new Tag(Kind.NOTHING, word.toUpperCase(Locale.ROOT), true, 1))
                : Optional.empty();
    }

    // Pictures are cut above and below, so the width tells.
    private static String ofWidth(int width) {
        if (width >= 3800) {
            return "2160p";
        }
        return width >= 1900 ? "1080p" : width >= 1260 ? "720p" : "480p";
    }
}
