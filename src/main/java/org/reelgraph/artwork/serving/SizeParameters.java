package org.reelgraph.artwork.serving;

import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.reelgraph.artwork.pictures.PictureSize;
import org.reelgraph.graphql.errors.RequestException;

/** The size that the address of a picture asks for. */
final class SizeParameters {

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,4}");

    private SizeParameters() {
    }

    /** {@return the size} @throws RequestException if there is no such one */
    static PictureSize of(HttpRequest<?> request) {
        var fit = request.getParameters().get(PictureLinks.FIT);
        if (fit != null && !List.of(PictureLinks.COVER, "contain").contains(fit)) {
            throw RequestException.badInput("The parameter 'fit' has to be contain or cover.");
        }
        return new PictureSize(side(request, PictureLinks.WIDTH), side(request, PictureLinks.HEIGHT),
                PictureLinks.COVER.equals(fit)).known()
                .orElseThrow(() -> RequestException.badInput("There is no such size. The parameter 'w' can be one of "
                        + PictureSize.widths() + ", 'h' one of " + PictureSize.heights()
                        + ", and 'fit=cover' needs both."));
    }

    private static int side(HttpRequest<?> request, String name) {
        var text = request.getParameters().get(name);
        if (text == null) {
            return 0;
        }
        // What is no number is no size either.
        return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }
}
