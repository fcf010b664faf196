package org.reelgraph.accounts.users;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.accounts.AccountErrors;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.User.Status;
import org.reelgraph.accounts.UserBuilder;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.mediaos.files.MediaOsFile.Incoming;
import org.reelgraph.mediaos.files.MediaOsFile.Kept;
import org.reelgraph.mediaos.files.MediaOsFile.Outcome;
import org.reelgraph.storage.sql.JsonArray;

/**
 * Takes in users of MediaOS. A user who was there before stays as they are; one who was imported earlier changes if MediaOS
 * has changed them later than this server has.
 */
@Singleton
class UserMerge {

    private final AccountStores stores;

    UserMerge(AccountStores stores) {
        this.stores = stores;
    }

    private record Known(Map<Long, User> byId, Map<String, User> byEmail, Set<String> seen,
            boolean isTruth) {
    }

    List<Kept> merge(List<Incoming<MediaOsUser>> entries, Actor actor, boolean dryRun) {
        return merge(entries, actor, dryRun, false);
    }

    /** {@return what became of users of a file that is the truth, whenever they were changed} */
    List<Kept> follow(List<Incoming<MediaOsUser>> entries, Actor actor) {
        return merge(entries, actor, false, true);
    }

    private List<Kept> merge(List<Incoming<MediaOsUser>> entries, Actor actor, boolean dryRun, boolean isTruth) {
        var ids = entries.stream().flatMap(entry -> entry.rowId().stream()).toList();
        var emails = entries.stream().map(entry -> entry.value().email().text()).toList();
        var known = new Known(stores.users().findByIds(JsonArray.ofIds(ids)).stream()
                .collect(Collectors.toMap(User::id, Function.identity())),
                new HashMap<>(stores.users().findByEmails(JsonArray.of(emails)).stream()
                        .collect(Collectors.toMap(User::email, Function.identity()))),
                new HashSet<>(), isTruth);
        var kept = new ArrayList<Kept>();
        entries.forEach(entry -> kept.add(merge(entry, known, actor, dryRun)));
        return kept;
    }

    private Kept merge(Incoming<MediaOsUser> entry, Known known, Actor actor, boolean dryRun) {
        var email = entry.value().email().text();
        if (!known.seen().add(email)) {
            return Kept.failed(UserError.of(UserErrorCode.DUPLICATE).at("email")
                    .saying("Another user of this file has the e-mail address " + email + "."));
        }
        var imported = entry.rowId().map(known.byId()::get);
        var holder = Optional.ofNullable(known.byEmail().get(email));
        if (imported.isEmpty()) {
            return holder.map(user -> new Kept(Outcome.UNCHANGED, Optional.of(user.id()), List.of()))
                    .orElseGet(() -> created(entry.value(), actor, dryRun));
        }
        if (holder.isPresent() && holder.get().id() != imported.get().id()) {
            return Kept.failed(UserError.of(UserErrorCode.ALREADY_EXISTS).at("email")
                    .saying("Another user has the e-mail address " + email + "."));
        }
        var isTruth = known.isTruth() && entry.value().createdAt().equals(imported.get().createdAt());
        return updated(imported.get(), entry.value(), isTruth, actor, dryRun);
    }

    private Kept created(MediaOsUser given, Actor actor, boolean dryRun) {
        var user = new User(stores.ids().next(), given.email().text(), given.email().localPart(),
                given.role(Role.USER), Status.ACTIVE, given.passwordHash().orElse(User.NO_PASSWORD), given.createdAt(),
                given.updatedAt(), orNull(given.lastLoginAt()), null);
        if (!dryRun) {
            stores.audit().within(actor, "importUsers", user.globalId(), user.email(), () -> stores.users().save(user));
        }
        return new Kept(Outcome.CREATED, dryRun ? Optional.empty() : Optional.of(user.id()), List.of());
    }

    private Kept updated(User before, MediaOsUser given, boolean isTruth, Actor actor, boolean dryRun) {
        var login = later(before.lastLoginAt(), orNull(given.lastLoginAt()));
        var changed = isTruth || given.updatedAt().isAfter(before.updatedAt())
                ? UserBuilder.builder(before).email(given.email().text()).role(given.role(before.role()))
                        .passwordHash(given.passwordHash().orElse(before.passwordHash())).createdAt(given.createdAt())
                        .updatedAt(given.updatedAt()).build()
                : before;
        var user = UserBuilder.builder(changed).lastLoginAt(login).build();
        if (user.equals(before)) {
            return new Kept(Outcome.UNCHANGED, Optional.of(before.id()), List.of());
        }
        if (before.canAdminister() && !user.canAdminister() && stores.users().countOtherAdmins(before.id()) == 0) {
            return Kept.failed(UserError.of(AccountErrors.LAST_ADMIN).at("role")
                    .saying(before.email() + " is the last admin who can sign in."));
        }
        if (!dryRun) {
            stores.audit().within(actor, "importUsers", user.globalId(), user.email(),
                    () -> stores.users().update(user));
        }
        return new Kept(Outcome.UPDATED, Optional.of(before.id()), List.of());
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    private static @Nullable Instant orNull(Optional<Instant> instant) {
        return instant.orElse(null);
    }
}
