package org.reelgraph.artwork.serving;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.reelgraph.accounts.sessions.UrlSignatures;
import org.reelgraph.artwork.pictures.PictureSize;
import org.reelgraph.graphql.access.AnonymousAccess;

/**
 * The addresses of pictures. Where the catalogue isn't open to everyone, they are signed and good for one to two hours: the
 * same address is given for a whole hour, so that browsers can keep what they have.
 */
@Singleton
public class PictureLinks {

    static final String PATH = "/artwork";
    static final String UNTIL = "until";
    static final String SIGNATURE = "signature";
    static final String WIDTH = "w";
    static final String HEIGHT = "h";
    static final String FIT = "fit";
    static final String COVER = "cover";

    private static final long STEP = Duration.ofHours(1).toSeconds();

    private final AnonymousAccess anonymous;
    private final UrlSignatures signatures;
    private final Clock clock;
    private final String root;

    /** @param root the server's context path: empty, or such as {@code /reel} */
    PictureLinks(AnonymousAccess anonymous, UrlSignatures signatures, Clock clock,
            @Value("${micronaut.server.context-path:}") String root) {
        this.anonymous = anonymous;
        this.signatures = signatures;
        this.clock = clock;
        this.root = root;
    }

    /** {@return the address of a picture in a size, without the host} */
    public String of(String hash, PictureSize size) {
        var parameters = new ArrayList<String>();
        if (size.width() > 0) {
            parameters.add(WIDTH + "=" + size.width());
        }
        if (size.height() > 0) {
            parameters.add(HEIGHT + "=" + size.height());
        }
        if (size.isCover()) {
            parameters.add(FIT + "=" + COVER);
        }
        if (!anonymous.seesCatalog()) {
            parameters.addAll(signed(hash));
        }
        return root + PATH + "/" + hash + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    }

    private List<String> signed(String hash) {
        var until = (clock.instant().getEpochSecond() / STEP + 2) * STEP;
        return List.of(UNTIL + "=" + until, SIGNATURE + "=" + signatures.of(text(hash, Long.toString(until))));
    }

    private static String text(String hash, String until) {
        return "artwork " + hash + " " + until;
    }

    /** {@return whether an address was signed here} */
    boolean isSigned(String hash, String until, String signature) {
        return signatures.isOf(signature, text(hash, until));
    }

    /** {@return whether a time to which an address is good is over} */
    boolean isOver(String until) {
        return clock.instant().isAfter(Instant.ofEpochSecond(Long.parseLong(until)));
    }
}
