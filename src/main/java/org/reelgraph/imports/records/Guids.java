package org.reelgraph.imports.records;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.catalog.ids.ExternalId;
import org.reelgraph.catalog.ids.ExternalIdScheme;

/**
 * The ids that the guids of one item name, as Plex, its agents and Tautulli write them. The first id of a scheme counts; a guid of which
 * nothing is of use stays in the rest of its object.
 */
public final class Guids {

    private final Map<ExternalIdScheme, Field<String>> known = new EnumMap<>(ExternalIdScheme.class);

    /** {@return the guid that a member holds, as it is written} */
    public Field<String> read(InputObject in, String name) {
        var guid = in.text(name);
        if (guid.value() != null && !take(in, name, guid.value())) {
            in.leave(name, guid.value());
        }
        return guid;
    }

    /** Reads the guids of a list. */
    public void readAll(InputObject in, String name) {
        var rest = new ArrayList<String>();
        for (var guid : Optional.ofNullable(in.words(name).value()).orElse(List.of())) {
            if (!take(in, name, guid)) {
                rest.add(guid);
            }
        }
        if (!rest.isEmpty()) {
            in.leave(name, rest);
        }
    }

    /** Forgets the id of a scheme, unless a guid names one. */
    public void clear(ExternalIdScheme scheme) {
        known.putIfAbsent(scheme, Field.cleared());
    }

    /** {@return what the item says of its ids} */
    public ExternalIdFields fields() {
        return ExternalIdFields.of(known);
    }

    private boolean take(InputObject in, String name, String guid) {
        if (ExternalId.isPlaceholder(guid) && !ExternalId.isUnrecognised(guid)) {
            in.validation().placeholder(in.place(name), guid);
            return true;
        }
        return ExternalId.ofGuid(guid).filter(id -> known.putIfAbsent(id.scheme(), Field.of(id.value())) == null)
                .isPresent();
    }
}
