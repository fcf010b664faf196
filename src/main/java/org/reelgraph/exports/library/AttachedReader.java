package org.reelgraph.exports.library;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.reelgraph.catalog.CreditReader;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.MetadataReader;
import org.reelgraph.catalog.PersonCredit;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.images.ImageRepository;
import org.reelgraph.graphql.plan.JsonText;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.groupingBy;

/** Reads what belongs to items, seasons and episodes of one kind at a time. */
@Singleton
class AttachedReader {

    private final MetadataReader metadata;
    private final ImageRepository images;
    private final CreditReader credits;

    AttachedReader(MetadataReader metadata, ImageRepository images, CreditReader credits) {
        this.metadata = metadata;
        this.images = images;
        this.credits = credits;
    }

    /** {@return what belongs to each of these items} */
    Function<Long, Attached> ofMedia(Collection<Long> ids) {
        return of(ids, metadata::ofMedia, true);
    }

    /** {@return what belongs to each of these seasons, which have no credits} */
    Function<Long, Attached> ofSeasons(Collection<Long> ids) {
        return of(ids, metadata::ofSeasons, false);
    }

    /** {@return what belongs to each of these episodes} */
    Function<Long, Attached> ofEpisodes(Collection<Long> ids) {
        return of(ids, metadata::ofEpisodes, true);
    }

    private Function<Long, Attached> of(Collection<Long> ids,
            Function<Collection<Long>, Map<Long, JsonText>> reader, boolean haveCredits) {
        if (ids.isEmpty()) {
            return id -> new Attached(Optional.empty(), List.of(), List.of(), List.of());
        }
        var json = reader.apply(ids);
        var shown = images.findByOwner(JsonArray.ofIds(ids)).stream().collect(groupingBy(Image::ownerId));
        var cast = credits(ids, CreditRole.CAST, haveCredits);
        var crew = credits(ids, CreditRole.CREW, haveCredits);
        return id -> new Attached(Optional.ofNullable(json.get(id)).map(JsonText::text),
                shown.getOrDefault(id, List.of()), cast.getOrDefault(id, List.of()),
                crew.getOrDefault(id, List.of()));
    }

    private Map<Long, List<PersonCredit>> credits(Collection<Long> owners, CreditRole role, boolean haveCredits) {
        return haveCredits
                ? credits.findByOwner(owners, role, Integer.MAX_VALUE).stream()
                        .collect(groupingBy(PersonCredit::ownerId))
                : Map.of();
    }
}
