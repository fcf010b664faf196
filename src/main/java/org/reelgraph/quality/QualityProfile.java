package org.reelgraph.quality;

import com.ibm.icu.text.Normalizer2;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * Says which releases are wanted. Its qualities are rows of their own.
 *
 * @param nameKey the name without case
 * @param cutoff  the quality that is good enough
 * @param minSize the least size in bytes
 * @param maxSize the greatest size in bytes
 * @param ownKind the kind for whose default it was made; null if somebody has made or edited it
 */
@MappedEntity("quality_profiles")
public record QualityProfile(@Id long id, String name, String nameKey, @Nullable String description,
        boolean upgradeAllowed, String cutoff, @Nullable Long minSize, @Nullable Long maxSize,
        @Nullable MediaKind ownKind, @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt) {

    /** The prefix of its global ids. */
    public static final String PREFIX = "qualityprofile";

    /** {@return a name as it is compared with others} */
    static String key(String name) {
        return Normalizer2.getNFKCCasefoldInstance().normalize(name);
    }

    static QualityProfile of(long id, ProfileContent content, Optional<MediaKind> ownKind, Instant created,
            Instant updated) {
        return new QualityProfile(id, content.name(), key(content.name()), content.description().orElse(null),
                content.upgradeAllowed(), content.cutoff(), content.minSize().orElse(null),
                content.maxSize().orElse(null), ownKind.orElse(null), created, updated);
    }

    /** {@return its global id} */
    String globalId() {
        return GlobalId.of(PREFIX, id);
    }

    /** {@return what it says, with its qualities} */
    ProfileContent content(List<RankedQuality> qualities) {
        return new ProfileContent(name, Optional.ofNullable(description), upgradeAllowed, cutoff, qualities,
                Optional.ofNullable(minSize), Optional.ofNullable(maxSize));
    }
}
