package org.reelgraph.graphql.validation;

import graphql.language.Node;
import graphql.language.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * Something that is wrong with a request.
 *
 * @param message   what is wrong, and what would be right
 * @param locations where in the document
 */
public record Problem(String message, List<SourceLocation> locations) {

    static Problem at(Node<?> node, String message) {
        return new Problem(message, Optional.ofNullable(node.getSourceLocation()).stream().toList());
    }
}
