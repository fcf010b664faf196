package org.reelgraph.graphql.documents;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import java.util.Optional;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.RequestDenied;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.execution.GraphQlRequest;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.Sha256;

import static org.reelgraph.graphql.documents.Manifest.SHA256;

/**
 * Finds the document that a request names, by the id of a persisted document or by the hash of an automatic persisted
 * query; and refuses documents that aren't in the manifest, where only those may run.
 */
// Created at the start, so that settings that can't be used stop it.
@Context
@Introspected
@Requires(property = "reelgraph.serves", value = "true")
public class Documents {

    /** No document has the id that the request names. */
    private static final ErrorCode DOCUMENT_NOT_FOUND = new ErrorCode("DOCUMENT_NOT_FOUND", HttpStatus.BAD_REQUEST);
    /** The document isn't in the manifest, and the caller may run no others. */
    private static final ErrorCode DOCUMENT_NOT_TRUSTED = new ErrorCode("DOCUMENT_NOT_TRUSTED", HttpStatus.FORBIDDEN);
    /** No document with the hash is registered. Clients send the text on a 200. */
    private static final ErrorCode PERSISTED_QUERY_NOT_FOUND = new ErrorCode("PERSISTED_QUERY_NOT_FOUND",
            HttpStatus.OK);
    /** No documents are registered here. Clients send the text on a 200. */
    private static final ErrorCode PERSISTED_QUERY_NOT_SUPPORTED = new ErrorCode("PERSISTED_QUERY_NOT_SUPPORTED",
            HttpStatus.OK);

    private static final String TRUSTED = "trusted";
    private static final String NONE = "none";
    private static final String GRAPHIQL = "admins-and-graphiql";

    private final ManifestFile manifest;
    private final RegisteredDocuments registered;
    private final ApplicationEventPublisher<RequestDenied> refusals;
    private final boolean trustedOnly;
    private final String exempt;

    Documents(ManifestFile manifest, RegisteredDocuments registered, ApplicationEventPublisher<RequestDenied> refusals,
            @Setting(description = "Which documents run: any, or only those of the manifest.", defaultValue = "any",
                    oneOf = {"any", TRUSTED}) @Property(name = "reelgraph.documents") String which,
            @Setting(
                    description = "Who may run any document where only those of the manifest run. GraphiQL is told by a "
                            + "header that anyone can send.",
                    defaultValue = "admins",
                    oneOf = {NONE, "admins", GRAPHIQL}) @Property(name = "reelgraph.documents-exempt") String exempt) {
        this.manifest = manifest;
        this.registered = registered;
        this.refusals = refusals;
        this.trustedOnly = which.equals(TRUSTED);
        this.exempt = exempt;
        if (trustedOnly && !manifest.isSet()) {
            throw new ConfigurationException(
                    "REELGRAPH_DOCUMENTS is 'trusted', so REELGRAPH_DOCUMENTS_MANIFEST must name a file.");
        }
    }

    /**
     * {@return the request with its document's text, if that is known}
     *
     * <p>This decides nothing: it is for what has to be known before the caller is.
     *
     * @throws RequestException if the document isn't named in a way that can be read
     */
    public Optional<GraphQlRequest> preview(GraphQlRequest request) {
        return request.query().isEmpty() && request.namesDocument()
                ? found(request, true).map(request::withQuery)
                : Optional.of(request);
    }

    /**
     * {@return the request with its document's text}
     *
     * @param isGraphiQl whether it says that it comes from GraphiQL
     * @throws DocumentException if there is no such document, or the caller may not run it
     * @throws RequestException  if the document isn't named in a way that can be read, or the text has another name
     */
    public GraphQlRequest resolved(GraphQlRequest request, Caller caller, boolean isGraphiQl) {
        checkNames(request);
        var mayRunAny = !trustedOnly || isExempt(caller, isGraphiQl);
        if (request.query().isEmpty() && request.namesDocument()) {
            return found(request, mayRunAny).map(request::withQuery)
                    .orElseThrow(() -> missing(request, caller, mayRunAny));
        }
        if (!mayRunAny && !manifest.current().contains(request.query())) {
            throw notTrusted(caller);
        }
        if (request.namesDocument()) {
            register(request, caller, mayRunAny);
        }
        return request;
    }

    // Whoever reads one of two names, such as a cache or a log, would see another document than runs.
    private void checkNames(GraphQlRequest request) {
        var id = request.documentId();
        var hash = id.isPresent() ? request.persistedQuery() : Optional.<String>empty();
        if (hash.isPresent() && !id.equals(hash) && !id.get().equals(SHA256 + hash.get())
                && manifest.current().find(id.get()).map(Sha256::hex).filter(hash.get()::equals).isEmpty()) {
            throw new RequestException(ErrorCode.BAD_REQUEST,
                    "The 'documentId' and the hash in 'extensions.persistedQuery' name two documents. Send one of them.");
        }
    }

    private boolean isExempt(Caller caller, boolean isGraphiQl) {
        return !exempt.equals(NONE) && (caller.is(Role.ADMIN) || isGraphiQl && exempt.equals(GRAPHIQL));
    }

    private Optional<String> found(GraphQlRequest request, boolean mayRunAny) {
        var known = manifest.current();
        // The ids of Apollo's manifests come in the place of the hash.
        return request.documentId().or(request::persistedQuery).flatMap(known::find)
                .or(() -> hashOf(request).flatMap(hash -> known.ofHash(hash)
                        .or(() -> mayRunAny ? registered.find(hash) : Optional.empty())));
    }

    private static Optional<String> hashOf(GraphQlRequest request) {
        return request.documentId().isPresent()
                ? request.documentId().filter(id -> id.startsWith(SHA256)).map(id -> id.substring(SHA256.length()))
                : request.persistedQuery();
    }

    private DocumentException missing(GraphQlRequest request, Caller caller, boolean mayRunAny) {
        if (!mayRunAny) {
            return notTrusted(caller);
        }
        if (request.documentId().isPresent()) {
            return DocumentException.of(DOCUMENT_NOT_FOUND, "No document is known by this 'documentId'.");
        }
        // After the first of two errors, Apollo Client and urql send full texts from then on; Apollo's clients for Kotlin
        // and iOS look for the second.
        return registered.isOn()
                ? DocumentException.askingForText(PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound")
                : DocumentException.askingForText(PERSISTED_QUERY_NOT_SUPPORTED, "PersistedQueryNotSupported",
                        "PersistedQueryNotFound");
    }

    private DocumentException notTrusted(Caller caller) {
        refusals.publishEvent(new RequestDenied(caller, "document", DOCUMENT_NOT_TRUSTED.name()));
        return DocumentException.of(DOCUMENT_NOT_TRUSTED,
                "The document is none of those that this server runs. Its owner keeps a list of them.");
    }

    private void register(GraphQlRequest request, Caller caller, boolean mayRunAny) {
        var text = request.query();
        if (found(request, mayRunAny).filter(text::equals).isPresent()) {
            return;
        }
        var hash = hashOf(request).orElseThrow(() -> new RequestException(ErrorCode.BAD_REQUEST,
                "The 'documentId' isn't the query's. Send one of them, or both with 'sha256:' and the query's hash."));
        if (!Sha256.hex(text).equals(hash)) {
            throw new RequestException(ErrorCode.BAD_REQUEST,
                    "The hash isn't that of the query: it has to be the SHA-256 of its text in UTF-8, in lower-case"
                            + " hexadecimal digits.");
        }
        if (mayRunAny) {
            registered.add(hash, text, caller);
        }
    }
}
