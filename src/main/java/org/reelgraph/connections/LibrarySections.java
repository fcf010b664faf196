package org.reelgraph.connections;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.connections.servers.Section;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

import static java.util.stream.Collectors.toMap;

/** Keeps what sections servers have, and which of them are imported. */
@Singleton
class LibrarySections {

    /** The section after a change, or why nothing was changed. */
    record Changed(Optional<LibrarySection> section, List<UserError> errors) {

        static Changed refused(UserError error) {
            return new Changed(Optional.empty(), List.of(error));
        }
    }

    private final LibrarySectionStore store;
    private final ConnectionStore connections;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    private final Ids ids;

    LibrarySections(LibrarySectionStore store, ConnectionStore connections, WriteTransactions transactions,
            AuditTrail audit, Ids ids) {
        this.store = store;
        this.connections = connections;
        this.transactions = transactions;
        this.audit = audit;
        this.ids = ids;
    }

    /**
     * Keeps the sections that a server has now. New ones are enabled if their items can be imported; those that it no
     * longer has stay, in case they come back. Needs the writer's transaction.
     */
    void keep(long connection, List<Section> found) {
        if (connections.findById(connection).isEmpty()) {
            return; // it was deleted meanwhile
        }
        var known = store.findByConnection(connection).stream()
                .collect(toMap(LibrarySection::sectionKey, section -> section));
        var missing = new HashSet<>(known.keySet());
        for (var section : found) {
            missing.remove(section.key());
            var before = known.get(section.key());
            if (before == null) {
                store.save(with(LibrarySectionBuilder.builder().id(ids.next()).connectionId(connection)
                        .sectionKey(section.key()).enabled(section.kind().isPresent()), section));
            } else {
                store.update(with(LibrarySectionBuilder.builder(before)
                        .enabled(before.enabled() && section.kind().isPresent()), section));
            }
        }
        missing.forEach(key -> store.update(LibrarySectionBuilder.builder(known.get(key)).available(false).build()));
    }

    private static LibrarySection with(LibrarySectionBuilder builder, Section section) {
        MediaKind kind = section.kind().orElse(null);
        return builder.name(section.name()).type(section.type()).mediaKind(kind).available(true).build();
    }

    /** {@return the section, which is imported or isn't from now on; or why nothing was changed} */
    Changed enable(Actor who, long id, String globalId, boolean enabled) {
        return transactions.within(() -> store.findById(id)
                .map(section -> enabled && section.mediaKind() == null
                        ? Changed.refused(notImported(section))
                        : enable(who, section, globalId, enabled))
                .orElseGet(() -> Changed.refused(UserError.of(UserErrorCode.NOT_FOUND).at("input", "id")
                        .saying("There is no section with this id."))));
    }

    private static UserError notImported(LibrarySection section) {
        return UserError.of(UserErrorCode.INVALID).at("input", "enabled").saying("Sections of the type '"
                + section.type() + "' can't be imported.");
    }

    private Changed enable(Actor who, LibrarySection section, String globalId, boolean enabled) {
        return new Changed(Optional.of(audit.within(who.needing(Role.ADMIN), "updateLibrarySection", globalId,
                section.name(), () -> store.update(LibrarySectionBuilder.builder(section).enabled(enabled).build()))),
                List.of());
    }
}
