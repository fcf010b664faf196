package org.reelgraph.connections.clients;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The elements of an answer of an indexer, as far as its capabilities, its list of indexers and its errors need them.
 *
 * @param elements in their order; the first is the root
 */
record Feed(List<Element> elements) {

    private static final String ERROR = "error";
    private static final Pattern CODE = Pattern.compile("\\d{1,6}");

    /**
     * An element.
     *
     * @param name       without its namespace
     * @param attributes by their names without namespaces
     */
    record Element(String name, Map<String, String> attributes) {
    }

    /** {@return the name of the root} */
    String root() {
        return elements.getFirst().name();
    }

    /** {@return how many elements have a name} */
    long count(String name) {
        return elements.stream().filter(element -> element.name().equals(name)).count();
    }

    /** {@return an attribute of the first element with a name} */
    Optional<String> attribute(String element, String attribute) {
        return elements.stream().filter(each -> each.name().equals(element)).findFirst()
                .flatMap(each -> Optional.ofNullable(each.attributes().get(attribute)));
    }

    /** {@return whether it is an error} */
    boolean isError() {
        return root().equals(ERROR);
    }

    /** {@return the code of the error; 0 if it has none} */
    int code() {
        return attribute(ERROR, "code").map(String::strip).filter(text -> CODE.matcher(text).matches())
                .map(Integer::parseInt).orElse(0);
    }
}
