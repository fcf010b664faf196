package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.NameInput;
import org.reelgraph.quality.DefaultArrivals;
import org.reelgraph.quality.DefaultQuality;

/**
 * What is wanted of each kind of media, {@code quality.json}. Here, that is a profile: one that says the same, or one that is
 * made for the kind and isn't among the profiles of {@link QualityProfilesFile}.
 */
@Singleton
class QualityFile implements MediaOsFile<DefaultQuality> {

    // After the profiles, since it refers to them.
    private static final int ORDER = 40;
    private static final String ALLOWED = "allowed";
    private static final String CUTOFF = "cutoff";
    private static final Map<String, MediaKind> KINDS = Map.of("movie", MediaKind.MOVIE, "series", MediaKind.SERIES,
            "music", MediaKind.ALBUM, "book", MediaKind.BOOK);

    private final DefaultArrivals arrivals;

    QualityFile(DefaultArrivals arrivals) {
        this.arrivals = arrivals;
    }

    @Override
    public String name() {
        return "quality";
    }

    @Override
    public Layout layout() {
        return Layout.object();
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Set<String> members() {
        return Set.of(ALLOWED, CUTOFF);
    }

    @Override
    public Optional<DefaultQuality> read(EntryKey key, ObjectNode entry, Consumer<UserError> errors) {
        var kind = Optional.ofNullable(KINDS.get(key.key()));
        var found = new ArrayList<UserError>();
        if (kind.isEmpty()) {
            found.add(QualityMembers.invalid(List.of(), "movie, series, music or book, not '" + key.key() + "'"));
        }
        var allowed = allowed(entry, found);
        var cutoff = QualityMembers.text(entry, CUTOFF, found).orElse("");
        if (found.isEmpty()) {
            found.addAll(DefaultQuality.errors(allowed, cutoff, ALLOWED, CUTOFF));
        }
        found.forEach(errors);
        return kind.filter(known -> found.isEmpty()).map(known -> new DefaultQuality(known, allowed, cutoff));
    }

    private static List<String> allowed(ObjectNode entry, List<UserError> errors) {
        var list = entry.path(ALLOWED);
        if (!list.isArray()) {
            errors.add(QualityMembers.invalid(List.of(ALLOWED), "a list of qualities"));
            return List.of();
        }
        var allowed = new ArrayList<String>();
        for (var i = 0; i < list.size(); i++) {
            if (list.get(i).isTextual()) {
                allowed.add(NameInput.normalized(list.get(i).asText()));
            } else {
                errors.add(QualityMembers.invalid(List.of(ALLOWED, Integer.toString(i)), "a text"));
            }
        }
        return List.copyOf(allowed);
    }

    @Override
    public ObjectNode write(DefaultQuality value) {
        var entry = JsonNodeFactory.instance.objectNode();
        var allowed = entry.putArray(ALLOWED);
        value.allowed().forEach(allowed::add);
        return entry.put(CUTOFF, value.cutoff());
    }

    @Override
    public EntryKey newKey(Stored<DefaultQuality> stored) {
        var kind = stored.value().kind();
        return EntryKey.ofMember(KINDS.entrySet().stream().filter(each -> each.getValue() == kind)
                .map(Map.Entry::getKey).findFirst().orElseThrow());
    }

    @Override
    public List<Kept> keep(List<Incoming<DefaultQuality>> entries, Actor actor, boolean dryRun) {
        return QualityMembers.kept(arrivals.keep(QualityMembers.arriving(entries), actor, dryRun));
    }

    @Override
    public List<Stored<DefaultQuality>> findAfter(long rowId, int most) {
        return QualityMembers.stored(arrivals.findAfter(rowId, most));
    }

    @Override
    public Map<Long, DefaultQuality> find(Collection<Long> rowIds) {
        return arrivals.find(rowIds);
    }

    @Override
    public void delete(Collection<Long> rowIds, Actor actor) {
        arrivals.delete(rowIds, actor);
    }

    @Override
    public Set<String> tables() {
        return QualityMembers.TABLES;
    }
}
