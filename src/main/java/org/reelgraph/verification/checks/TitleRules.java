package org.reelgraph.verification.checks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What titles, and names of files, tell of an item. */
public final class TitleRules {

    private static final String SAMPLE = "sample";
    // CAM and TS are words as well, so only capitals after something else count.
    private static final Pattern FILMED = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?i:hd-?cam|cam-?rip|hd-?ts|ts-?rip|telesync|tele-sync)(?![\\p{L}\\p{N}])"
                    + "|(?<=[^\\p{L}\\p{N}])(?:CAM|TS)(?![\\p{L}\\p{N}])");
    private static final Pattern CLAIM = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:(2160|1080|720|480)[pi]|(4k|uhd))(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE);
    private static final int ULTRA_HD = 2160;

    private TitleRules() {
    }

    /** Notes what is wrong with these names. */
    public static void check(List<String> names, Findings findings) {
        if (!findings.wants(Check.TITLE)) {
            return;
        }
        names.stream().filter(name -> name.toLowerCase(Locale.ROOT).contains(SAMPLE)).findFirst()
                .ifPresent(name -> findings.add(SAMPLE, Severity.ERROR, "'" + name + "' contains 'sample'"));
        names.stream().map(FILMED::matcher).filter(mark -> mark.find()).findFirst()
                .ifPresent(mark -> findings.add("cam_release", Severity.WARN,
                        "'" + mark.group() + "' marks a recording in a cinema"));
    }

    /** {@return the quality that the first of these names that names one claims, as the height of its frame} */
    public static Optional<Integer> claim(List<String> names) {
        return names.stream().map(CLAIM::matcher).filter(claim -> claim.find()).findFirst()
                .map(claim -> claim.group(1) == null ? ULTRA_HD : Integer.parseInt(claim.group(1)));
    }
}
