package org.reelgraph.imports.formats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.formats.nfo.EpisodeName;
import org.reelgraph.imports.formats.nfo.NfoDocument;
import org.reelgraph.imports.formats.nfo.NfoDocument.Element;
import org.reelgraph.imports.formats.nfo.NfoMembers;
import org.reelgraph.imports.formats.nfo.Pictures;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Validation;

/** Collects the seasons and episodes of a series from their files. */
final class KodiParts {

    private static final int MOST_DIGITS = 6;

    private final Map<String, Object> show;
    private final Pictures pictures;
    private final Validation validation;
    private final Map<Integer, Map<String, Object>> seasons = new TreeMap<>();
    private final Map<Integer, List<Map<String, Object>>> episodes = new TreeMap<>();

    /**
     * @param show     the members of the series, which may name its seasons
     * @param pictures those in its folder
     */
    KodiParts(Map<String, Object> show, Pictures pictures, Validation validation) {
        this.show = show;
        this.pictures = pictures;
        this.validation = validation;
    }

    /** Adds what a file describes. */
    void add(String file, NfoDocument document, Pictures beside) {
        var name = EpisodeName.of(file);
        var position = 0;
        for (var element : document.elements()) {
            switch (element.name()) {
                case "season" -> addSeason(file, element, beside);
                case "episodedetails" -> addEpisode(file, element, name, position++, beside,
                        document.elements().size() == 1 ? document.text() : "");
                default -> leaveOut(file, "It is left out: '" + element.name() + "' is no part of a series.");
            }
        }
    }

    private void leaveOut(String file, String why) {
        validation.unusable(Notice.Code.LEFT_OUT, UserErrorCode.INVALID, why, InputPath.START.below(file), null);
    }

    private void addSeason(String file, Element element, Pictures beside) {
        var number = number(element, "seasonnumber").or(() -> EpisodeName.seasonOf(file));
        if (number.isEmpty()) {
            leaveOut(file, "It is left out, since it has no seasonnumber.");
            return;
        }
        var members = NfoMembers.of(element.members(), beside.ofFolder(), ImageKind.POSTER, "", "tvdb");
        members.remove("seasonnumber");
        seasons.put(number.get(), members);
    }

    private void addEpisode(String file, Element element, EpisodeName name, int position, Pictures beside,
            String addresses) {
        var season = number(element, "season").or(name::season);
        if (season.isEmpty()) {
            leaveOut(file, "An episode is left out: neither the file nor its name tells the season.");
            return;
        }
        var stem = KodiFolders.withoutEnding(KodiFolders.nameOf(file));
        var members = NfoMembers.of(element.members(), position == 0 ? beside.ofEpisode(stem) : List.of(),
                ImageKind.STILL, addresses, "tvdb");
        var number = number(element, "episode").or(() -> name.episode(position));
        List.of("season", "episode", "showtitle").forEach(members::remove);
        number.ifPresent(found -> members.put("number", found));
        episodes.computeIfAbsent(season.get(), any -> new ArrayList<>()).add(members);
    }

    private static Optional<Integer> number(Element element, String name) {
        return element.members().get(name) instanceof String text && !text.isEmpty() && text.length() <= MOST_DIGITS
                && text.chars().allMatch(Character::isDigit) ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /** Adds the seasons to the members of the series. */
    void addTo(Map<String, Object> members) {
        var names = names();
        episodes.keySet().forEach(number -> seasons.computeIfAbsent(number, any -> new LinkedHashMap<>()));
        var all = new ArrayList<Map<String, Object>>();
        seasons.forEach((number, season) -> {
            season.put("number", number);
            Optional.ofNullable(names.get(number)).ifPresent(name -> season.putIfAbsent("title", name));
            var images = pictures.ofSeason(number);
            if (!images.isEmpty()) {
                season.putIfAbsent("images", images);
            }
            Optional.ofNullable(episodes.get(number)).ifPresent(below -> season.put("episodes", below));
            all.add(season);
        });
        members.remove("namedseason");
        if (!all.isEmpty()) {
            members.put("seasons", all);
        }
    }

    private Map<Integer, String> names() {
        var names = new TreeMap<Integer, String>();
        for (var named : NfoDocument.all(show, "namedseason")) {
            if (named instanceof Map<?, ?> map && map.get("@number") instanceof String number
                    && number.matches("\\d{1,6}") && !NfoDocument.text(named).isBlank()) {
                names.put(Integer.valueOf(number), NfoDocument.text(named));
            }
        }
        return names;
    }
}
