package org.reelgraph.connections;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reelgraph.connections.servers.ServerKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.NameInput;

/** Checks what somebody decides about a connection. */
@Singleton
class ConnectionCheck {

    private static final Pattern IDENTIFIER = Pattern.compile("[\\w-]{1,200}");

    private static final int LONGEST_SOURCE = 100;

    private final ConnectionStore store;
    private final ServerKinds kinds;

    ConnectionCheck(ConnectionStore store, ServerKinds kinds) {
        this.store = store;
        this.kinds = kinds;
    }

    /** {@return what is wrong with a new connection; empty if nothing is} Needs the writer's transaction. */
    List<UserError> check(ConnectionDraft draft, Optional<String> source) {
        return Stream.of(name(draft, Optional.empty()), ServerUrl.error(draft.url(), path("url")),
                kind(draft), secret(draft, "input"), source.flatMap(ConnectionCheck::source)).flatMap(Optional::stream)
                .toList();
    }

    private Optional<UserError> kind(ConnectionDraft draft) {
        var kind = kinds.named(draft.kind());
        return switch (kind.purpose()) {
            case LIBRARY -> Optional.empty();
            case DOWNLOADS -> Optional.of(wrongKind(kind, "createDownloader"));
            case SEARCH -> Optional.of(wrongKind(kind, "createIndexer"));
        };
    }

    private static UserError wrongKind(ServerKind kind, String mutation) {
        return UserError.of(UserErrorCode.INVALID).at(path("kind"))
                .saying("No library comes from " + kind.product() + ". Use " + mutation + ".");
    }

    private static Optional<UserError> source(String source) {
        return source.isEmpty() || source.length() > LONGEST_SOURCE
                ? Optional.of(UserError.of(UserErrorCode.OUT_OF_RANGE).at(path("source"))
                        .saying("A source has 1 to " + LONGEST_SOURCE + " characters."))
                : Optional.empty();
    }

    /** {@return what is wrong with a change; empty if nothing is} Needs the writer's transaction. */
    List<UserError> check(ConnectionDraft draft, ConnectedServer before) {
        var url = ServerUrl.error(draft.url(), path("url"));
        return Stream.of(name(draft, Optional.of(before.id())), url, secret(draft, "input"), serverIdentifier(draft),
                url.isPresent() ? Optional.<UserError>empty() : address(draft, before))
                .flatMap(Optional::stream).toList();
    }

    /** {@return what is wrong with what is only to be tried; empty if nothing is} */
    List<UserError> checkUnsaved(ConnectionDraft draft) {
        return Stream.of(ServerUrl.error(draft.url(), List.of("input", "unsaved", "url")), unsavedSecret(draft))
                .flatMap(Optional::stream).toList();
    }

    private Optional<UserError> unsavedSecret(ConnectionDraft draft) {
        var path = List.of("input", "unsaved", "secret");
        if (draft.secret().isEmpty()) {
            return kinds.named(draft.kind()).needsSecret()
                    ? Optional.of(UserError.of(UserErrorCode.REQUIRED).at(path).saying("It needs its key or token."))
                    : Optional.empty();
        }
        return draft.userName().isPresent()
                ? SecretInput.passwordError(draft.secret().get(), path)
                : SecretInput.keyError(draft.secret().get(), path);
    }

    private static Optional<UserError> serverIdentifier(ConnectionDraft draft) {
        return draft.serverIdentifier().filter(identifier -> !IDENTIFIER.matcher(identifier).matches())
                .map(identifier -> UserError.of(UserErrorCode.INVALID).at(path("serverIdentifier"))
                        .saying("A server's identifier has 1 to 200 letters, digits and hyphens."));
    }

    private static List<String> path(String field) {
        return List.of("input", field);
    }

    private Optional<UserError> name(ConnectionDraft draft, Optional<Long> id) {
        return NameInput.error(draft.name(), "A connection", path("name"))
                .or(() -> store.findAll().stream().filter(other -> other.name().equalsIgnoreCase(draft.name()))
                        .filter(other -> !id.equals(Optional.of(other.id()))).findFirst()
                        .map(other -> UserError.of(UserErrorCode.ALREADY_EXISTS).at(path("name"))
                                .saying("There is a connection '" + other.name() + "' already.")));
    }

    private static Optional<UserError> secret(ConnectionDraft draft, String... path) {
        return draft.secret().flatMap(secret -> SecretInput.keyError(secret,
                Stream.concat(Stream.of(path), Stream.of("secret")).toList()));
    }

    private static Optional<UserError> address(ConnectionDraft draft, ConnectedServer before) {
        return draft.secret().isPresent()
                ? Optional.empty()
                : SecretInput.errorOfMove(before.url(), draft.url(), path("secret"));
    }
}
