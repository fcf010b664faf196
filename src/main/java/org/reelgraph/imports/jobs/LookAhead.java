package org.reelgraph.imports.jobs;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    private final CatalogMerge merge;
    private final String source;
    private final Map<MediaKind, List<Waiting>> waiting = new EnumMap<>(MediaKind.class);
    private final List<Integer> origins = new ArrayList<>();
    private final BitSet known = new BitSet();

    LookAhead(CatalogMerge merge, String source) {
        this.merge = merge;
        this.source = source;
    }

    void add(SourceRecord record) {
        var position = origins.size();
        origins.add(record.origin().hashCode());
        var media = record.media();
        if (media != null && record.isSound() && !media.externalIds().none()) {
            var alike = waiting.computeIfAbsent(media.kind(), kind -> new ArrayList<>());
            alike.add(new Waiting(position, media.externalIds()));
            if (alike.size() == AT_ONCE) {
                findKnown(media.kind(), alike);
            }
        }
    }

    void end() {
        waiting.forEach(this::findKnown);
    }

    private void findKnown(MediaKind kind, List<Waiting> records) {
        var found = merge.known(kind, records.stream().map(Waiting::ids).toList(), source);
        for (var i = 0; i < found.size(); i++) {
            known.set(records.get(i).position(), found.get(i));
        }
        records.clear();
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
