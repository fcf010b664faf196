package org.reelgraph.accounts.users;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.passwords.Passwords;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.Layout;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.storage.sql.JsonArray;

/**
 * MediaOS' {@code users.json}: an object of users by their ids, with {@code email}, {@code passwordHash}, {@code role}
 * ({@code admin} or {@code user}), {@code createdAt}, {@code updatedAt} and, if they ever signed in, {@code lastLoginAt}.
 * Hashes and dates stay as they are. MediaOS can't suspend anybody, so who is suspended is not in it.
 */
@Singleton
class UsersFile implements MediaOsFile<MediaOsUser> {

    private static final String HASH = "passwordHash";
    private static final String EMAIL = "email";
    private static final String CREATED = "createdAt";
    private static final String LOGIN = "lastLoginAt";
    private static final DateTimeFormatter MILLISECONDS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final AccountStores stores;
    private final UserAdministration administration;
    private final UserMerge merge;

    UsersFile(AccountStores stores, UserAdministration administration, UserMerge merge) {
        this.stores = stores;
        this.administration = administration;
        this.merge = merge;
    }

    @Override
    public String name() {
        return "users";
    }

    @Override
    public Layout layout() {
        return Layout.object();
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Set<String> members() {
        return Set.of(EMAIL, HASH, "role", CREATED, "updatedAt", LOGIN);
    }

    // Who signs in here gets another hash, which MediaOS can't use. The one before is of the same password.
    @Override
    public Set<String> lasting() {
        return Set.of(HASH);
    }

    @Override
    public Set<String> incidental() {
        return Set.of(LOGIN);
    }

    @Override
    public Set<String> hidden() {
        return Set.of(HASH);
    }

    @Override
    public ObjectNode fresh(EntryKey key) {
        return JsonNodeFactory.instance.objectNode().put("id", key.key());
    }

    @Override
    public Optional<MediaOsUser> read(EntryKey key, ObjectNode entry, Consumer<UserError> errors) {
        var given = entry.path(EMAIL).asText("");
        var email = EmailAddress.of(given);
        if (email.isEmpty()) {
            errors.accept(faulty(EMAIL, given.isBlank()
                    ? "The email is missing."
                    : "The email '" + given + "' is not an e-mail address."));
        }
        var hash = entry.path(HASH).asText("");
        if (!hash.isEmpty() && !Passwords.isKnown(hash)) {
            errors.accept(faulty(HASH, "passwordHash has an unknown form."));
        }
        var role = entry.path("role").asText();
        if (!Set.of("admin", "user").contains(role)) {
            errors.accept(faulty("role", "The role is neither admin nor user."));
        }
        var created = instant(entry, CREATED, errors);
        if (!entry.hasNonNull(CREATED)) {
            errors.accept(faulty(CREATED, "createdAt is missing."));
        }
        var updated = instant(entry, "updatedAt", errors).or(() -> created);
        var login = instant(entry, LOGIN, errors);
        return email.isEmpty() || created.isEmpty()
                ? Optional.empty()
                : Optional.of(new MediaOsUser(email.get(), Optional.of(hash).filter(text -> !text.isEmpty()),
                        role.equals("admin"), created.get(), updated.orElse(created.get()), login));
    }

    private static Optional<Instant> instant(ObjectNode entry, String name, Consumer<UserError> errors) {
        if (!entry.hasNonNull(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(entry.get(name).asText()).truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException e) {
            errors.accept(faulty(name, name + " is not an instant as in RFC 3339."));
            return Optional.empty();
        }
    }

    private static UserError faulty(String name, String message) {
        return UserError.of(UserErrorCode.INVALID).at(name).saying(message);
    }

    @Override
    public ObjectNode write(MediaOsUser user) {
        var entry = JsonNodeFactory.instance.objectNode().put(EMAIL, user.email().text());
        user.passwordHash().ifPresent(hash -> entry.put(HASH, hash));
        entry.put("role", user.admin() ? "admin" : "user").put(CREATED, text(user.createdAt()))
                .put("updatedAt", text(user.updatedAt()));
        user.lastLoginAt().ifPresent(at -> entry.put(LOGIN, text(at)));
        return entry;
    }

    // With milliseconds, as JavaScript writes them.
    private static String text(Instant at) {
        return MILLISECONDS.format(at);
    }

    @Override
    public EntryKey newKey(Stored<MediaOsUser> stored) {
        return EntryKey.ofMember("user_" + stored.value().createdAt().toEpochMilli() + "_"
                + Long.toString(stored.rowId(), Character.MAX_RADIX));
    }

    @Override
    public List<Kept> keep(List<Incoming<MediaOsUser>> entries, Actor actor, boolean dryRun) {
        return merge.merge(entries, actor, dryRun);
    }

    @Override
    public List<Kept> follow(List<Incoming<MediaOsUser>> entries, Actor actor) {
        return merge.follow(entries, actor);
    }

    @Override
    public boolean isFrom(MediaOsUser user, ObjectNode entry) {
        return instant(entry, CREATED, error -> {
        }).filter(user.createdAt()::equals).isPresent();
    }

    // There are users whom MediaOS doesn't know, such as the first admin.
    @Override
    public boolean isWhole() {
        return false;
    }

    // Nobody would be left who can administer the server.
    @Override
    public Set<Long> leaving(Map<Long, ObjectNode> entries) {
        var leaving = new HashSet<Long>();
        for (var user : stores.users().findByIds(JsonArray.ofIds(entries.keySet()))) {
            var entry = entries.get(user.id());
            if (entry != null && isFrom(MediaOsUser.of(user), entry)
                    && (!user.canAdminister() || stores.users().countOtherAdmins(user.id()) > 0)) {
                leaving.add(user.id());
            }
        }
        return leaving;
    }

    @Override
    public List<Stored<MediaOsUser>> findAfter(long rowId, int most) {
        return stores.users().findActiveAfter(rowId, most).stream()
                .map(user -> new Stored<>(user.id(), MediaOsUser.of(user))).toList();
    }

    @Override
    public Map<Long, MediaOsUser> find(Collection<Long> rowIds) {
        return stores.users().findByIds(JsonArray.ofIds(rowIds)).stream().filter(User::isActive)
                .collect(Collectors.toMap(User::id, MediaOsUser::of));
    }

    @Override
    public void delete(Collection<Long> rowIds, Actor actor) {
        rowIds.forEach(id -> administration.delete(actor, id));
    }

    // An account isn't taken back.
    @Override
    public boolean isPutBack() {
        return false;
    }

    @Override
    public Set<String> tables() {
        return Set.of("users");
    }
}
