package org.reelgraph.wanted;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.ArgumentValue;
import org.reelgraph.graphql.schema.InputBinding;
import org.reelgraph.graphql.schema.NameInput;
import org.reelgraph.wanted.WantedItems.Draft;

/** Turns the inputs of mutations into what they say about wanted items. */
final class WantedInputs {

    /** The input of {@code createWantedItem}. */
    @Introspected
    record CreateWantedItemInput(MediaKind kind, String title, Optional<Integer> year,
            Optional<Map<String, Object>> externalIds, Optional<WantedStatus> status, Optional<String> searchQuery,
            Optional<Map<String, Object>> lastSearch) {
    }

    /** The input of {@code updateWantedItem}: what is omitted stays. */
    @Introspected
    record UpdateWantedItemInput(String id, ArgumentValue<MediaKind> kind, ArgumentValue<String> title,
            ArgumentValue<Integer> year, ArgumentValue<Map<String, Object>> externalIds,
            ArgumentValue<WantedStatus> status, ArgumentValue<String> searchQuery,
            ArgumentValue<Map<String, Object>> lastSearch) {
    }

    /** A search. */
    @Introspected
    record WantedSearchInput(Instant at, Optional<Integer> found, Optional<Integer> grabbed) {
    }

    /** External ids: what is omitted stays. */
    @Introspected
    record ExternalIdsInput(ArgumentValue<String> imdb, ArgumentValue<String> tmdb, ArgumentValue<String> tvdb,
            ArgumentValue<String> plex, ArgumentValue<String> musicbrainz, ArgumentValue<String> isbn) {

        private ArgumentValue<String> of(ExternalIdScheme scheme) {
            return switch (scheme) {
                case IMDB -> imdb;
                case TMDB -> tmdb;
                case TVDB -> tvdb;
                case PLEX -> plex;
                case MUSICBRAINZ -> musicbrainz;
                case ISBN -> isbn;
            };
        }
    }

    private static final InputBinding<CreateWantedItemInput> ITEM = InputBinding.to(CreateWantedItemInput.class);
    private static final InputBinding<WantedSearchInput> SEARCH = InputBinding.to(WantedSearchInput.class);
    private static final InputBinding<ExternalIdsInput> IDS = InputBinding.to(ExternalIdsInput.class);

    private WantedInputs() {
    }

    /** {@return one of several items} */
    static CreateWantedItemInput item(Map<String, Object> input) {
        return ITEM.bind(input);
    }

    /** {@return what an input says about a new item, which is added now} */
    static Draft draft(CreateWantedItemInput input, Instant now) {
        var errors = new ArrayList<UserError>();
        var ids = input.externalIds().map(given -> ids(given, ExternalIds.NONE, errors::add))
                .orElse(ExternalIds.NONE);
        return new Draft(new WantedDetails(input.kind(), NameInput.normalized(input.title()),
                input.year().orElse(null), ids, input.status().orElse(WantedStatus.WANTED),
                query(input.searchQuery()), search(input.lastSearch()), now.truncatedTo(ChronoUnit.MILLIS)), errors);
    }

    /** {@return what an item becomes by an input} */
    static Draft draft(UpdateWantedItemInput input, WantedDetails before) {
        var errors = new ArrayList<UserError>();
        var after = WantedDetailsBuilder.builder(before);
        input.kind().value().ifPresent(after::kind);
        input.title().map(NameInput::normalized).ifPresent(after::title);
        input.status().value().ifPresent(after::status);
        if (input.year().given()) {
            after.year(input.year().value().orElse(null));
        }
        if (input.searchQuery().given()) {
            after.searchQuery(query(input.searchQuery().value()));
        }
        if (input.lastSearch().given()) {
            after.lastSearch(search(input.lastSearch().value()));
        }
        if (input.externalIds().given()) {
            after.externalIds(input.externalIds().map(given -> ids(given, before.externalIds(), errors::add))
                    .orElse(ExternalIds.NONE));
        }
        return new Draft(after.build(), errors);
    }

    private static @Nullable String query(Optional<String> given) {
        return given.map(NameInput::normalized).filter(WantedCheck::isVisible).orElse(null);
    }

    private static @Nullable WantedSearch search(Optional<Map<String, Object>> given) {
        return given.map(SEARCH::bind).map(input -> new WantedSearch(input.at(), input.found().orElse(null),
                input.grabbed().orElse(null))).orElse(null);
    }

    private static ExternalIds ids(Map<String, Object> given, ExternalIds before, Consumer<UserError> errors) {
        var input = IDS.bind(given);
        var ids = new EnumMap<ExternalIdScheme, String>(ExternalIdScheme.class);
        ids.putAll(before.byScheme());
        for (var scheme : ExternalIdScheme.values()) {
            var value = input.of(scheme);
            if (value.given()) {
                ids.remove(scheme);
                value.value().flatMap(text -> WantedCheck.canonical(scheme, text,
                        List.of("externalIds", scheme.fieldName()), errors)).ifPresent(id -> ids.put(scheme, id));
            }
        }
        return ExternalIds.of(ids);
    }
}
