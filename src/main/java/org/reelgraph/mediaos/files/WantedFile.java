package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.NameInput;
import org.reelgraph.wanted.WantedCheck;
import org.reelgraph.wanted.WantedDetails;
import org.reelgraph.wanted.WantedImport;
import org.reelgraph.wanted.WantedItem;
import org.reelgraph.wanted.WantedSearch;
import org.reelgraph.wanted.WantedStatus;

import static java.util.stream.Collectors.toMap;

/**
 * MediaOS' {@code wanted.json}: {@code {items: [{id, title, kind, addedAt, lastScan?: {at, found, grabbed}}]}}. Year, status,
 * query and external ids are members that MediaOS has planned. What says no more than its absence isn't written.
 */
@Singleton
class WantedFile implements MediaOsFile<WantedDetails> {

    private static final String LIST = "items";
    private static final String LAST_SCAN = "lastScan";
    private static final String LAST_SEARCH = "lastSearchAt";
    private static final Map<String, MediaKind> KINDS = Map.of("movie", MediaKind.MOVIE, "series", MediaKind.SERIES,
            "music", MediaKind.ALBUM, "book", MediaKind.BOOK);
    private static final Map<String, WantedStatus> STATUSES = Stream.of(WantedStatus.values())
            .collect(toMap(WantedFile::word, status -> status));
    private static final Map<ExternalIdScheme, String> IDS = Map.of(ExternalIdScheme.IMDB, "imdbId",
            ExternalIdScheme.TMDB, "tmdbId", ExternalIdScheme.TVDB, "tvdbId", ExternalIdScheme.PLEX, "plexId",
            ExternalIdScheme.MUSICBRAINZ, "musicbrainzId", ExternalIdScheme.ISBN, "isbn");
    private static final Set<String> MEMBERS = Stream.concat(IDS.values().stream(), Stream.of("title", "kind", "year",
            "status", "searchQuery", "addedAt", LAST_SCAN, LAST_SEARCH)).collect(Collectors.toUnmodifiableSet());
    private static final String NUMBER = "[1-9]\\d{0,8}";

    private final WantedImport wanted;
    private final WantedCheck check;

    WantedFile(WantedImport wanted, WantedCheck check) {
        this.wanted = wanted;
        this.check = check;
    }

    @Override
    public String name() {
        return "wanted";
    }

    @Override
    public Layout layout() {
        return Layout.list(LIST);
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Set<String> members() {
        return MEMBERS;
    }

    @Override
    public Optional<WantedDetails> read(EntryKey key, ObjectNode entry, Consumer<UserError> errors) {
        var found = new ArrayList<UserError>();
        var members = EntryMembers.of(entry, found::add);
        members.require("title", "A wanted item needs a title.");
        members.require("kind", "A wanted item needs a kind: movie, series, music or book.");
        var title = members.text("title").map(NameInput::normalized);
        var year = members.integer("year");
        var ids = ExternalIds.of(ids(members));
        var status = members.word("status", STATUSES).orElse(WantedStatus.WANTED);
        var query = members.text("searchQuery").map(NameInput::normalized).filter(WantedCheck::isVisible);
        var search = lastSearch(members);
        var added = members.instant("addedAt");
        var details = members.word("kind", KINDS).flatMap(kind -> title.map(text -> new WantedDetails(kind, text,
                orNull(year), ids, status, orNull(query), orNull(search), orNull(added))));
        details.ifPresent(all -> check.errors(all).forEach(error -> found.add(inFile(error))));
        found.forEach(errors);
        return details.filter(all -> found.isEmpty());
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }

    private static Map<ExternalIdScheme, String> ids(EntryMembers members) {
        var ids = new EnumMap<ExternalIdScheme, String>(ExternalIdScheme.class);
        IDS.forEach((scheme, name) -> members.id(name)
                .flatMap(id -> WantedCheck.canonical(scheme, id, List.of(name), members.errors()))
                .ifPresent(id -> ids.put(scheme, id)));
        return ids;
    }

    private static Optional<WantedSearch> lastSearch(EntryMembers members) {
        var planned = members.instant(LAST_SEARCH);
        var scan = members.object(LAST_SCAN).flatMap(object -> {
            object.require("at", "A scan needs the time at which it was.");
            return object.instant("at").map(at -> new WantedSearch(at, orNull(object.integer("found")),
                    orNull(object.integer("grabbed"))));
        });
        if (scan.isPresent() && planned.isPresent() && !planned.get().equals(scan.get().at())) {
            members.errors().accept(UserError.of(UserErrorCode.INVALID).at(LAST_SEARCH)
                    .saying("This is another time than that of " + LAST_SCAN + ". Remove one of both."));
        }
        return scan.or(() -> planned.map(at -> new WantedSearch(at, null, null)));
    }

    // The check knows the fields of the API.
    private static UserError inFile(UserError error) {
        var path = error.path();
        return switch (path.getFirst()) {
            case "externalIds" -> new UserError(error.code(), error.message(),
                    List.of(IDS.get(ExternalIdScheme.valueOf(path.getLast().toUpperCase(Locale.ROOT)))));
            case "lastSearch" -> new UserError(error.code(), error.message(), List.of(LAST_SCAN, path.getLast()));
            default -> error;
        };
    }

    @Override
    public ObjectNode write(WantedDetails value) {
        var entry = JsonNodeFactory.instance.objectNode().put("title", value.title()).put("kind", word(value.kind()));
        put(entry, "addedAt", value.addedAt());
        if (value.year() != null) {
            entry.put("year", value.year());
        }
        if (value.status() != WantedStatus.WANTED) {
            entry.put("status", word(value.status()));
        }
        if (value.searchQuery() != null) {
            entry.put("searchQuery", value.searchQuery());
        }
        value.idsByScheme().forEach((scheme, id) -> put(entry, scheme, id));
        var search = value.lastSearch();
        if (search != null && (search.found() != null || search.grabbed() != null)) {
            put(entry.putObject(LAST_SCAN), search);
        } else if (search != null) {
            put(entry, LAST_SEARCH, search.at());
        }
        return entry;
    }

    private static void put(ObjectNode entry, String name, @Nullable Instant instant) {
        if (instant != null) {
            entry.put(name, EntryMembers.written(instant));
        }
    }

    private static void put(ObjectNode scan, WantedSearch search) {
        put(scan, "at", search.at());
        if (search.found() != null) {
            scan.put("found", search.found());
        }
        if (search.grabbed() != null) {
            scan.put("grabbed", search.grabbed());
        }
    }

    // TMDB and TheTVDB count, so programs have numbers there.
    private static void put(ObjectNode entry, ExternalIdScheme scheme, String id) {
        var isNumber = (scheme == ExternalIdScheme.TMDB || scheme == ExternalIdScheme.TVDB) && id.matches(NUMBER);
        if (isNumber) {
            entry.put(IDS.get(scheme), Integer.parseInt(id));
        } else {
            entry.put(IDS.get(scheme), id);
        }
    }

    private static String word(WantedStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String word(MediaKind kind) {
        return KINDS.entrySet().stream().filter(word -> word.getValue() == kind).findFirst().orElseThrow().getKey();
    }

    @Override
    public EntryKey newKey(Stored<WantedDetails> stored) {
        return new EntryKey(LIST, GlobalId.of(WantedItem.PREFIX, stored.rowId()));
    }

    @Override
    public List<Kept> keep(List<Incoming<WantedDetails>> entries, Actor actor, boolean dryRun) {
        return wanted.keep(entries.stream().map(entry -> new WantedImport.Incoming(entry.value(), entry.rowId(),
                entry.key().inWords())).toList(), actor, dryRun).stream().map(WantedFile::kept).toList();
    }

    private static Kept kept(WantedImport.Verdict verdict) {
        if (!verdict.errors().isEmpty()) {
            return new Kept(Outcome.FAILED, Optional.empty(),
                    verdict.errors().stream().map(WantedFile::inFile).toList());
        }
        return new Kept(verdict.isNew() ? Outcome.CREATED : verdict.isUpdate() ? Outcome.UPDATED : Outcome.UNCHANGED,
                verdict.id(), List.of());
    }

    @Override
    public List<Stored<WantedDetails>> findAfter(long rowId, int most) {
        return wanted.findAfter(rowId, most).stream().map(item -> new Stored<>(item.id(), item.details())).toList();
    }

    @Override
    public Map<Long, WantedDetails> find(Collection<Long> rowIds) {
        return wanted.findByIds(rowIds).stream().collect(toMap(WantedItem::id, WantedItem::details));
    }

    @Override
    public void delete(Collection<Long> rowIds, Actor actor) {
        wanted.delete(rowIds, actor);
    }

    @Override
    public Set<String> tables() {
        return Set.of("wanted_items");
    }
}
