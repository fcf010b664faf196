package org.reelgraph.graphql.access;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/** Who may use an endpoint beside GraphQL: transfers of files, metrics. */
@Singleton
public class EndpointPermission {

    private final Authentication authentication;
    private final AuthenticationCheck credentials;
    private final ApplicationEventPublisher<RequestDenied> refusals;

    EndpointPermission(Authentication authentication, AuthenticationCheck credentials,
            ApplicationEventPublisher<RequestDenied> refusals) {
        this.authentication = authentication;
        this.credentials = credentials;
        this.refusals = refusals;
    }

    /**
     * {@return the caller, who is signed in and has a role}
     *
     * @param action what they want, for the audit trail
     * @throws RequestException if they aren't, or don't have it
     */
    public Caller require(HttpRequest<?> request, Role role, String action) {
        var caller = authentication.caller(request);
        credentials.refusal(caller).ifPresent(refusal -> {
            throw refusal;
        });
        if (caller.viewer().isEmpty()) {
            throw denied(caller, action, ErrorCode.UNAUTHENTICATED, "This requires a sign-in.");
        }
        if (!caller.is(role)) {
            throw denied(caller, action, ErrorCode.FORBIDDEN, "This requires the role " + role + ".");
        }
        return caller;
    }

    private RequestException denied(Caller caller, String action, ErrorCode code, String message) {
        refusals.publishEvent(new RequestDenied(caller, action, code.name()));
        return new RequestException(code, message);
    }
}
