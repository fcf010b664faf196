package org.reelgraph.attacks;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.reelgraph.testing.RawSocket;

/** Frames of WebSockets at random, most of which hold messages of the protocol or something like these. */
final class RandomFrames {

    private RandomFrames() {
    }

    static Arbitrary<byte[]> all() {
        var id = Arbitraries.of("\"a\"", "\"b\"", "\"\"", "1", "null", "\"" + "i".repeat(500) + "\"", "\"\\ud800\"",
                "{}");
        var type = Arbitraries.of("subscribe", "subscribe", "subscribe", "complete", "ping", "pong", "connection_init",
                "next",
                "",
                "start", "SUBSCRIBE");
        var payload = Arbitraries.of("{\"query\":\"{ __typename }\"}",
                "{\"query\":\"subscription { libraryChanged { action } }\"}",
                "{\"query\":\"subscription { jobUpdated { id } }\"}", "{\"query\":\"{ allSeries { totalCount } }\"}",
                "{\"query\":\"subscription($a: String) { libraryChanged(after: $a) { action } }\",\"variables\":{\"a\":\"x\"}}",
                "{\"query\":1}", "{\"query\":\"{\"}", "{\"documentId\":\"a\"}", "{}", "[]", "null", "1",
                "{\"query\":\"{ __typename }\",\"extensions\":{\"persistedQuery\":1}}",
                "{\"query\":\"{ __typename }\",\"variables\":[]}",
                "{\"query\":\"{ __typename }\",\"operationName\":\"x\"}",
                "{\"query\":\"mutation { logout { ended } }\"}", "{\"Authorization\":\"Bearer x\"}",
                "{\"a\":{\"b\":[1e999]}}");
        var messages = Combinators.combine(id, type, payload).as((which, kind, what) -> "{\"id\":" + which
                + ",\"type\":\"" + kind + "\",\"payload\":" + what + "}");
        var texts = Arbitraries.frequencyOf(Tuple.of(6, messages),
                Tuple.of(1, Arbitraries.of("", "{", "[]", "{}", "null", "\"", "\u00ff", "{\"type\":1}")));
        var kind = Arbitraries.frequency(Tuple.of(20, RawSocket.TEXT), Tuple.of(1, RawSocket.BINARY),
                Tuple.of(1, RawSocket.CONTINUATION), Tuple.of(1, RawSocket.PING),
                Tuple.of(1, RawSocket.PONG), Tuple.of(1, RawSocket.CLOSE),
                Tuple.of(1, 0x7b));
        var isLast = Arbitraries.frequency(Tuple.of(9, true), Tuple.of(1, false));
        return Combinators.combine(texts, kind, isLast).as((text, of, last) -> RawSocket.frame(of, last,
                text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
