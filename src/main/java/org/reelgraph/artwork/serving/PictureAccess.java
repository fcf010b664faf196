package org.reelgraph.artwork.serving;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import org.reelgraph.graphql.access.AnonymousAccess;
import org.reelgraph.graphql.access.EndpointPermission;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/** Who may see pictures: whoever may see the catalogue, and whoever has an address from somebody who may. */
@Singleton
class PictureAccess {

    private final AnonymousAccess anonymous;
    private final EndpointPermission permission;
    private final PictureLinks links;

    PictureAccess(AnonymousAccess anonymous, EndpointPermission permission, PictureLinks links) {
        this.anonymous = anonymous;
        this.permission = permission;
        this.links = links;
    }

    /** {@return whether everybody may} */
    boolean isOpen() {
        return anonymous.seesCatalog();
    }

    /** Lets a request pass. @throws RequestException if whoever asks may not see the picture */
    void check(HttpRequest<?> request, String hash) {
        if (isOpen()) {
            return;
        }
        var until = request.getParameters().get(PictureLinks.UNTIL);
        var signature = request.getParameters().get(PictureLinks.SIGNATURE);
        if (until == null || signature == null) {
            permission.require(request, Role.USER, "artwork");
        } else if (!links.isSigned(hash, until, signature)) {
            throw new RequestException(ErrorCode.FORBIDDEN, "The signature isn't one of this server.");
        } else if (links.isOver(until)) {
            throw new RequestException(ErrorCode.FORBIDDEN,
                    "This address was good for two hours at most. Ask for the image's url again.");
        }
    }
}
