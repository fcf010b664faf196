package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.reelgraph.audit.Actor;
import org.reelgraph.connections.ServerUrl;
import org.reelgraph.connections.downloaders.Credentials;
import org.reelgraph.connections.downloaders.DownloaderDraft;
import org.reelgraph.connections.downloaders.DownloaderEntries;
import org.reelgraph.connections.downloaders.DownloaderEntries.Entry;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.NameInput;

import static java.util.stream.Collectors.toMap;

/**
 * {@code downloaders.json}: an entry for each program. MediaOS knows one of each; a further one has a number behind its key.
 * One without an address, which MediaOS has for programs that nobody uses, is a downloader without one.
 */
@Singleton
class DownloadersFile implements MediaOsFile<DownloaderDraft> {

    private static final Map<String, String> NAMES = Map.of("qbittorrent", "qBittorrent", "nzbget", "NZBGet", "sabnzbd",
            "SABnzbd");
    private static final Map<String, String> MEMBERS = Map.of("userName", "username", "timeoutMilliseconds",
            "timeoutMs");

    private final DownloaderEntries downloaders;

    DownloadersFile(DownloaderEntries downloaders) {
        this.downloaders = downloaders;
    }

    @Override
    public String name() {
        return "downloaders";
    }

    @Override
    public Layout layout() {
        return Layout.object();
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Set<String> members() {
        return Set.of("name", "enabled", "baseUrl", "username", "password", "apiKey", "timeoutMs", "category");
    }

    @Override
    public Set<String> secrets() {
        return Set.of("password", "apiKey");
    }

    private static String programOf(EntryKey key) {
        return key.key().replaceFirst("-.*", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<DownloaderDraft> read(EntryKey key, ObjectNode entry, Consumer<UserError> errors) {
        var program = programOf(key);
        var usual = NAMES.get(program);
        if (usual == null) {
            errors.accept(UserError.of(UserErrorCode.INVALID).at().saying("'" + key.inWords()
                    + "' is not a known downloader: qbittorrent, nzbget or sabnzbd."));
            return Optional.empty();
        }
        var failed = new AtomicBoolean();
        var members = new ServerEntry(entry, error -> {
            failed.set(true);
            errors.accept(error);
        });
        var draft = new DownloaderDraft(members.text("name").map(NameInput::normalized).orElse(usual),
                program.toUpperCase(Locale.ROOT), members.flag("enabled"),
                members.text("baseUrl").map(ServerUrl::normalized), members.text("username"),
                Optional.of(new Credentials(members.text("password"), members.text("apiKey"))),
                members.text("category"), members.number("timeoutMs").orElse(DownloaderDraft.USUAL_TIMEOUT));
        downloaders.check(draft).stream().map(DownloadersFile::placed).forEach(members.errors());
        return failed.get() ? Optional.empty() : Optional.of(draft);
    }

    private static UserError placed(UserError error) {
        return new UserError(error.code(), error.message(),
                error.path().stream().map(each -> MEMBERS.getOrDefault(each, each)).toList());
    }

    @Override
    public ObjectNode write(DownloaderDraft value) {
        var entry = JsonNodeFactory.instance.objectNode();
        if (!value.name().equals(NAMES.get(value.kind().toLowerCase(Locale.ROOT)))) {
            entry.put("name", value.name());
        }
        entry.put("enabled", value.enabled());
        value.baseUrl().ifPresent(url -> entry.put("baseUrl", url));
        value.userName().ifPresent(user -> entry.put("username", user));
        var credentials = value.credentials().orElse(Credentials.NONE);
        credentials.password().ifPresent(password -> entry.put("password", password));
        credentials.apiKey().ifPresent(apiKey -> entry.put("apiKey", apiKey));
        if (value.baseUrl().isPresent() || value.timeoutMillis() != DownloaderDraft.USUAL_TIMEOUT) {
            entry.put("timeoutMs", value.timeoutMillis());
        }
        value.category().ifPresent(category -> entry.put("category", category));
        return entry;
    }

    @Override
    public EntryKey newKey(Stored<DownloaderDraft> stored) {
        var program = stored.value().kind().toLowerCase(Locale.ROOT);
        return EntryKey.ofMember(stored.value().name().equals(NAMES.get(program))
                ? program
                : program + "-" + stored.rowId());
    }

    @Override
    public List<Kept> keep(List<Incoming<DownloaderDraft>> entries, Actor actor, boolean dryRun) {
        var known = new HashMap<Long, DownloaderDraft>();
        var owners = new HashMap<String, Long>();
        downloaders.findAll().forEach(each -> {
            known.put(each.id(), each.draft());
            owners.put(folded(each.draft()), each.id());
        });
        var taken = new HashSet<Long>();
        entries.forEach(entry -> entry.rowId().ifPresent(taken::add));
        var kept = new ArrayList<Kept>();
        for (var entry : entries) {
            var draft = entry.value();
            var owner = Optional.ofNullable(owners.get(folded(draft)));
            // An entry that wasn't imported before is the downloader that has its name.
            var row = entry.rowId().or(() -> owner.filter(id -> id >= 0 && known.containsKey(id)
                    && known.get(id).kind().equals(draft.kind()) && taken.add(id)));
            if (owner.isPresent() && !owner.equals(row)) {
                kept.add(Kept.failed(UserError.of(UserErrorCode.ALREADY_EXISTS).at("name")
                        .saying("There is a downloader '" + draft.name() + "' already.")));
            } else {
                var done = keep(row, Optional.ofNullable(known.get(row.orElse(-1L))), draft, actor, dryRun);
                owners.put(folded(draft), done.rowId().orElse(-1L - kept.size()));
                kept.add(done);
            }
        }
        return kept;
    }

    private Kept keep(Optional<Long> row, Optional<DownloaderDraft> before, DownloaderDraft draft, Actor actor,
            boolean dryRun) {
        if (row.isEmpty() || before.isEmpty()) {
            return new Kept(Outcome.CREATED, dryRun ? Optional.empty() : Optional.of(downloaders.add(actor, draft)),
                    List.of());
        }
        if (before.get().equals(draft)) {
            return new Kept(Outcome.UNCHANGED, row, List.of());
        }
        if (!dryRun) {
            downloaders.replace(actor, row.get(), draft);
        }
        return new Kept(Outcome.UPDATED, row, List.of());
    }

    private static String folded(DownloaderDraft draft) {
        return draft.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Stored<DownloaderDraft>> findAfter(long rowId, int most) {
        return downloaders.findAfter(rowId, most).stream().map(each -> new Stored<>(each.id(), each.draft())).toList();
    }

    @Override
    public Map<Long, DownloaderDraft> find(Collection<Long> rowIds) {
        return downloaders.find(rowIds).stream().collect(toMap(Entry::id, Entry::draft));
    }

    @Override
    public void delete(Collection<Long> rowIds, Actor actor) {
        downloaders.delete(actor, rowIds);
    }

    @Override
    public Set<String> tables() {
        return Set.of("downloaders");
    }
}
