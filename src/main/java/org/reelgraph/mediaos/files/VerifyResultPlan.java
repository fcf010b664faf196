package org.reelgraph.mediaos.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.mediaos.files.MediaOsFile.Incoming;
import org.reelgraph.mediaos.files.MediaOsFile.Kept;
import org.reelgraph.mediaos.files.MediaOsFile.Outcome;
import org.reelgraph.storage.Ids;
import org.reelgraph.verification.Verification;
import org.reelgraph.verification.VerificationBuilder;
import org.reelgraph.verification.VerificationStore;
import org.reelgraph.verification.VerificationStore.ItemKey;
import org.reelgraph.verification.checks.Severity;

/**
 * What is to be done to keep some results. An item has one row. It is found by what the entry became before, by the item of
 * the library, or by its id in MediaOS; if these are several, the others go.
 */
final class VerifyResultPlan {

    private final Map<ItemKey, Long> media;
    private final Map<Long, Verification> byId = new HashMap<>();
    private final Map<Long, Verification> byMedia = new HashMap<>();
    private final Map<ItemKey, Verification> byKey = new HashMap<>();
    private final Ids ids;
    private final List<Kept> kept = new ArrayList<>();
    private final Set<Long> created = new HashSet<>();
    private final Set<Long> replaced = new HashSet<>();
    private final Map<Long, Verification> written = new LinkedHashMap<>();

    VerifyResultPlan(VerificationStore store, Ids ids, List<Incoming<VerifyResult>> entries) {
        this.ids = ids;
        var keys = entries.stream().map(entry -> entry.value().item().id()).distinct().toList();
        media = store.findMedia(keys);
        store.findRelated(entries.stream().flatMap(entry -> entry.rowId().stream()).toList(), media.values(), keys)
                .forEach(this::remember);
        entries.forEach(this::plan);
    }

    private void remember(Verification row) {
        byId.put(row.id(), row);
        Optional.ofNullable(row.mediaId()).ifPresent(id -> byMedia.put(id, row));
        Optional.ofNullable(row.sourceKey()).ifPresent(key -> byKey.put(new ItemKey(row.mediaKind(), key), row));
    }

    private void plan(Incoming<VerifyResult> entry) {
        var value = entry.value();
        var mediaId = Optional.ofNullable(media.get(value.item()));
        var ofMedia = mediaId.map(byMedia::get);
        var other = ofMedia.map(Verification::sourceKey).filter(key -> !key.equals(value.item().id()));
        if (other.isPresent()) {
            kept.add(Kept.failed(UserError.of(UserErrorCode.DUPLICATE).at("id")
                    .saying("The entry with the id '" + other.get() + "' is for the same item of the library.")));
            return;
        }
        var rows = Stream.of(entry.rowId().map(byId::get), ofMedia, Optional.ofNullable(byKey.get(value.item())))
                .flatMap(Optional::stream).distinct().toList();
        var before = rows.stream().findFirst();
        if (before.isPresent() && isSame(before.get(), value, mediaId)) {
            kept.add(new Kept(Outcome.UNCHANGED, Optional.of(before.get().id()), List.of()));
            return;
        }
        rows.forEach(row -> replaced.add(row.id()));
        var row = row(before.map(Verification::id).orElseGet(ids::next), value, mediaId);
        written.put(row.id(), row);
        remember(row);
        if (before.isEmpty()) {
            created.add(row.id());
        }
        kept.add(new Kept(before.isEmpty() ? Outcome.CREATED : Outcome.UPDATED, Optional.of(row.id()), List.of()));
    }

    private static boolean isSame(Verification row, VerifyResult value, Optional<Long> mediaId) {
        return Objects.equals(row.mediaId(), mediaId.orElse(null)) && row.sourceKey() != null
                && VerifyResultsFile.result(row).equals(value);
    }

    private static Verification row(long id, VerifyResult value, Optional<Long> mediaId) {
        return VerificationBuilder.builder().id(id).mediaId(mediaId.orElse(null)).mediaKind(value.item().kind())
                .sourceKey(value.item().id()).title(value.title()).phase(value.phase())
                .severity(value.topSeverity().map(Severity::rank).orElse(Severity.NONE)).checkedAt(value.checkedAt())
                .issues(value.issues()).unchecked(List.of()).build();
    }

    /** {@return the rows that go, or are written anew} */
    Set<Long> replaced() {
        return replaced;
    }

    /** {@return the rows to write} */
    List<Verification> written() {
        return List.copyOf(written.values());
    }

    /** {@return what becomes of each entry} */
    List<Kept> kept(boolean dryRun) {
        return dryRun ? kept.stream().map(this::inDryRun).toList() : List.copyOf(kept);
    }

    private Kept inDryRun(Kept entry) {
        return new Kept(entry.outcome(), entry.rowId().filter(id -> !created.contains(id)), entry.errors());
    }
}
