package org.reelgraph.wanted;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.ExplicitNulls;
import org.reelgraph.graphql.schema.IdInput;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.wanted.WantedInputs.CreateWantedItemInput;
import org.reelgraph.wanted.WantedInputs.UpdateWantedItemInput;
import org.reelgraph.wanted.WantedItems.Changed;

/** The mutations of wanted items. */
@Singleton
class WantedMutations implements SchemaContributor {

    private static final int MOST = 100;

    /** The input of {@code createWantedItems}. */
    @Introspected
    record CreateWantedItemsInput(List<Map<String, Object>> items) {
    }

    /** The new item, or why there is none. */
    public record CreateWantedItemPayload(@Nullable WantedItem wantedItem, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** What became of one of several items. */
    public record CreatedWantedItem(@Nullable WantedItem wantedItem, List<UserError> userErrors) {
    }

    /** What became of each of several items. */
    public record CreateWantedItemsPayload(List<CreatedWantedItem> results, List<UserError> userErrors)
            implements
                MutationPayload {

        /** {@return how many were created} */
        public int created() {
            return (int) results.stream().filter(result -> result.wantedItem() != null).count();
        }

        @Override
        public Optional<UserErrorCode> refusal() {
            return created() > 0
                    ? Optional.empty()
                    : Stream.concat(userErrors.stream(), results.stream().flatMap(each -> each.userErrors().stream()))
                            .map(UserError::code).findFirst();
        }
    }

    /** The changed item, or why it wasn't changed. */
    public record UpdateWantedItemPayload(@Nullable WantedItem wantedItem, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** The id of the deleted item, or why none was deleted. */
    public record DeleteWantedItemPayload(@Nullable String deletedId, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    private final WantedItems items;
    private final Clock clock;

    WantedMutations(WantedItems items, Clock clock) {
        this.items = items;
        this.clock = clock;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("createWantedItem", CreateWantedItemInput.class, this::create)
                .field("createWantedItems", CreateWantedItemsInput.class, this::createAll)
                .field("updateWantedItem", UpdateWantedItemInput.class,
                        (input, env) -> update(input, idOf(schema, input.id()), env))
                .field("deleteWantedItem", IdInput.class, (input, env) -> delete(idOf(schema, input.id()), env));
        schema.type("CreateWantedItemPayload", CreateWantedItemPayload.class);
        schema.type("CreateWantedItemsPayload", CreateWantedItemsPayload.class);
        schema.type("CreatedWantedItem", CreatedWantedItem.class);
        schema.type("UpdateWantedItemPayload", UpdateWantedItemPayload.class);
        schema.type("DeleteWantedItemPayload", DeleteWantedItemPayload.class);
    }

    private static long idOf(SchemaAssembly schema, String globalId) {
        return schema.nodeOf(WantedItem.PREFIX).idOf(globalId);
    }

    private static Actor actor(DataFetchingEnvironment env) {
        return Actor.of(Caller.of(env));
    }

    private CreateWantedItemPayload create(CreateWantedItemInput input, DataFetchingEnvironment env) {
        var created = items.create(actor(env), WantedInputs.draft(input, clock.instant()));
        return new CreateWantedItemPayload(created.item().orElse(null), errors(created, "input"));
    }

    private CreateWantedItemsPayload createAll(CreateWantedItemsInput input, DataFetchingEnvironment env) {
        var given = input.items();
        if (given.size() > MOST) {
            return new CreateWantedItemsPayload(List.of(), List.of(UserError.of(UserErrorCode.TOO_MANY)
                    .at("input", "items")
                    .saying("One request takes at most " + MOST + " wanted items, not " + given.size() + ".")));
        }
        var now = clock.instant();
        var results = new ArrayList<CreatedWantedItem>();
        items.createAll(actor(env), given.stream().map(WantedInputs::item)
                .map(item -> WantedInputs.draft(item, now)).toList())
                .forEach(created -> results.add(new CreatedWantedItem(created.item().orElse(null),
                        errors(created, "input", "items", String.valueOf(results.size())))));
        return new CreateWantedItemsPayload(results, List.of());
    }

    private UpdateWantedItemPayload update(UpdateWantedItemInput input, long id, DataFetchingEnvironment env) {
        var nulls = ExplicitNulls.errors(Map.of("kind", input.kind(), "title", input.title(), "status",
                input.status()));
        if (!nulls.isEmpty()) {
            return new UpdateWantedItemPayload(null, nulls);
        }
        var changed = items.update(actor(env), id, before -> WantedInputs.draft(input, before));
        return new UpdateWantedItemPayload(changed.item().orElse(null), errors(changed, "input"));
    }

    private DeleteWantedItemPayload delete(long id, DataFetchingEnvironment env) {
        return items.delete(actor(env), id).map(deleted -> new DeleteWantedItemPayload(deleted.globalId(), List.of()))
                .orElseGet(() -> new DeleteWantedItemPayload(null, List.of(WantedItems.unknown().below("input"))));
    }

    private static List<UserError> errors(Changed changed, String... place) {
        return changed.errors().stream().map(error -> error.below(place)).toList();
    }
}
