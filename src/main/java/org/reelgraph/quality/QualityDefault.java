package org.reelgraph.quality;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.reelgraph.catalog.MediaKind;

/** The profile that applies to a kind of media unless another is named. */
@MappedEntity("quality_defaults")
public record QualityDefault(@Id long id, MediaKind kind, long profileId) {
}
