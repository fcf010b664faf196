package org.reelgraph.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.verification.checks.Containers;
import org.reelgraph.verification.checks.MediaFacts;

/**
 * What the library knows of an item's file, from its metadata: under the names that Plex, Tautulli and exports use, in the
 * object itself or in the first of its media and parts.
 *
 * @param path  where the file is
 * @param facts what it is
 */
record LibraryFacts(Optional<String> path, MediaFacts facts) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> LISTS = List.of("media", "Media", "media_info", "mediaInfo");
    private static final List<String> PARTS = List.of("parts", "Part");
    private static final List<String> PATHS = List.of("file", "filePath", "file_path", "path");
    private static final List<String> RESOLUTIONS = List.of("videoResolution", "video_resolution", "resolution");
    private static final int ULTRA_HD = 2160;

    /** {@return what the metadata of an item and its duration tell} */
    static LibraryFacts of(@Nullable String metadata, @Nullable Integer durationSeconds) {
        var places = places(metadata == null ? MissingNode.getInstance() : tree(metadata));
        var width = number(places, List.of("width"));
        var height = number(places, List.of("height")).or(() -> text(places, RESOLUTIONS).flatMap(LibraryFacts::lines));
        var facts = new MediaFacts(text(places, List.of("container")).map(Containers::canonical),
                Optional.ofNullable(durationSeconds).map(Integer::doubleValue), number(places, List.of("bitrate")),
                width.flatMap(across -> height.map(down -> (double) across / down)), width, height);
        return new LibraryFacts(text(places, PATHS), facts);
    }

    private static JsonNode tree(String metadata) {
        try {
            return MAPPER.readTree(metadata);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database holds well-formed JSON only.", e);
        }
    }

    private static List<JsonNode> places(JsonNode root) {
        var media = LISTS.stream().map(root::path).map(LibraryFacts::first).filter(JsonNode::isObject).toList();
        var parts = Stream.concat(Stream.of(root), media.stream())
                .flatMap(place -> PARTS.stream().map(place::path)).map(LibraryFacts::first).filter(JsonNode::isObject);
        return Stream.of(Stream.of(root), media.stream(), parts).flatMap(each -> each).toList();
    }

    private static JsonNode first(JsonNode node) {
        return node.isArray() ? node.path(0) : node;
    }

    private static Optional<String> text(List<JsonNode> places, List<String> names) {
        return places.stream().flatMap(place -> names.stream().map(place::path)).filter(JsonNode::isValueNode)
                .map(JsonNode::asText).filter(text -> !text.isBlank()).findFirst();
    }

    private static Optional<Integer> number(List<JsonNode> places, List<String> names) {
        return text(places, names).filter(text -> text.matches("[1-9][0-9]{0,8}")).map(Integer::valueOf);
    }

    // As Plex names resolutions: 1080, 4k, or sd, which may be any.
    private static Optional<Integer> lines(String resolution) {
        var lower = resolution.toLowerCase(Locale.ROOT);
        return lower.equals("4k")
                ? Optional.of(ULTRA_HD)
                : Optional.of(lower.replaceFirst("[pi]$", "")).filter(text -> text.matches("[1-9][0-9]{2,3}"))
                        .map(Integer::valueOf);
    }
}
