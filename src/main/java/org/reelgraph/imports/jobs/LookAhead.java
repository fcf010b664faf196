package org.reelgraph.imports.jobs;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.imports.formats.SourceRecord;
import org.reelgraph.imports.merge.CatalogMerge;
import org.reelgraph.imports.records.ExternalIdFields;

/**
 * What a first pass over a job's files finds out: how many records there are, and which of them refer to an existing
 * item by external id. Those are imported before the others, as within a batch, so that the rating keys they give up
 * are free.
 */
final class LookAhead {

    private static final int AT_ONCE = 500;

    private record Waiting(int position, ExternalIdFields ids) {
    }

    private final Optional<CatalogMerge> merge;
    private final String source;
    private final Map<MediaKind, List<Waiting>> waiting = new EnumMap<>(MediaKind.class);
    private final List<Integer> origins = new ArrayList<>();
    private final BitSet known;

    LookAhead(CatalogMerge merge, String source) {
        this.merge = Optional.of(merge);
        this.source = source;
        this.known = new BitSet();
    }

    /** @param known what an earlier run of the job found out */
    LookAhead(Optional<BitSet> known) {
        this.merge = Optional.empty();
        this.source = "";
        this.known = known.orElseGet(BitSet::new);
    }

    void add(SourceRecord record) {
        var position = origins.size();
        origins.add(record.origin().hashCode());
        var media = record.media();
        if (merge.isPresent() && media != null && record.isSound() && !media.externalIds().none()) {
            var alike = waiting.computeIfAbsent(media.kind(), kind -> new ArrayList<>());
            alike.add(new Waiting(position, media.externalIds()));
            if (alike.size() == AT_ONCE) {
                findKnown(merge.get(), media.kind(), alike);
            }
        }
    }

    void end() {
        waiting.forEach((kind, records) -> merge.ifPresent(catalog -> findKnown(catalog, kind, records)));
    }

    private void findKnown(CatalogMerge catalog, MediaKind kind, List<Waiting> records) {
        var found = catalog.known(kind, records.stream().map(Waiting::ids).toList(), source);
        for (var i = 0; i < found.size(); i++) {
            known.set(records.get(i).position(), found.get(i));
        }
        records.clear();
    }

    /** {@return the positions of the records that come first} */
    BitSet known() {
        return known;
    }

    /** {@return the number of records} */
    int total() {
        return origins.size();
    }

    /** {@return the number of known records, or of unknown ones} */
    int count(boolean areKnown) {
        return areKnown ? known.cardinality() : total() - known.cardinality();
    }

    /** {@return whether the record at this position refers to an existing item by its external ids} */
    boolean isKnown(int position) {
        return known.get(position);
    }

    /** {@return whether the record at this position is the same as in the first pass} */
    boolean isSame(int position, SourceRecord record) {
        return position < total() && origins.get(position) == record.origin().hashCode();
    }
}
