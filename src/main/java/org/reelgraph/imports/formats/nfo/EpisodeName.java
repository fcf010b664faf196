package org.reelgraph.imports.formats.nfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the path of an episode's file tells.
 *
 * @param season   its season
 * @param episodes the numbers of the episodes in the file, in order
 */
public record EpisodeName(Optional<Integer> season, List<Integer> episodes) {

    private static final Pattern CODE = Pattern
            .compile("(?i)(?<![a-z0-9])s(\\d{1,4})[ ._-]{0,3}e(\\d{1,6})((?:[ ._-]{0,3}e\\d{1,6})*)");
    private static final Pattern CROSS = Pattern.compile("(?<!\\d)(\\d{1,3})x(\\d{1,4})(?!\\d)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern FOLDER = Pattern
            .compile("(?i)(?:season|staffel|saison|temporada|stagione|series|s)[ ._-]{0,3}(\\d{1,4})");

    /** {@return what a path tells, with {@code /} between folders} */
    public static EpisodeName of(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        var code = CODE.matcher(name);
        if (code.find()) {
            var episodes = new ArrayList<>(List.of(Integer.valueOf(code.group(2))));
            NUMBER.matcher(code.group(3)).results().forEach(more -> episodes.add(Integer.valueOf(more.group())));
            return new EpisodeName(Optional.of(Integer.valueOf(code.group(1))), List.copyOf(episodes));
        }
        var cross = CROSS.matcher(name);
        return cross.find()
                ? new EpisodeName(Optional.of(Integer.valueOf(cross.group(1))),
                        List.of(Integer.valueOf(cross.group(2))))
                : new EpisodeName(seasonOf(path), List.of());
    }

    /** {@return the season that the folder of a file is for} */
    public static Optional<Integer> seasonOf(String path) {
        var end = path.lastIndexOf('/');
        if (end < 0) {
            return Optional.empty();
        }
        var folder = path.substring(path.lastIndexOf('/', end - 1) + 1, end);
        if (folder.toLowerCase(Locale.ROOT).startsWith("special")) {
            return Optional.of(0);
        }
        var number = FOLDER.matcher(folder);
        return number.matches() ? Optional.of(Integer.valueOf(number.group(1))) : Optional.empty();
    }

    /** {@return the number of the episode at a position in the file, from 0} */
    public Optional<Integer> episode(int position) {
        return position < episodes.size() ? Optional.of(episodes.get(position)) : Optional.empty();
    }
}
