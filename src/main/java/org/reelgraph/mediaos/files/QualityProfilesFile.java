package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.NameInput;
import org.reelgraph.quality.ProfileArrivals;
import org.reelgraph.quality.ProfileCheck;
import org.reelgraph.quality.ProfileContent;
import org.reelgraph.quality.QualityProfile;
import org.reelgraph.quality.RankedQuality;

/** The quality profiles, {@code quality-profiles.json}. Their ids there are keys of the file and nothing else. */
@Singleton
class QualityProfilesFile implements MediaOsFile<ProfileContent> {

    private static final int ORDER = 30;
    private static final String PROFILES = "profiles";
    private static final String QUALITIES = "qualities";
    private static final String QUALITY = "quality";
    private static final String ALLOWED = "allowed";
    private static final String PREFERRED = "preferred";
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String UPGRADE = "upgradeAllowed";
    private static final String CUTOFF = "cutoff";
    private static final String LEAST = "minSize";
    private static final String MOST = "maxSize";
    private static final ProfileCheck CHECK = new ProfileCheck(LEAST, MOST);

    private final ProfileArrivals arrivals;

    QualityProfilesFile(ProfileArrivals arrivals) {
        this.arrivals = arrivals;
    }

    @Override
    public String name() {
        return "quality-profiles";
    }

    @Override
    public Layout layout() {
        return Layout.list(PROFILES);
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Set<String> members() {
        return Set.of(NAME, DESCRIPTION, UPGRADE, CUTOFF, QUALITIES, LEAST, MOST);
    }

    @Override
    public Optional<ProfileContent> read(EntryKey key, ObjectNode entry, Consumer<UserError> errors) {
        var found = new ArrayList<UserError>();
        var content = new ProfileContent(QualityMembers.text(entry, NAME, found).orElse(""),
                optionalText(entry, found), QualityMembers.flag(entry, UPGRADE, List.of(), found),
                QualityMembers.text(entry, CUTOFF, found).orElse(""), qualities(entry, found),
                size(entry, LEAST, found), size(entry, MOST, found));
        if (found.isEmpty()) {
            found.addAll(CHECK.errors(content));
        }
        found.forEach(errors);
        return found.isEmpty() ? Optional.of(content) : Optional.empty();
    }

    private static Optional<String> optionalText(ObjectNode entry, List<UserError> errors) {
        return entry.path(DESCRIPTION).isMissingNode() || entry.path(DESCRIPTION).isNull()
                ? Optional.empty()
                : QualityMembers.text(entry, DESCRIPTION, errors).filter(text -> !text.isEmpty());
    }

    private static List<RankedQuality> qualities(ObjectNode entry, List<UserError> errors) {
        var list = entry.path(QUALITIES);
        if (!list.isArray()) {
            errors.add(QualityMembers.invalid(List.of(QUALITIES), "a list of qualities"));
            return List.of();
        }
        var qualities = new ArrayList<RankedQuality>();
        for (var i = 0; i < list.size(); i++) {
            var path = List.of(QUALITIES, Integer.toString(i));
            var each = list.get(i);
            if (each.isObject() && each.path(QUALITY).isTextual()) {
                qualities.add(new RankedQuality(NameInput.normalized(each.path(QUALITY).asText()),
                        QualityMembers.flag(each, ALLOWED, path, errors),
                        QualityMembers.flag(each, PREFERRED, path, errors)));
            } else {
                errors.add(QualityMembers.invalid(path, "an object with the text '" + QUALITY + "'"));
            }
        }
        return List.copyOf(qualities);
    }

    private static Optional<Long> size(ObjectNode entry, String member, List<UserError> errors) {
        var size = entry.path(member);
        if (size.isMissingNode() || size.isNull()) {
            return Optional.empty();
        }
        if (!size.isNumber() || !QualityMembers.isWhole(size)) {
            errors.add(QualityMembers.invalid(List.of(member), "a whole number of bytes"));
            return Optional.empty();
        }
        return Optional.of(size.decimalValue().min(BigDecimal.valueOf(Long.MAX_VALUE))
                .max(BigDecimal.valueOf(Long.MIN_VALUE)).longValue());
    }

    @Override
    public ObjectNode write(ProfileContent value) {
        var entry = JsonNodeFactory.instance.objectNode();
        entry.put(NAME, value.name());
        value.description().ifPresent(text -> entry.put(DESCRIPTION, text));
        entry.put(UPGRADE, value.upgradeAllowed()).put(CUTOFF, value.cutoff());
        var qualities = entry.putArray(QUALITIES);
        value.qualities().forEach(each -> qualities.addObject().put(QUALITY, each.quality())
                .put(ALLOWED, each.allowed()).put(PREFERRED, each.preferred()));
        value.minSize().ifPresent(bytes -> entry.put(LEAST, bytes));
        value.maxSize().ifPresent(bytes -> entry.put(MOST, bytes));
        return entry;
    }

    @Override
    public EntryKey newKey(Stored<ProfileContent> stored) {
        return new EntryKey(PROFILES, GlobalId.of(QualityProfile.PREFIX, stored.rowId()));
    }

    @Override
    public List<Kept> keep(List<Incoming<ProfileContent>> entries, Actor actor, boolean dryRun) {
        return QualityMembers.kept(arrivals.keep(QualityMembers.arriving(entries), actor, dryRun));
    }

    @Override
    public List<Stored<ProfileContent>> findAfter(long rowId, int most) {
        return QualityMembers.stored(arrivals.findAfter(rowId, most));
    }

    @Override
    public Map<Long, ProfileContent> find(Collection<Long> rowIds) {
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
