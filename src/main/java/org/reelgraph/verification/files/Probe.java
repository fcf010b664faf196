package org.reelgraph.verification.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.reelgraph.verification.checks.Containers;
import org.reelgraph.verification.checks.MediaFacts;
import org.reelgraph.verification.checks.Unchecked.Gap;
import org.reelgraph.verification.checks.Unchecked.Reason;
import org.reelgraph.verification.files.ProgramRun.Ended;
import org.reelgraph.verification.files.ProgramRun.Failed;

/** Has ffprobe tell what a file is. */
@Singleton
public class Probe {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> OPTIONS = List.of("-v", "error", "-print_format", "json", "-show_format",
            "-show_streams");
    private static final int KILO = 1000;
    private static final Gap NOT_TOLD = new Gap(Reason.UNKNOWN, "ffprobe doesn't tell.");

    private final Programs programs;

    Probe(Programs programs) {
        this.programs = programs;
    }

    /**
     * What there is to know of a file.
     *
     * @param gap     why the rest isn't known
     * @param problem why ffprobe can't read the file, though it was there to be read
     */
    public record Result(MediaFacts facts, Gap gap, Optional<String> problem) {

        private static Result nothing(Gap why) {
            return new Result(MediaFacts.NONE, why, Optional.empty());
        }
    }

    /**
     * {@return what ffprobe tells of a file}
     *
     * @param isStopping whether nobody waits for it any longer
     */
    public Result look(Path file, BooleanSupplier isStopping) {
        return programs.ffprobe().map(program -> look(program, file, isStopping))
                .orElseGet(() -> Result.nothing(Programs.missing("ffprobe")));
    }

    private Result look(Path program, Path file, BooleanSupplier isStopping) {
        return switch (ProgramRun.of(program, arguments(file), programs.timeout(), isStopping)) {
            case Failed(var why) -> Result.nothing(why);
            case Ended ended when ended.exitCode() == 0 -> read(ended.output(), file);
            case Ended ended -> unreadable(ended.errors().isEmpty()
                    ? "It ended with code " + ended.exitCode() + "."
                    : Excerpts.of(ended.errors().getLast()));
        };
    }

    private static List<String> arguments(Path file) {
        return Stream.of(OPTIONS, Programs.READING, List.of("-i", "file:" + file)).flatMap(List::stream).toList();
    }

    private static Result unreadable(String problem) {
        return new Result(MediaFacts.NONE, new Gap(Reason.UNKNOWN, "ffprobe can't read the file."),
                Optional.of(problem));
    }

    private static Result read(String json, Path file) {
        try {
            var root = MAPPER.readTree(json);
            return new Result(facts(root, Excerpts.ending(file)), NOT_TOLD, Optional.empty());
        } catch (JsonProcessingException e) {
            return Result.nothing(new Gap(Reason.UNKNOWN, "ffprobe's answer can't be read."));
        }
    }

    private static MediaFacts facts(JsonNode root, String ending) {
        var format = root.path("format");
        var video = root.path("streams").valueStream().filter(Probe::isVideo).findFirst();
        var container = Optional.of(format.path("format_name").asText()).filter(name -> !name.isBlank())
                .map(names -> Containers.of(names, ending));
        var width = video.flatMap(stream -> number(stream, "width")).map(Double::intValue);
        var height = video.flatMap(stream -> number(stream, "height")).map(Double::intValue);
        return new MediaFacts(container, number(format, "duration"),
                number(format, "bit_rate").or(() -> video.flatMap(stream -> number(stream, "bit_rate")))
                        .map(bits -> (int) Math.round(bits / KILO)),
                video.flatMap(stream -> ratio(stream, width, height)), width, height);
    }

    // A cover is a stream of pictures as well.
    private static boolean isVideo(JsonNode stream) {
        return stream.path("codec_type").asText().equals("video")
                && stream.path("disposition").path("attached_pic").asInt() == 0;
    }

    private static Optional<Double> ratio(JsonNode stream, Optional<Integer> width, Optional<Integer> height) {
        var parts = stream.path("display_aspect_ratio").asText().split(":");
        if (parts.length == 2 && isCount(parts[0]) && isCount(parts[1])) {
            return Optional.of(Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]));
        }
        return width.flatMap(across -> height.map(down -> (double) across / down));
    }

    private static boolean isCount(String text) {
        return text.matches("[1-9][0-9]{0,8}");
    }

    // Numbers come as texts, and N/A where there are none.
    private static Optional<Double> number(JsonNode node, String name) {
        try {
            return Optional.of(Double.valueOf(node.path(name).asText())).filter(value -> value > 0
                    && value < Integer.MAX_VALUE * (double) KILO);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
