package org.reelgraph.connections.downloaders;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reelgraph.connections.SecretInput;
import org.reelgraph.connections.ServerKinds;
import org.reelgraph.connections.ServerUrl;
import org.reelgraph.connections.servers.ServerKind.Purpose;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.NameInput;

/** Checks what somebody decides about a downloader. Errors have paths within the draft. */
@Singleton
class DownloaderCheck {

    private static final Pattern TEXT = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,200}");
    private static final int LONGEST_TIMEOUT = 300_000;

    private final ServerKinds kinds;

    DownloaderCheck(ServerKinds kinds) {
        this.kinds = kinds;
    }

    /** {@return what is wrong with a draft by itself; empty if nothing is} */
    List<UserError> check(DownloaderDraft draft) {
        return Stream.of(NameInput.error(draft.name(), "A downloader", List.of("name")), kind(draft),
                draft.baseUrl().flatMap(url -> ServerUrl.error(url, List.of("baseUrl"))),
                draft.userName().flatMap(name -> text(name, "userName", "A user name")),
                draft.category().flatMap(category -> text(category, "category", "A category")), timeout(draft),
                draft.credentials().flatMap(Credentials::password)
                        .flatMap(password -> SecretInput.passwordError(password, List.of("password"))),
                draft.credentials().flatMap(Credentials::apiKey)
                        .flatMap(key -> SecretInput.keyError(key, List.of("apiKey"))))
                .flatMap(Optional::stream).toList();
    }

    private Optional<UserError> kind(DownloaderDraft draft) {
        var kind = kinds.named(draft.kind());
        return kind.purpose() == Purpose.DOWNLOADS
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.INVALID).at("kind")
                        .saying(kind.product()
                                + " downloads nothing. Downloaders are qBittorrent, NZBGet and SABnzbd."));
    }

    private static Optional<UserError> text(String text, String field, String what) {
        return TEXT.matcher(text).matches()
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.INVALID).at(field)
                        .saying(what + " has 1 to 200 characters, none of which is a control character."));
    }

    private static Optional<UserError> timeout(DownloaderDraft draft) {
        return draft.timeoutMillis() > 0 && draft.timeoutMillis() <= LONGEST_TIMEOUT
                ? Optional.empty()
                : Optional.of(UserError.of(UserErrorCode.OUT_OF_RANGE).at("timeoutMilliseconds")
                        .saying("The time for an answer is 1 to " + LONGEST_TIMEOUT + " milliseconds."));
    }

    /** {@return an error if a downloader is to be used that has no address} */
    Optional<UserError> missingAddress(DownloaderDraft draft) {
        return draft.enabled() && draft.baseUrl().isEmpty()
                ? Optional.of(UserError.of(UserErrorCode.REQUIRED).at("baseUrl")
                        .saying("A downloader that is enabled needs its address."))
                : Optional.empty();
    }

    /** {@return an error if another downloader has the name} */
    Optional<UserError> takenName(DownloaderDraft draft, Optional<Long> own, List<Downloader> all) {
        return all.stream().filter(other -> other.name().equalsIgnoreCase(draft.name()))
                .filter(other -> !own.equals(Optional.of(other.id()))).findFirst()
                .map(other -> UserError.of(UserErrorCode.ALREADY_EXISTS).at("name")
                        .saying("There is a downloader '" + other.name() + "' already."));
    }

    /** {@return an error if stored secrets would go to another server} */
    Optional<UserError> move(DownloaderDraft draft, Downloader before, boolean hasSecrets) {
        return before.baseUrl() == null || draft.baseUrl().isEmpty() || draft.credentials().isPresent() || !hasSecrets
                ? Optional.empty()
                : SecretInput.errorOfMove(before.baseUrl(), draft.baseUrl().get(),
                        List.of(kinds.named(draft.kind()).takesPassword() ? "password" : "apiKey"));
    }
}
