package org.reelgraph.accounts.users;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.reelgraph.accounts.AccountException;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.User.Status;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.storage.StorageException;

/**
 * Imports the users of a MediaOS {@code users.json} by itself. Nothing is kept to write the file again.
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
    private final UsersFile users;
    private final ObjectMapper json;

    MediaOsUsers(AccountStores stores, UsersFile users, ObjectMapper json) {
        this.stores = stores;
        this.users = users;
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
        var given = node.path("email").asText("");
        try {
            if (!(node instanceof ObjectNode entry)) {
                throw faulty("It must be an object.");
            }
            var user = user(key, entry);
            if (!seen.add(user.email()) || stores.users().findByEmail(user.email()).isPresent()) {
                return new Fate(key, user.email(), Outcome.EXISTS, "");
            }
            if (!dryRun) {
                stores.audit().within(Actor.COMMAND_LINE, "importUsers", user.globalId(), user.email(),
                        () -> stores.users().save(user));
            }
            return new Fate(key, user.email(), Outcome.CREATED, "");
        } catch (AccountException e) {
            return new Fate(key, given, Outcome.FAILED, e.getMessage());
        }
    }

    private User user(String key, ObjectNode node) {
        var errors = new ArrayList<UserError>();
        var read = users.read(EntryKey.ofMember(key), node, errors::add);
        if (read.isEmpty() || !errors.isEmpty()) {
            throw faulty(errors.getFirst().message());
        }
        var given = read.get();
        return new User(stores.ids().next(), given.email().text(), given.email().localPart(),
                given.role(Role.USER), Status.ACTIVE, given.passwordHash().orElse(User.NO_PASSWORD), given.createdAt(),
                given.updatedAt(), given.lastLoginAt().orElse(null), null);
    }

    private static AccountException faulty(String message) {
        return new AccountException(UserError.of(UserErrorCode.INVALID).at("input", "file")
                .saying(message));
    }
}
