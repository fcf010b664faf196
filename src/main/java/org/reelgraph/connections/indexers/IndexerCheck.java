package org.reelgraph.connections.indexers;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.reelgraph.connections.SecretInput;
import org.reelgraph.connections.ServerKinds;
import org.reelgraph.connections.ServerUrl;
import org.reelgraph.connections.servers.ServerKind.Purpose;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.NameInput;

/** Checks what somebody decides about an indexer. Errors have paths within the draft. */
@Singleton
class IndexerCheck {

    private static final Set<String> MANAGERS = Set.of("PROWLARR", "JACKETT");
    private static final int WORST = 50;

    private final ServerKinds kinds;

    IndexerCheck(ServerKinds kinds) {
        this.kinds = kinds;
    }

    /** {@return what is wrong with a draft by itself; empty if nothing is} */
    List<UserError> check(IndexerDraft draft) {
        return Stream.of(NameInput.error(draft.name(), "An indexer", List.of("name")), kind(draft), managedBy(draft),
                draft.baseUrl().flatMap(url -> ServerUrl.error(url, List.of("baseUrl"))),
                draft.apiKey().flatMap(key -> SecretInput.keyError(key, List.of("apiKey"))))
                .flatMap(Optional::stream).toList();
    }

    private Optional<UserError> kind(IndexerDraft draft) {
        var kind = kinds.named(draft.kind());
        return kind.purpose() == Purpose.SEARCH
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.INVALID).at("kind").saying(kind.product()
                        + " knows of no releases. Indexers are Prowlarr, Jackett, and what speaks Torznab or Newznab."));
    }

    private static Optional<UserError> managedBy(IndexerDraft draft) {
        return draft.managedBy()
                .filter(manager -> !MANAGERS.contains(manager) || Protocol.ofKind(draft.kind()).isEmpty()
                        || MANAGERS.contains(draft.kind()))
                .map(manager -> UserError.of(UserErrorCode.INVALID).at("managedBy")
                        .saying("Only PROWLARR and JACKETT manage others, which are TORZNAB or NEWZNAB."));
    }

    /** {@return what keeps an indexer from being used, or is no priority that somebody can choose} */
    List<UserError> unusable(IndexerDraft draft) {
        return Stream.of(address(draft), key(draft), priority(draft)).flatMap(Optional::stream).toList();
    }

    /** {@return an error if another Prowlarr or Jackett has the name of this one} Other indexers may share one. */
    Optional<UserError> takenName(IndexerDraft draft, Optional<Long> own, List<Indexer> all) {
        return all.stream().filter(other -> MANAGERS.contains(draft.kind()) && other.kind().equals(draft.kind()))
                .filter(other -> other.name().equalsIgnoreCase(draft.name()))
                .filter(other -> !own.equals(Optional.of(other.id()))).findFirst()
                .map(other -> UserError.of(UserErrorCode.ALREADY_EXISTS).at("name")
                        .saying("There is a " + kinds.named(other.kind()).product() + " '" + other.name()
                                + "' already."));
    }

    private static Optional<UserError> address(IndexerDraft draft) {
        return draft.enabled() && draft.baseUrl().isEmpty() && draft.managedBy().isEmpty()
                ? Optional.of(UserError.of(UserErrorCode.REQUIRED).at("baseUrl")
                        .saying("An indexer that is enabled needs"
                                + " its address, unless another one manages it (managedBy)."))
                : Optional.empty();
    }

    private Optional<UserError> key(IndexerDraft draft) {
        return draft.enabled() && draft.apiKey().isEmpty() && kinds.named(draft.kind()).needsSecret()
                ? Optional.of(UserError.of(UserErrorCode.REQUIRED).at("apiKey")
                        .saying("It can't be used without its API key."))
                : Optional.empty();
    }

    private static Optional<UserError> priority(IndexerDraft draft) {
        return draft.priority() >= 1 && draft.priority() <= WORST
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.OUT_OF_RANGE).at("priority")
                        .saying("A priority is 1, which is the best, to " + WORST + "."));
    }
}
