package org.reelgraph.connections.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.reelgraph.storage.Sha256;

/**
 * Tells by their rows in lists whether items have changed. A series has changed, too, if one of its parts has, which its
 * own row doesn't tell.
 */
public final class RowVersions {

    private final Predicate<JsonNode> telling;
    private final Set<String> passedOver;
    private final Map<String, Optional<Long>> parts = new HashMap<>();

    /**
     * @param telling    whether a row is another one once its item has changed
     * @param passedOver what may differ though the item has not changed
     */
    public RowVersions(Predicate<JsonNode> telling, Set<String> passedOver) {
        this.telling = telling;
        this.passedOver = passedOver;
    }

    /** Adds the row of a part of a series. */
    public void addPart(String series, JsonNode row) {
        var digest = digest(row);
        // Whatever their order is.
        parts.merge(series, digest, (all, another) -> all.flatMap(sum -> another.map(each -> sum + each)));
    }

    /** {@return the version of a movie; empty if its row doesn't tell} */
    public String ofMovie(JsonNode row) {
        return digest(row).map(Long::toHexString).orElse("");
    }

    /** {@return the version of a series; empty if its row, or that of a part, doesn't tell} */
    public String ofSeries(String series, JsonNode row) {
        return digest(row).flatMap(own -> parts.getOrDefault(series, Optional.empty())
                .map(all -> Long.toHexString(own) + "-" + Long.toHexString(all))).orElse("");
    }

    private Optional<Long> digest(JsonNode row) {
        if (!telling.test(row)) {
            return Optional.empty();
        }
        var members = new TreeMap<String, String>();
        row.properties().forEach(member -> members.put(member.getKey(), text(member.getValue())));
        members.keySet().removeAll(passedOver);
        var hash = Sha256.digest().digest(members.toString().getBytes(StandardCharsets.UTF_8));
        return Optional.of(ByteBuffer.wrap(hash).getLong());
    }

    private static String text(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
