package org.reelgraph.exports.formats;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.catalog.Person;
import org.reelgraph.catalog.PersonCredit;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.images.Picture;
import org.reelgraph.exports.library.MediaTree;
import org.reelgraph.exports.library.MediaTree.SeasonTree;

/** Tells which credits of an item names alone can express, so that an import finds the same people. */
final class PlexCredits {

    private static final String AS = " as ";
    private static final List<Map.Entry<CrewDepartment, String>> JOBS = List.of(
            Map.entry(CrewDepartment.DIRECTING, "Director"), Map.entry(CrewDepartment.WRITING, "Writer"),
            Map.entry(CrewDepartment.PRODUCTION, "Producer"));

    private final Set<String> ambiguous = new HashSet<>();

    PlexCredits(MediaTree tree) {
        var people = new HashMap<String, Long>();
        Stream.concat(Stream.of(tree.attached()), tree.seasons().stream().map(SeasonTree::episodes)
                .flatMap(List::stream).map(MediaTree.EpisodeTree::attached))
                .flatMap(attached -> Stream.of(attached.cast(), attached.crew())).flatMap(List::stream)
                .forEach(credit -> {
                    var other = people.putIfAbsent(nameOf(credit), credit.person().id());
                    if (other != null && other != credit.person().id()) {
                        ambiguous.add(nameOf(credit));
                    }
                });
    }

    static String nameOf(PersonCredit credit) {
        return credit.person().name().toString();
    }

    /** {@return where a source has the picture of someone; null if it has none} */
    static @Nullable String pictureOf(PersonCredit credit, String source) {
        return credit.person() instanceof Person person
                ? person.pictures().stream()
                        .filter(picture -> picture.kind() == ImageKind.THUMB && picture.source().equals(source))
                        .map(Picture::path).findFirst().orElse(null)
                : null;
    }

    /** {@return a part as "Actor as Character", or "Actor"} */
    static String inWords(PersonCredit credit) {
        return credit.character() == null ? nameOf(credit) : nameOf(credit) + AS + credit.character();
    }

    private boolean isClear(PersonCredit credit) {
        return !ambiguous.contains(nameOf(credit));
    }

    /** {@return whether a cast can be written as one text for each part} */
    boolean isInWords(List<PersonCredit> cast) {
        return cast.stream().map(PlexCredits::inWords).distinct().count() == cast.size() && cast.stream()
                .allMatch(credit -> isClear(credit) && inWords(credit).indexOf(AS) == (credit.character() == null
                        ? -1
                        : nameOf(credit).length()));
    }

    /** {@return whether a cast can be written as names with their parts} */
    boolean isInNames(List<PersonCredit> cast) {
        return cast.stream().allMatch(credit -> isClear(credit)
                && (credit.character() != null || !nameOf(credit).contains(AS)));
    }

    /** {@return whether a crew are directors, writers and producers, in this order, and nobody else} */
    boolean isOfThreeJobs(List<PersonCredit> crew) {
        var inOrder = JOBS.stream().flatMap(job -> of(crew, job.getKey(), job.getValue()).stream()).toList();
        return inOrder.equals(crew) && crew.stream().allMatch(this::isClear) && JOBS.stream()
                .map(job -> of(crew, job.getKey(), job.getValue()).stream().map(PlexCredits::nameOf).toList())
                .allMatch(names -> names.size() == Set.copyOf(names).size());
    }

    /** {@return those who have a job} */
    static List<PersonCredit> of(List<PersonCredit> crew, CrewDepartment department, String job) {
        return crew.stream()
                .filter(credit -> credit.department() == department && Objects.equals(credit.job(), job)).toList();
    }
}
