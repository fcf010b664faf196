package org.reelgraph.graphql.validation;

import graphql.language.Node;
import graphql.language.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * Something that is wrong with a request.
 *
 * @param message   what is wrong, and how to fix it
 * @param locations where it is in the document
 */
public record Problem(String message, List<SourceLocation> locations) {

    private static final int LONGEST = 1_000;

    /** Shortens a message that quotes a very long name. */
    public Problem {
        message = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }

    static Problem at(Node<?> node, String message) {
        return new Problem(message, Optional.ofNullable(node.getSourceLocation()).stream().toList());
    }
}
