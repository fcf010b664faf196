package org.reelgraph.accounts.sessions;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.security.token.jwt.signature.secret.SecretSignature;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.accounts.Session;

/**
 * Makes and reads tokens: JWTs (RFC 7519) signed by HS256, each of which says what it is for. Only the header that this
 * server writes is accepted: a token never says how it is to be verified.
 */
@Singleton
class Tokens {

    private static final int LONGEST = 1_000;
    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.HS256);
    private static final String BEGINNING = HEADER.toBase64URL() + ".";
    private static final String USE = "use";
    private static final String GENERATION = "gen";
    // How far the clocks of two machines may differ.
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** What a token is for. */
    enum Use {
        ACCESS, REFRESH
    }

    /** A token that this server issued. */
    record Token(long sessionId, Instant expiresAt) {
    }

    private final SecretSignature signature;
    private final SessionSettings settings;
    private final Clock clock;

    Tokens(SigningSecret secret, SessionSettings settings, Clock clock) {
        this.signature = secret.signature();
        this.settings = settings;
        this.clock = clock;
    }

    /** {@return when a session's access token ends, to the second as the token has it} */
    Instant accessEnd(Session session) {
        return session.rotatedAt().plus(settings.accessTime()).truncatedTo(ChronoUnit.SECONDS);
    }

    /** {@return when a session's refresh token ends, to the second as the token has it} */
    Instant refreshEnd(Session session) {
        return session.expiresAt().truncatedTo(ChronoUnit.SECONDS);
    }

    /** {@return the access token; always the same for the same state of a session} */
    String access(Session session) {
        return signed(session, Use.ACCESS, accessEnd(session));
    }

    /** {@return the refresh token; always the same for the same state of a session} */
    String refresh(Session session) {
        return signed(session, Use.REFRESH, refreshEnd(session));
    }

    private String signed(Session session, Use use, Instant until) {
        return signed(new JWTClaimsSet.Builder().subject(Long.toString(session.userId()))
                .jwtID(Long.toString(session.id())).claim(USE, use.name()).claim(GENERATION, session.generation())
                .issueTime(Date.from(session.rotatedAt())).expirationTime(Date.from(until)).build());
    }

    private String signed(JWTClaimsSet claims) {
        try {
            return signature.sign(claims).serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java has HMAC.", e);
        }
    }

    /**
     * {@return what a token says; empty if this server didn't issue it, or if it is for something else, not yet valid,
     * or expired}
     */
    Optional<Token> read(String text, Use use) {
        try {
            return claims(text).filter(claims -> isFor(use, claims) && isInTime(use, claims)).map(claims -> new Token(
                    Long.parseLong(claims.getJWTID()), claims.getExpirationTime().toInstant()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@return why a text is not a valid access token, and what to do about it} */
    String accessFault(String text) {
        var claims = claims(text);
        if (claims.filter(known -> isFor(Use.REFRESH, known)).isPresent()) {
            return "This is a refresh token. Use refreshSession to get an access token.";
        }
        if (claims.filter(known -> isFor(Use.ACCESS, known) && hasEnded(known)).isPresent()) {
            return "The access token has expired. Get another one with refreshSession.";
        }
        return claims.filter(known -> isFor(Use.ACCESS, known) && isOfTheFuture(known)).isPresent()
                ? "The access token is not valid yet, since the server's clock was set back. Get another one with"
                        + " refreshSession."
                : "The access token is not valid. Sign in again.";
    }

    private Optional<JWTClaimsSet> claims(String text) {
        if (text.length() > LONGEST || !text.startsWith(BEGINNING)) {
            return Optional.empty();
        }
        try {
            var jwt = SignedJWT.parse(text);
            return signature.verify(jwt) && isOnlyText(jwt)
                    ? Optional.of(jwt.getJWTClaimsSet())
                    : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    // A signature can be written in several ways. Tokens are compared as texts, so another spelling would look like a
    // stolen token.
    private static boolean isOnlyText(SignedJWT jwt) {
        return Base64URL.encode(jwt.getSignature().decode()).equals(jwt.getSignature());
    }

    private static boolean isFor(Use use, JWTClaimsSet claims) {
        return use.name().equals(claims.getClaim(USE)) && claims.getExpirationTime() != null
                && claims.getJWTID() != null;
    }

    // A refresh token is valid once, whenever it was issued, so its holder isn't locked out if the clock is set back.
    private boolean isInTime(Use use, JWTClaimsSet claims) {
        return !hasEnded(claims) && claims.getIssueTime() != null && (use == Use.REFRESH || !isOfTheFuture(claims));
    }

    private boolean isOfTheFuture(JWTClaimsSet claims) {
        var latest = clock.instant().plus(SKEW);
        return Stream.of(claims.getIssueTime(), claims.getNotBeforeTime()).filter(Objects::nonNull)
                .anyMatch(begin -> begin.toInstant().isAfter(latest));
    }

    private boolean hasEnded(JWTClaimsSet claims) {
        return !clock.instant().isBefore(claims.getExpirationTime().toInstant());
    }
}
