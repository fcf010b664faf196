package org.reelgraph.catalog.people;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.reelgraph.catalog.CatalogLoaders;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.people.FilmographyRepository.Count;
import org.reelgraph.catalog.people.FilmographyRepository.Entry;
import org.reelgraph.catalog.people.FilmographyRepository.Part;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.paging.Connection.Edge;
import org.reelgraph.graphql.paging.Cursor;
import org.reelgraph.graphql.paging.ListName;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.schema.Loader;
import org.reelgraph.graphql.schema.Loader.PageKey;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.storage.sql.JsonArray;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

/** Pages of people's filmographies, newest first. One statement reads the pages of all people at the same level. */
@Singleton
class Filmographies {

    private static final String LIST = "filmography";
    // No item has a year above 9999 or below 0, so the whole list is between these positions.
    private static final Cursor START = Cursor.of(ListName.of(LIST), 10_000, "", 0);
    private static final Cursor END = Cursor.of(ListName.of(LIST), -1, "", 0);

    private record PartKey(long personId, long mediaId) {
    }

    private final CatalogLoaders catalog;
    private final SortKeys sortKeys;
    private final Loader<PageKey<PageRequest>, List<Entry>> pages;
    private final Loader<Long, Integer> counts;
    private final Loader<PartKey, List<Part>> parts;

    Filmographies(FilmographyRepository repository, CatalogLoaders catalog, SortKeys sortKeys) {
        this.catalog = catalog;
        this.sortKeys = sortKeys;
        pages = Loader.ofPages("FilmographyPageByPerson", (people, page) -> read(repository, people, page),
                Entry::personId);
        counts = Loader.withDefault("FilmographyCountByPerson", 0,
                ids -> repository.countByPerson(JsonArray.ofIds(ids)).stream()
                        .collect(toMap(Count::personId, Count::items)));
        parts = Loader.ofLists("PartsByPersonAndMedia",
                keys -> repository.findParts(ids(keys, PartKey::personId), ids(keys, PartKey::mediaId)).stream()
                        .collect(groupingBy(part -> new PartKey(part.personId(), part.mediaId()))));
    }

    void addTo(SchemaAssembly schema) {
        schema.loaders(List.of(pages, counts, parts));
        schema.connection("Filmography").field("node", env -> catalog.mediaById.load(env, entry(env).mediaId()))
                .field("characters", distinct(Part::character)).field("jobs", distinct(Part::job));
    }

    CompletableFuture<Connection<Entry>> page(DataFetchingEnvironment env, long personId) {
        var list = ListName.of(LIST, sortKeys, personId);
        var page = PageRequest.of(env, list, START.values().size());
        return pages.load(env, new PageKey<>(personId, page)).thenApply(entries -> Connection.of(entries, page,
                entry -> Cursor.of(list, entry.year(), entry.sortKey(), entry.mediaId()),
                count -> counts.load(count, personId)));
    }

    private DataFetcher<CompletableFuture<List<String>>> distinct(Function<Part, String> name) {
        return env -> parts.load(env, new PartKey(entry(env).personId(), entry(env).mediaId()))
                .thenApply(all -> all.stream().map(name).filter(Objects::nonNull).distinct().sorted().toList());
    }

    private static Entry entry(DataFetchingEnvironment env) {
        return Required.<Edge<Entry>>source(env).node();
    }

    private static List<Entry> read(FilmographyRepository repository, Set<Long> personIds, PageRequest page) {
        var people = JsonArray.ofIds(personIds);
        var from = page.from().orElse(page.backwards() ? END : START);
        return page.backwards()
                ? repository.findPagesBackwards(people, from.number(0), from.values().get(1), from.number(2),
                        page.limit())
                : repository.findPages(people, from.number(0), from.values().get(1), from.number(2), page.limit());
    }

    private static <K> String ids(Set<K> keys, Function<K, Long> id) {
        return JsonArray.ofIds(keys.stream().map(id).collect(toSet()));
    }
}
