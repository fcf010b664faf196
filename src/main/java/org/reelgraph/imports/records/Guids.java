package org.reelgraph.imports.records;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.catalog.ids.ExternalId;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.imports.records.Notice.Code;

/**
 * The external ids in the guids of one item, as Plex, its agents and Tautulli write them. The first id of each scheme
 * counts. A guid that can't be used stays in the rest of its object.
 */
public final class Guids {

    private final Map<ExternalIdScheme, Field<String>> ids = new EnumMap<>(ExternalIdScheme.class);

    /** {@return the guid in a member, as written} */
    public Field<String> read(InputObject in, String name) {
        var guid = in.text(name);
        if (guid.value() != null && !take(in, in.place(name), guid.value())) {
            in.leave(name, guid.value());
        }
        return guid;
    }

    /** Reads the guids in a list. */
    public void readAll(InputObject in, String name) {
        var rest = new ArrayList<String>();
        Optional.ofNullable(in.wordsByPlace(name).value()).orElse(Map.of()).forEach((at, guid) -> {
            if (!take(in, in.place(name, at.toString()), guid)) {
                rest.add(guid);
            }
        });
        if (!rest.isEmpty()) {
            in.leave(name, rest);
        }
    }

    /** Clears the id of a scheme, unless a guid contains one. */
    public void clear(ExternalIdScheme scheme) {
        ids.putIfAbsent(scheme, Field.cleared());
    }

    /** {@return the item's ids} */
    public ExternalIdFields fields() {
        return ExternalIdFields.of(ids);
    }

    private boolean take(InputObject in, InputPath place, String guid) {
        if (ExternalId.isPlaceholder(guid) && !ExternalId.isUnrecognised(guid)) {
            in.validation().placeholder(place, guid);
            return true;
        }
        var id = AgentGuid.idIn(guid);
        if (id.isEmpty() && AgentGuid.isOfWholeItem(guid) && !ExternalId.isPlaceholder(guid)) {
            in.validation().notice(Code.UNKNOWN_FIELDS, "Kept as metadata, since this agent's ids are unknown.",
                    place,
                    guid);
        }
        return id.filter(known -> ids.putIfAbsent(known.scheme(), Field.of(known.value())) == null).isPresent();
    }
}
