package org.reelgraph.accounts.users;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.accounts.AccountException;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.User.Status;
import org.reelgraph.accounts.passwords.Passwords;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.storage.StorageException;

/**
 * Imports MediaOS' {@code users.json}: an object of users by their ids, with {@code email}, {@code passwordHash},
 * {@code role} ({@code admin} or {@code user}), {@code createdAt}, {@code updatedAt} and, if they ever signed in,
 * {@code lastLoginAt}. Hashes and dates stay as they are.
 */
@Singleton
public class MediaOsUsers {

    /** What happens to a user in the file. */
    public enum Outcome {
        /** Was added. */
        CREATED,
        /** A user with this e-mail address exists and stays as it is. */
        EXISTS,
        /** Can't be imported. */
        FAILED
    }

    /**
     * What happened to one user in the file.
     *
     * @param key    the user's key in the file
     * @param email  the e-mail address in its compared form, or as in the file if it isn't one
     * @param reason why it failed; empty otherwise
     */
    public record Fate(String key, String email, Outcome outcome, String reason) {
    }

    private final AccountStores stores;
    private final ObjectMapper json;

    MediaOsUsers(AccountStores stores, ObjectMapper json) {
        this.stores = stores;
        this.json = json;
    }

    /**
     * {@return what happened to each user, or would happen, in the order of the file}
     *
     * @param  dryRun  whether nothing is written
     * @throws AccountException if the file can't be read or doesn't have this form
     */
    public List<Fate> importFrom(Path file, boolean dryRun) {
        var tree = tree(file);
        return stores.write(() -> {
            var fates = new ArrayList<Fate>();
            Set<String> seen = new HashSet<>();
            tree.properties().forEach(user -> fates.add(take(user.getKey(), user.getValue(), seen, dryRun)));
            return fates;
        });
    }

    private JsonNode tree(Path file) {
        try {
            var tree = json.readTree(Files.readAllBytes(file));
            if (tree == null || !tree.isObject()) {
                throw faulty("'" + file + "' is not MediaOS' users.json: an object of users is expected.");
            }
            return tree;
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw faulty("'" + file + "' is not JSON from line " + place.getLineNr() + ", column "
                    + place.getColumnNr() + " on.");
        } catch (IOException e) {
            throw faulty(String.valueOf(StorageException.of("'" + file + "' can't be read", e).getMessage()));
        }
    }

    private Fate take(String key, JsonNode node, Set<String> seen, boolean dryRun) {
        var given = node.path("email").asText();
        try {
            var address = EmailAddress.of(given).orElseThrow(() -> faulty("email is not an e-mail address"));
            var user = user(node, address);
            if (!seen.add(address.text()) || stores.users().findByEmail(address.text()).isPresent()) {
                return new Fate(key, address.text(), Outcome.EXISTS, "");
            }
            if (!dryRun) {
                stores.audit().within(Actor.COMMAND_LINE, "importUsers", user.globalId(), user.email(),
                        () -> stores.users().save(user));
            }
            return new Fate(key, address.text(), Outcome.CREATED, "");
        } catch (AccountException e) {
            return new Fate(key, given, Outcome.FAILED, e.getMessage());
        }
    }

    private User user(JsonNode node, EmailAddress address) {
        var hash = node.path("passwordHash").asText();
        if (!Passwords.isKnown(hash)) {
            throw faulty("passwordHash has an unknown form");
        }
        var role = switch (node.path("role").asText()) {
            case "admin" -> Role.ADMIN;
            case "user" -> Role.USER;
            default -> throw faulty("role is neither admin nor user");
        };
        var created = instant(node, "createdAt").orElseThrow(() -> faulty("createdAt is missing"));
        return new User(stores.ids().next(), address.text(), address.localPart(), role, Status.ACTIVE, hash, created,
                instant(node, "updatedAt").orElse(created), orNull(instant(node, "lastLoginAt")), null);
    }

    private static @Nullable Instant orNull(Optional<Instant> instant) {
        return instant.orElse(null);
    }

    private static Optional<Instant> instant(JsonNode node, String field) {
        if (!node.hasNonNull(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(node.get(field).asText()).truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException e) {
            throw faulty(field + " is not an instant as in RFC 3339");
        }
    }

    private static AccountException faulty(String message) {
        return new AccountException(UserError.of(UserErrorCode.INVALID).at("input", "file")
                .saying(message));
    }
}
