package org.reelgraph.frontpage.heroes;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.CatalogLoaders;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.frontpage.heroes.HeroPool.SlotCount;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.ArgumentValue;
import org.reelgraph.graphql.schema.ExplicitNulls;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The fields heroPool and heroPolicy, and the mutation updateHeroPolicy. */
@Singleton
class HeroFields implements SchemaContributor {

    /** The input of {@code updateHeroPolicy}: what is omitted stays. */
    @Introspected
    record UpdateHeroPolicyInput(ArgumentValue<Integer> size, ArgumentValue<Double> newShare,
            ArgumentValue<Integer> newDays, ArgumentValue<Double> topRatedShare, ArgumentValue<Double> oldButGoldShare,
            ArgumentValue<Integer> oldYears, ArgumentValue<Double> genreWeight, ArgumentValue<Double> yearWeight,
            ArgumentValue<Integer> historyDays, ArgumentValue<Integer> historySize,
            ArgumentValue<Integer> lifetimeHours, ArgumentValue<Integer> seed) {

        /** {@return what is null and can't be} */
        List<UserError> nulls() {
            return Stream.of(
                    ExplicitNulls.errors(Map.of("size", size, "newShare", newShare, "newDays", newDays,
                            "topRatedShare", topRatedShare, "oldButGoldShare", oldButGoldShare)),
                    ExplicitNulls.errors(Map.of("oldYears", oldYears, "genreWeight", genreWeight, "yearWeight",
                            yearWeight, "historyDays", historyDays, "historySize", historySize, "lifetimeHours",
                            lifetimeHours)))
                    .flatMap(List::stream).toList();
        }

        /** {@return a policy with what is given in the place of its own} */
        HeroPolicy in(HeroPolicy policy) {
            return new HeroPolicy(size.value().orElse(policy.size()), newShare.value().orElse(policy.newShare()),
                    newDays.value().orElse(policy.newDays()), topRatedShare.value().orElse(policy.topRatedShare()),
                    oldButGoldShare.value().orElse(policy.oldButGoldShare()),
                    oldYears.value().orElse(policy.oldYears()), genreWeight.value().orElse(policy.genreWeight()),
                    yearWeight.value().orElse(policy.yearWeight()), historyDays.value().orElse(policy.historyDays()),
                    historySize.value().orElse(policy.historySize()),
                    lifetimeHours.value().orElse(policy.lifetimeHours()),
                    seed.given() ? seed.value().orElse(null) : policy.seed());
        }
    }

    /** The changed policy, or why it wasn't changed. */
    public record UpdateHeroPolicyPayload(@Nullable HeroPolicy policy, List<UserError> userErrors)
            implements
                MutationPayload {
    }

    /** A pool, of which the first picks are shown. */
    public record ShownPool(HeroPool pool, int first) {

        public MediaKind kind() {
            return pool.kind();
        }

        public String policyHash() {
            return pool.policyHash();
        }

        public Instant createdAt() {
            return pool.createdAt();
        }

        public Instant expiresAt() {
            return pool.expiresAt();
        }

        public List<SlotCount> slots() {
            return pool.slots();
        }
    }

    /** A pick with its item. */
    public record ShownPick(HeroPick pick, MediaItem media) {

        public HeroSlot slot() {
            return pick.slot();
        }

        public List<HeroReason> reasons() {
            return pick.reasons();
        }
    }

    private final HeroPools pools;
    private final HeroPolicies policies;
    private final HeroReader reader;
    private final CatalogLoaders loaders;

    HeroFields(HeroPools pools, HeroPolicies policies, HeroReader reader, CatalogLoaders loaders) {
        this.pools = pools;
        this.policies = policies;
        this.reader = reader;
        this.loaders = loaders;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("heroPool", this::pool).field("heroPolicy", env -> reader.policy());
        schema.mutation().field("updateHeroPolicy", UpdateHeroPolicyInput.class, this::update);
        schema.type("HeroPool", ShownPool.class).field("picks", this::picks);
        schema.type("HeroSlotCount", SlotCount.class);
        schema.type("HeroPick", ShownPick.class);
        schema.type("HeroPolicy", HeroPolicy.class);
        schema.type("UpdateHeroPolicyPayload", UpdateHeroPolicyPayload.class);
    }

    private ShownPool pool(DataFetchingEnvironment env) {
        var kind = MediaKind.valueOf(Required.<String>argument(env, "kind"));
        var first = env.getArgument("first") == null ? Integer.MAX_VALUE : PageRequest.first(env);
        return new ShownPool(pools.current().apply(kind), first);
    }

    // An item may have been deleted since it was picked.
    private CompletableFuture<List<ShownPick>> picks(DataFetchingEnvironment env) {
        var shown = Required.<ShownPool>source(env);
        var picks = shown.pool().picks();
        return loaders.mediaById.loadAll(env, picks.stream().map(HeroPick::mediaId).toList())
                .thenApply(found -> picks.stream()
                        .flatMap(pick -> Optional.ofNullable(found.get(pick.mediaId())).stream()
                                .map(media -> new ShownPick(pick, media)))
                        .limit(shown.first()).toList());
    }

    private UpdateHeroPolicyPayload update(UpdateHeroPolicyInput input, DataFetchingEnvironment env) {
        var nulls = input.nulls();
        if (!nulls.isEmpty()) {
            return new UpdateHeroPolicyPayload(null, nulls);
        }
        var changed = policies.update(Actor.of(Caller.of(env)), input::in);
        return new UpdateHeroPolicyPayload(changed.policy().orElse(null), changed.errors());
    }
}
