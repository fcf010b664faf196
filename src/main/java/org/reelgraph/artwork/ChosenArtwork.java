package org.reelgraph.artwork;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.reelgraph.artwork.ArtworkRow.Decision;
import org.reelgraph.artwork.pictures.StoredPicture;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.WriteTransactions;

/** What people bring and choose, which no import and no job replaces. */
@Singleton
class ChosenArtwork {

    /** What images come from that people brought. */
    static final String UPLOAD = "upload";

    private final ArtworkStore store;
    private final ArtworkOwnerStore owners;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    private final Clock clock;

    ChosenArtwork(ArtworkStore store, ArtworkOwnerStore owners, WriteTransactions transactions, AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.owners = owners;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** {@return what has a global id, if images can show it} */
    Optional<ArtworkOwner> owner(GlobalId id) {
        return transactions.within(() -> found(id));
    }

    private Optional<ArtworkOwner> found(GlobalId id) {
        return owners.find(id.id()).filter(owner -> owner.prefix().equals(id.prefix()));
    }

    /** {@return the image of a picture that somebody brought; empty if what it shows is gone} */
    Optional<ImageKey> upload(Actor who, GlobalId of, ImageKind kind, StoredPicture picture, Optional<String> language,
            boolean isSelected) {
        return transactions.within(() -> found(of)
                .map(owner -> changed(who, "uploadArtwork", owner, () -> {
                    var key = new ImageKey(owner.id(), kind, UPLOAD, picture.hash());
                    var before = store.find(key).map(ArtworkRow::decision).orElse(Decision.NONE);
                    store.add(picture, clock.instant());
                    select(new ArtworkRow(key, picture, language.orElse(null),
                            new Decision(true, isSelected || before.isSelected(), before.isLocked()), clock.instant(),
                            null));
                    return key;
                })));
    }

    /** {@return an image, which is shown from now on, or no longer in any case; empty if there is none with this id} */
    Optional<ImageKey> select(Actor who, String id, boolean isSelected) {
        return transactions.within(() -> find(id).map(found -> changed(who, "selectArtwork", found.owner, () -> {
            var decision = found.row.decision();
            return select(found.row.with(new Decision(decision.isUploaded(), isSelected, decision.isLocked())));
        })));
    }

    /** {@return an image, whose picture nothing replaces from now on, or may again; empty if there is none with this id} */
    Optional<ImageKey> lock(Actor who, String id, boolean isLocked) {
        return transactions.within(() -> find(id).map(found -> changed(who, "lockArtwork", found.owner, () -> {
            var decision = found.row.decision();
            return select(found.row.with(new Decision(decision.isUploaded(), decision.isSelected(), isLocked)));
        })));
    }

    /** {@return whether there was a picture of an image, which is kept no longer} */
    boolean remove(Actor who, String id) {
        return transactions.within(() -> find(id).filter(found -> store.find(found.row.key()).isPresent())
                .map(found -> changed(who, "removeArtwork", found.owner, () -> {
                    store.delete(found.row.key());
                    return true;
                })).orElse(false));
    }

    private record Found(ArtworkOwner owner, ArtworkRow row) {
    }

    private Optional<Found> find(String id) {
        return ImageId.parse(id).flatMap(image -> owners.find(image.ownerId())
                .flatMap(owner -> {
                    var known = store.findByOwner(owner.id());
                    return Stream.concat(known.stream().map(ArtworkRow::key), owners.images(owner).stream())
                            .filter(key -> ImageId.of(key).equals(image)).findFirst()
                            .map(key -> new Found(owner, known.stream().filter(row -> row.key().equals(key)).findFirst()
                                    .orElseGet(() -> ArtworkRow.none(key))));
                }));
    }

    // One image of a kind is selected at most.
    private ImageKey select(ArtworkRow row) {
        if (row.decision().isSelected()) {
            store.unselect(row.key());
        }
        store.save(row);
        return row.key();
    }

    private <T> T changed(Actor who, String action, ArtworkOwner owner, Supplier<T> work) {
        return audit.within(who, action, GlobalId.of(owner.prefix(), owner.id()), owner.name(), () -> {
            owners.touch(owner, clock.instant());
            return work.get();
        });
    }
}
