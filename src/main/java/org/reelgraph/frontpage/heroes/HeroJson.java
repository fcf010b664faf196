package org.reelgraph.frontpage.heroes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.reelgraph.storage.Sha256;

/** Policies and picks as they are stored. */
final class HeroJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final ObjectNode DEFAULT = MAPPER.valueToTree(HeroPolicy.DEFAULT);
    private static final TypeReference<List<HeroPick>> PICKS = new TypeReference<>() {
    };
    // Another number for another way of picking, so that no pool outlives it.
    private static final String WAY = "1 ";
    private static final int HASH_LENGTH = 16;

    private HeroJson() {
    }

    /** {@return a policy or picks as text} */
    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@return the picks in a text} */
    static List<HeroPick> picks(String json) {
        try {
            return MAPPER.readValue(json, PICKS);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@return the policy in a text; what it doesn't say is as in the default} */
    static HeroPolicy policy(String json) {
        try {
            return MAPPER.treeToValue(DEFAULT.deepCopy().setAll((ObjectNode) MAPPER.readTree(json)), HeroPolicy.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@return what differs if anything about a policy, or about how it is followed, differs} */
    static String hash(HeroPolicy policy) {
        return Sha256.hex(WAY + write(policy)).substring(0, HASH_LENGTH);
    }
}
