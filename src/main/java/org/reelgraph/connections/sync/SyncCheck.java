package org.reelgraph.connections.sync;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.reelgraph.connections.ConnectedServer;
import org.reelgraph.connections.LibrarySection;
import org.reelgraph.connections.SyncedConnections;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.imports.deletion.DeletionGuard;

/** Checks what somebody wants to be synchronised. Paths are relative to the input. */
@Singleton
class SyncCheck {

    private final SyncedConnections connections;
    private final SyncedServers servers;
    private final SyncStores stores;
    private final DeletionGuard guard;

    SyncCheck(SyncedConnections connections, SyncedServers servers, SyncStores stores, DeletionGuard guard) {
        this.connections = connections;
        this.servers = servers;
        this.stores = stores;
        this.guard = guard;
    }

    /** {@return the connection that an input names} */
    Optional<ConnectedServer> connection(SyncInput input) {
        return GlobalId.find(ConnectedServer.PREFIX, input.connection()).flatMap(connections::find);
    }

    /** {@return the job whose answers are to be imported once more} */
    Optional<SyncJob> replayed(SyncInput input) {
        return input.replayOf().flatMap(job -> GlobalId.find(SyncJobKind.PREFIX, job))
                .flatMap(id -> stores.write(() -> stores.jobs().findById(id)));
    }

    /** {@return what is wrong with an input; empty if nothing is} */
    List<UserError> check(SyncInput input) {
        return input.replayOf().isPresent() ? checkReplay(input) : checkSync(input);
    }

    private List<UserError> checkReplay(SyncInput input) {
        var replayed = replayed(input);
        if (replayed.isEmpty()) {
            return List.of(UserError.of(UserErrorCode.NOT_FOUND).at(SyncInput.REPLAY)
                    .saying("There is no sync with this id."));
        }
        return replayed.get().snapshots() > 0
                ? List.of()
                : List.of(UserError.of(UserErrorCode.INVALID).at(SyncInput.REPLAY)
                        .saying("None of its answers are kept:"
                                + " it got none, or REELGRAPH_SYNC_SNAPSHOT_RETENTION or REELGRAPH_SYNC_SNAPSHOT_MEGABYTES"
                                + " allows no more."));
    }

    private List<UserError> checkSync(SyncInput input) {
        var connection = connection(input);
        if (connection.isEmpty()) {
            return List.of(UserError.of(UserErrorCode.NOT_FOUND).at(SyncInput.CONNECTION)
                    .saying("There is no connection with this id."));
        }
        var errors = new ArrayList<UserError>();
        if (servers.of(connection.get()).isEmpty()) {
            errors.add(UserError.of(UserErrorCode.INVALID).at(SyncInput.CONNECTION).saying("The library can't be"
                    + " synchronised with " + connections.kind(connection.get()).product() + " itself yet."));
        }
        guard.check(input.confirmDeletions().orElse(null))
                .ifPresent(why -> errors.add(UserError.of(UserErrorCode.NOT_FOUND).at(SyncInput.CONFIRM).saying(why)));
        errors.addAll(checkSections(input, connection.get()));
        return errors;
    }

    private List<UserError> checkSections(SyncInput input, ConnectedServer connection) {
        var known = connections.sections(connection.id()).stream()
                .collect(Collectors.toMap(LibrarySection::id, section -> section));
        var errors = new ArrayList<UserError>();
        for (var i = 0; i < input.sections().size(); i++) {
            var section = GlobalId.find(LibrarySection.PREFIX, input.sections().get(i)).map(known::get);
            var place = List.of(SyncInput.SECTIONS, String.valueOf(i));
            if (section.isEmpty()) {
                errors.add(UserError.of(UserErrorCode.NOT_FOUND).at(place)
                        .saying("The connection '" + connection.name() + "' has no section with this id."));
            } else if (section.get().mediaKind() == null) {
                errors.add(UserError.of(UserErrorCode.INVALID).at(place).saying("Sections of the type '"
                        + section.get().type() + "' can't be imported."));
            }
        }
        return errors;
    }
}
