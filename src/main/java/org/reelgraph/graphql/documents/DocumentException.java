package org.reelgraph.graphql.documents;

import java.util.List;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/** The document that a request names isn't known, or isn't one that its caller may run. */
public final class DocumentException extends RequestException {

    private final transient List<String> messages;
    private final boolean asksForText;

    private DocumentException(ErrorCode code, List<String> messages, boolean asksForText) {
        super(code, messages.getFirst());
        this.messages = messages;
        this.asksForText = asksForText;
    }

    static DocumentException of(ErrorCode code, String message) {
        return new DocumentException(code, List.of(message), false);
    }

    /**
     * {@return an error that has Apollo's clients send the text}
     *
     * @param messages what they look for, each as an error of its own
     */
    static DocumentException askingForText(ErrorCode code, String... messages) {
        return new DocumentException(code, List.of(messages), true);
    }

    /** {@return the messages of the errors} */
    public List<String> messages() {
        return messages;
    }

    /**
     * {@return whether the client will send the text, so that this is told whoever asks: the text may be one that needs
     * no valid token}
     */
    public boolean asksForText() {
        return asksForText;
    }
}
