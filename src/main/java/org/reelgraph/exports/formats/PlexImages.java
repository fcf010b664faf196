package org.reelgraph.exports.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.images.ImageKind;

/**
 * Images as members of Plex Exporter's objects, which hold one path for each kind.
 *
 * @param source the source of all images that it can express
 */
record PlexImages(String source) {

    /**
     * Writes the images, if an import of the members would give the same list.
     *
     * @param members the names of the members by the kind of their images
     * @return whether that is so
     */
    boolean write(JsonFields out, List<Image> images, Map<ImageKind, String> members) throws IOException {
        var first = new LinkedHashMap<ImageKind, Image>();
        members.keySet().stream().sorted().forEach(kind -> images.stream().filter(image -> image.kind() == kind)
                .findFirst().ifPresent(image -> first.put(kind, image)));
        var read = new ArrayList<>(first.values());
        images.stream().filter(image -> !first.containsKey(image.kind())).forEach(read::add);
        if (!read.equals(images) || first.values().stream().anyMatch(image -> !image.source().equals(source))) {
            return false;
        }
        for (var member : members.entrySet()) {
            var image = first.get(member.getKey());
            out.text(member.getValue(), image == null ? null : image.path());
        }
        return read.size() == first.size();
    }
}
