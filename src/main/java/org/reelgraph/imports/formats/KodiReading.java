package org.reelgraph.imports.formats;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.imports.formats.nfo.NfoDocument;
import org.reelgraph.imports.formats.nfo.NfoDocument.Element;
import org.reelgraph.imports.formats.nfo.NfoMembers;
import org.reelgraph.imports.formats.nfo.Pictures;
import org.reelgraph.imports.formats.trees.KodiTrees;
import org.reelgraph.imports.formats.trees.Reading;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.InputPath;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.Validation;

/** Reads one source of Kodi's NFO files, folder by folder. A series is a record with all files below its folder. */
final class KodiReading {

    private static final String TVSHOW = "tvshow.nfo";
    private static final String MOVIE = "movie.nfo";
    private static final Pattern TITLE_AND_YEAR = Pattern.compile("(.+?)\\s*\\((\\d{4})\\).*");

    private final ImportSource source;
    private final KodiFolders folders;
    private final Reading reading;
    private final RecordStream stream;

    KodiReading(ImportSource source, Reading reading, RecordStream stream) {
        this.source = source;
        this.folders = new KodiFolders(source);
        this.reading = reading;
        this.stream = stream;
    }

    void read() {
        if (source.isFolder()) {
            folder("", 0);
        } else {
            item(source.path().getFileName().toString(), new Pictures(List.of()));
        }
    }

    private void folder(String folder, int depth) {
        try {
            var files = folders.nfosIn(folder);
            var show = named(files, TVSHOW);
            if (show.isPresent()) {
                series(folder, show.get(), depth);
                return;
            }
            var pictures = folders.picturesIn(folder);
            // In a folder of one movie, this file is the one that counts.
            named(files, MOVIE).map(List::of).orElse(files).forEach(file -> item(file, pictures));
            for (var below : folders.foldersIn(folder, depth)) {
                folder(below, depth + 1);
            }
        } catch (SourceException e) {
            stream.add(SourceRecord.unread(Origin.ofFile(folder.isEmpty() ? "." : folder), e));
        }
    }

    private static Optional<String> named(List<String> files, String name) {
        return files.stream().filter(file -> KodiFolders.nameOf(file).equalsIgnoreCase(name)).findFirst();
    }

    private void item(String file, Pictures pictures) {
        try {
            var document = document(file);
            var element = document.elements().isEmpty() && document.text().contains("://")
                    ? new Element("movie", Map.of())
                    : document.elements().stream().findFirst().orElseThrow(() -> new SourceException(
                            SourceErrors.MALFORMED, file + " holds neither an element nor an address."));
            switch (element.name()) {
                case "movie" -> movie(file, element, document.text(), pictures);
                case "tvshow" -> add(MediaKind.SERIES, file, members(element, file, document.text(),
                        pictures.ofFolder()), new Validation(reading.policy()));
                case "episodedetails", "season" -> throw new SourceException(SourceErrors.UNKNOWN_FORMAT,
                        "There is no tvshow.nfo in this folder or above it that says to which series " + file
                                + " belongs.");
                default -> throw new SourceException(SourceErrors.UNKNOWN_FORMAT, "It describes a '" + element.name()
                        + "'; only movie, tvshow, season and episodedetails are read.");
            }
        } catch (SourceException e) {
            stream.add(SourceRecord.unread(Origin.ofFile(file), e));
        }
    }

    private void movie(String file, Element element, String addresses, Pictures pictures) {
        var stem = KodiFolders.withoutEnding(KodiFolders.nameOf(file));
        var own = pictures.ofFile(stem);
        var isAlone = KodiFolders.nameOf(file).equalsIgnoreCase(MOVIE);
        add(MediaKind.MOVIE, file, members(element, file, addresses, own.isEmpty() && isAlone
                ? pictures.ofFolder()
                : own), new Validation(reading.policy()));
    }

    // Without a title, the name of the file or folder is one.
    private static Map<String, Object> members(Element element, String file, String addresses,
            List<Map<String, Object>> pictures) {
        var isShow = element.name().equals("tvshow");
        var members = NfoMembers.of(element.members(), pictures, ImageKind.POSTER, addresses,
                isShow ? "tvdb" : "tmdb");
        if (!members.containsKey("title")) {
            var path = KodiFolders.withoutEnding(file);
            var name = List.of("movie", "tvshow").contains(KodiFolders.nameOf(path)) && path.contains("/")
                    ? KodiFolders.nameOf(path.substring(0, path.lastIndexOf('/')))
                    : KodiFolders.nameOf(path);
            var parts = TITLE_AND_YEAR.matcher(name);
            members.put("title", parts.matches() ? parts.group(1) : name);
            if (parts.matches()) {
                members.putIfAbsent("year", parts.group(2));
            }
        }
        return members;
    }

    private void series(String folder, String file, int depth) throws SourceException {
        try {
            var document = document(file);
            var element = document.elements().stream().findFirst().orElse(new Element("tvshow", Map.of()));
            var pictures = folders.picturesIn(folder);
            var members = members(new Element("tvshow", new LinkedHashMap<>(element.members())), file,
                    document.text(), pictures.ofFolder());
            // How many there are, or -1.
            members.remove("season");
            members.remove("episode");
            var validation = new Validation(reading.policy());
            if (reading.parts()) {
                var parts = new KodiParts(members, pictures, validation);
                for (var each : folders.allBelow(folder, depth)) {
                    parts(each, file, parts, validation);
                }
                parts.addTo(members);
            }
            add(MediaKind.SERIES, file, members, validation);
        } catch (SourceException e) {
            stream.add(SourceRecord.unread(Origin.ofFile(file), e));
        }
    }

    private void parts(String folder, String show, KodiParts parts, Validation validation) throws SourceException {
        var pictures = folders.picturesIn(folder);
        for (var file : folders.nfosIn(folder)) {
            if (!file.equals(show)) {
                try {
                    parts.add(file, document(file), pictures);
                } catch (SourceException e) {
                    validation.unusable(Notice.Code.LEFT_OUT, e.code(), "It is left out: " + e.getMessage(),
                            InputPath.START.below(file), null);
                }
            }
        }
    }

    private NfoDocument document(String name) throws SourceException {
        var file = source.file(name);
        try (var bytes = file.open()) {
            var document = NfoDocument.read(bytes);
            file.verifyUnchanged();
            return document;
        } catch (NfoDocument.Fault e) {
            throw new SourceException(SourceErrors.MALFORMED, name + ": " + e.getMessage());
        } catch (IOException e) {
            throw ImportSource.unreadable("'" + name + "'", e);
        }
    }

    private void add(MediaKind kind, String file, Map<String, Object> members, Validation validation) {
        var in = new InputObject(members, InputPath.START, validation);
        stream.add(SourceRecord.of(new KodiTrees(kind, reading).media(Origin.ofFile(file), in), in));
    }
}
