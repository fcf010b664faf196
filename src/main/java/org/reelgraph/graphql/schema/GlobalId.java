package org.reelgraph.graphql.schema;

import com.github.f4b6a3.tsid.Tsid;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.plan.Utf8Text;

/**
 * A global id as clients see it: the type's prefix and the row's TSID in Crockford's Base32, such as
 * {@code series_0J8X4KQ2M7T3V}. Each id has exactly one spelling.
 */
public record GlobalId(String prefix, long id) {

    private static final int LONGEST_PREFIX = 20;
    private static final byte[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 13;
    private static final int BITS = 5;

    /** {@return the id as clients see it} */
    public static String of(String prefix, long id) {
        return new String(encoded(prefix, id), StandardCharsets.US_ASCII);
    }

    /** {@return the id as clients see it, encoded for a response} */
    static Utf8Text encode(String prefix, long id) {
        return new Utf8Text(encoded(prefix, id));
    }

    // An answer has an id for each object.
    private static byte[] encoded(String prefix, long id) {
        var bytes = new byte[prefix.length() + 1 + DIGITS];
        for (var i = 0; i < prefix.length(); i++) {
            bytes[i] = (byte) prefix.charAt(i);
        }
        bytes[prefix.length()] = '_';
        var rest = id;
        for (var place = bytes.length - 1; place > prefix.length(); place--) {
            bytes[place] = ALPHABET[(int) rest & ALPHABET.length - 1];
            rest >>>= BITS;
        }
        return bytes;
    }

    /**
     * {@return the parsed id}
     *
     * @throws RequestException if the text is not an id
     */
    public static GlobalId parse(String text) {
        return find(text)
                .orElseThrow(() -> RequestException.badInput("'" + shortened(text) + "' is not an id."));
    }

    /** {@return the parsed id; empty if the text is not an id} */
    public static Optional<GlobalId> find(String text) {
        var separator = text.lastIndexOf('_');
        var number = text.substring(separator + 1);
        return separator < 1 || separator > LONGEST_PREFIX || !Tsid.isValid(number)
                || !Tsid.from(number).toString().equals(number)
                        ? Optional.empty()
                        : Optional.of(new GlobalId(text.substring(0, separator), Tsid.from(number).toLong()));
    }

    /** {@return the number of an id with this prefix; empty if the text is another one, or no id} */
    public static Optional<Long> find(String prefix, String text) {
        return find(text).filter(id -> id.prefix().equals(prefix)).map(GlobalId::id);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
