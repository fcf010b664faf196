package org.reelgraph.graphql.wire;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Determines which of the server's encodings a client accepts. The framework's compressor supports Snappy, which is not
 * an HTTP encoding, and prefers it for {@code *}; it prefers Zstandard to gzip as soon as any feature brings a library for
 * that; and it treats {@code q=0} as acceptance whenever another encoding is accepted.
 */
final class AcceptedCoding {

    private static final List<String> NOT_SPOKEN = List.of("snappy", "zstd");
    private static final String ANY = "*";
    private static final List<String> SPOKEN = List.of("gzip", "deflate");

    private AcceptedCoding() {
    }

    /**
     * Reduces a client's {@code Accept-Encoding} to the encoding of the response, unless it is a plain list of names.
     */
    static void clarify(HttpHeaders headers) {
        for (var values = headers.valueStringIterator(HttpHeaderNames.ACCEPT_ENCODING); values.hasNext();) {
            if (!isPlain(values.next())) {
                best(headers.getAll(HttpHeaderNames.ACCEPT_ENCODING)).ifPresentOrElse(
                        coding -> headers.set(HttpHeaderNames.ACCEPT_ENCODING, coding),
                        () -> headers.remove(HttpHeaderNames.ACCEPT_ENCODING));
                return;
            }
        }
    }

    private static boolean isPlain(String codings) {
        return codings.indexOf(';') < 0 && !codings.contains(ANY)
                && NOT_SPOKEN.stream().noneMatch(codings::contains);
    }

    private static Optional<String> best(List<String> accepted) {
        var codings = accepted.stream().flatMap(list -> Stream.of(list.split(","))).map(String::strip).toList();
        var others = weight(codings, ANY).orElse(0);
        return SPOKEN.stream().filter(coding -> weight(codings, coding).orElse(others) > 0).findFirst();
    }

    private static OptionalDouble weight(List<String> codings, String name) {
        return codings.stream().filter(coding -> coding.split(";", 2)[0].strip().equalsIgnoreCase(name))
                .mapToDouble(AcceptedCoding::weight).max();
    }

    private static double weight(String coding) {
        var weight = coding.indexOf('=');
        try {
            return weight < 0 ? 1 : Double.parseDouble(coding.substring(weight + 1));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
