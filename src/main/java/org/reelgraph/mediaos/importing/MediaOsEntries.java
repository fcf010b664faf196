package org.reelgraph.mediaos.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.formats.EntryFiles;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.SourceEntry;
import org.reelgraph.imports.records.SourceEntry.Part;
import org.reelgraph.mediaos.entries.EntryJson;
import org.reelgraph.mediaos.entries.Meaning;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.entries.Secrets;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.library.LibraryFile;
import org.reelgraph.mediaos.library.LibraryTrees;
import org.reelgraph.storage.WriteTransactions;

/** Reads the entries of MediaOS' files. */
@Singleton
class MediaOsEntries implements EntryFiles {

    private final MediaOsFiles files;
    private final Secrets secrets;
    private final WriteTransactions transactions;

    MediaOsEntries(MediaOsFiles files, Secrets secrets, WriteTransactions transactions) {
        this.files = files;
        this.secrets = secrets;
        this.transactions = transactions;
    }

    @Override
    public List<Shape> shapes() {
        return files.all().stream().map(file -> new Shape(file.name(), file.layout().list(), file.layout()::isEntry,
                file.layout().whole(), !file.secrets().isEmpty())).toList();
    }

    @Override
    public SourceEntry.Read read(SourceEntry entry, Origin origin, String source) {
        var file = files.of(entry.file()).orElseThrow();
        var errors = new ArrayList<UserError>();
        if (file.name().equals(LibraryFile.NAME)) {
            Optional<MediaRecord> media = LibraryTrees.media(keyOf(entry), EntryJson.object(entry.json()), origin,
                    source,
                    errors::add);
            return new SourceEntry.Read(entry, media.filter(record -> errors.isEmpty()), errors);
        }
        var sealed = sealed(file, entry);
        var known = known(sealed.values());
        new Meaning<>(file, known).of(keyOf(entry), entry.json(), errors::add);
        // A secret that isn't one must not be kept in clear.
        var isOpen = sealed.values().stream().anyMatch(text -> !Secrets.isSealed(text));
        return new SourceEntry.Read(isOpen ? entry.discarded() : entry, Optional.empty(), errors);
    }

    /** {@return the key of an entry} */
    static EntryKey keyOf(SourceEntry entry) {
        return new EntryKey(entry.list(), entry.key());
    }

    private static Map<String, String> sealed(MediaOsFile<?> file, SourceEntry entry) {
        return file.secrets().isEmpty() ? Map.of() : sealed(file, EntryJson.object(entry.json()));
    }

    private static Map<String, String> sealed(MediaOsFile<?> file, ObjectNode json) {
        var sealed = new LinkedHashMap<String, String>();
        file.secrets().stream().sorted()
                .forEach(name -> Secrets.sealed(json, name).ifPresent(text -> sealed.put(name, text)));
        return sealed;
    }

    private Secrets.Revealed known(Collection<String> sealed) {
        return sealed.isEmpty() ? new Secrets.Revealed() : transactions.within(() -> secrets.of(sealed));
    }

    /**
     * A secret, which may not be known yet.
     *
     * @param place where it stands, in words
     */
    record Locked(String place, String sealed) {
    }

    /** {@return the secrets of entries whose text isn't known} */
    List<Locked> find(List<SourceEntry> entries) {
        var found = new ArrayList<Locked>();
        for (var entry : entries) {
            if (entry.part() == Part.ENTRY && !entry.json().isEmpty()) {
                sealed(files.of(entry.file()).orElseThrow(), entry).forEach((name, text) -> {
                    if (Secrets.isSealed(text)) {
                        found.add(new Locked("the " + name + " of " + keyOf(entry).inWords() + " in " + entry.file()
                                + ".json", text));
                    }
                });
            }
        }
        var known = known(found.stream().map(Locked::sealed).toList());
        return found.stream().filter(secret -> known.of(secret.sealed()).isEmpty()).toList();
    }

    @Override
    public Optional<String> locked(List<SourceEntry> entries) {
        return find(entries).stream().findFirst().map(secret -> "MediaOS' key is needed, since " + secret.place()
                + " is encrypted with it.");
    }
}
